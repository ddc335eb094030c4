#include "match/explain.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace kentongan::match {

namespace {

/// Everywhere in the raw message where one of these words stands.
std::vector<Span> spans_of(const Question& question, const std::vector<std::uint32_t>& shared) {
  std::vector<char> is_shared(question.words.size(), 0);
  for (const std::uint32_t word : shared) is_shared[word] = 1;
  std::vector<Span> spans;
  for (std::size_t place = 0; place < question.order.size(); ++place) {
    if (is_shared[question.order[place]] == 0) continue;
    if (spans.size() == most_spans) break;
    const ContentWord& word = question.content.words[place];
    spans.push_back({word.raw_begin, word.raw_end});
  }
  return spans;
}

/// What weighed most in the passage that speaks most for the document, against one of the middling
/// sort.
std::vector<Reason> reasons_of(const Model& model, const Overlap& overlap, Field field) {
  std::vector<Reason> reasons;
  for (std::size_t measure = 0; measure < measures; ++measure) {
    if (measure == static_cast<std::size_t>(Measure::present)) continue;  // the same for all
    const std::size_t feature = feature_of(field, static_cast<Measure>(measure));
    const Weight& weight = model.rank[feature];
    const double part =
        weight.weight * (static_cast<double>(overlap.values[measure]) - weight.mean);
    if (part != 0) reasons.push_back({feature_name(feature), part});
  }
  std::stable_sort(reasons.begin(), reasons.end(), [](const Reason& left, const Reason& right) {
    return std::abs(left.part) > std::abs(right.part);
  });
  if (reasons.size() > most_reasons) reasons.resize(most_reasons);
  return reasons;
}

}  // namespace

Evidence evidence_of(const Model& model, Considering& considering, std::size_t at) {
  const Considered& considered = considering.documents()[at];
  const Question& question = considering.question();
  const Field field = strongest_field(model, considered);
  const auto which = static_cast<std::size_t>(field);
  const Overlap& overlap = considered.overlaps[which];
  Evidence evidence{.field = field};
  evidence.query_share = static_cast<double>(overlap[Measure::query_share]);
  evidence.passage_share = static_cast<double>(overlap[Measure::share]);
  evidence.local_share = static_cast<double>(overlap[Measure::local_share]);
  evidence.shared_words = overlap.shared_words;
  evidence.query_words = static_cast<int>(question.words.size());
  evidence.swapped_weight = static_cast<double>(overlap.swapped);
  evidence.exact = overlap.exact;
  evidence.numbers_differ = overlap.numbers_differ;
  evidence.turned_share = static_cast<double>(overlap.turned_share);
  evidence.debunks = overlap.debunks;
  const std::vector<std::uint32_t> shared =
      considering.comparison(considered).shared_words(considered.passages[which]);
  for (const std::uint32_t word : shared) {
    if (evidence.words.size() == most_shown_words) break;
    evidence.words.emplace_back(question.words[word].word);
  }
  evidence.spans = spans_of(question, shared);
  evidence.reasons = reasons_of(model, overlap, field);
  return evidence;
}

std::string_view message_key(const Reason& reason) {
  const std::string_view measure = reason.feature.substr(reason.feature.find('.') + 1);
  const auto is_one_of = [measure](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), measure) != names.end();
  };
  if (is_one_of({"pairs", "run", "ordered", "density", "query_pairs", "query_run"}))
    return "match.reason.order";
  if (is_one_of({"words", "words_share", "weight", "found", "found_share", "rank"}))
    return "match.reason.words";
  if (is_one_of({"names_shared", "names_missing", "query_names"})) return "match.reason.names";
  if (is_one_of({"numbers_shared", "numbers_missing"})) return "match.reason.numbers";
  if (is_one_of({"swapped", "negation", "missing"})) return "match.reason.swapped";
  if (is_one_of({"letters"})) return "match.reason.letters";
  if (is_one_of({"start", "local_share"})) return "match.reason.place";
  if (is_one_of({"length", "query_length", "present"})) return "match.reason.length";
  return "match.reason.share";
}

}  // namespace kentongan::match
