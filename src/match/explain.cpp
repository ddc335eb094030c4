#include "match/explain.hpp"

#include <algorithm>
#include <cmath>

namespace kentongan::match {

namespace {

/// Where each shared word first stands in the raw message, in order of weight.
std::vector<MatchedWord> matched_words(const Question& question,
                                       const std::vector<std::uint32_t>& shared) {
  std::vector<MatchedWord> words;
  for (const std::uint32_t which : shared) {
    if (words.size() == most_shown_words) break;
    const Asked& asked = question.words[which];
    words.push_back(
        {.word = std::string(asked.word), .raw_begin = asked.raw_begin, .raw_end = asked.raw_end});
  }
  return words;
}

/// What weighed most, against a message and a document of the middling sort.
std::vector<Reason> reasons_of(const Model& model, const Considered& considered) {
  std::vector<Reason> reasons;
  for (std::size_t feature = 0; feature < features; ++feature) {
    const Overlap& overlap = considered.overlaps[feature / measures];
    if (overlap[Measure::present] == 0) continue;
    const Weight& weight = model.rank[feature];
    const double part =
        weight.weight * (static_cast<double>(considered.value(feature)) - weight.mean);
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
  evidence.words = matched_words(
      question, considering.comparison(considered).shared_words(considered.passages[which]));
  evidence.reasons = reasons_of(model, considered);
  return evidence;
}

}  // namespace kentongan::match
