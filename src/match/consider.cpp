#include "match/consider.hpp"

#include <algorithm>
#include <tuple>

namespace kentongan::match {

namespace {

/// Passages of each field: titles are short; a message that is the same stands near the front; of
/// articles, which cost most and tell least, only the best are looked at.
constexpr std::array<std::size_t, fields> most_compared{100, 80, 30};

double field_score(const Model& model, const Considered& considered, Field field) {
  const auto& values = considered.overlaps[static_cast<std::size_t>(field)].values;
  double score = 0;
  if (values[static_cast<std::size_t>(Measure::present)] == 0) return score;  // all of them are 0
  for (std::size_t at = 0; at < measures; ++at)
    score += model.rank[static_cast<std::size_t>(field) * measures + at].weight *
             static_cast<double>(values[at]);
  return score;
}

/// Which of two passages of one field says more; the model is not asked, so that training sees
/// what ranking will see.
float promise(const Overlap& overlap) {
  return overlap[Measure::local_share] + overlap[Measure::query_share] +
         overlap[Measure::exact_share] * 0.5F + (overlap.exact ? 2.0F : 0.0F);
}

bool best_found_first(const Hit& left, const Hit& right) {
  if (left.score != right.score) return left.score > right.score;
  return left.passage < right.passage;
}

}  // namespace

Considering::Considering(const Snapshot& snapshot, std::string_view message)
    : question_(message, snapshot) {
  if (question_.words.empty()) return;
  const std::vector<Hit> hits = retrieve(snapshot, query_of(question_, snapshot), {}).hits;
  std::array<std::vector<Hit>, fields> by_field;
  for (const Hit& hit : hits) by_field[static_cast<std::size_t>(hit.field)].push_back(hit);
  documents_.reserve(hits.size());
  numbers_.reserve(hits.size());
  for (std::size_t field = 0; field < fields; ++field) {
    std::sort(by_field[field].begin(), by_field[field].end(), best_found_first);
    if (by_field[field].size() > most_compared[field]) by_field[field].resize(most_compared[field]);
    std::uint32_t rank = 0;
    for (const Hit& hit : by_field[field]) add(hit, rank++);
  }
}

void Considering::add(const Hit& hit, std::uint32_t rank) {
  std::uint32_t segment = 0;
  while (segment < comparisons_.size() && &comparisons_[segment]->segment() != hit.segment)
    ++segment;
  if (segment == comparisons_.size())
    comparisons_.push_back(std::make_unique<Comparison>(*hit.segment, question_));
  const Segment::Source source = hit.segment->document(hit.segment->document_of(hit.passage));
  const Overlap overlap = comparisons_[segment]->compare(hit.passage, {hit.score, rank});
  const auto [known, is_new] = numbers_.try_emplace(source.id, documents_.size());
  if (is_new) {
    documents_.push_back({.document = source.id, .verdict = source.verdict, .segment = segment});
  }
  Considered& considered = documents_[known->second];
  const auto field = static_cast<std::size_t>(hit.field);
  Overlap& kept = considered.overlaps[field];
  if (kept[Measure::present] > 0 && promise(kept) >= promise(overlap)) return;
  kept = overlap;
  considered.passages[field] = hit.passage;
}

void Considering::rank(const Model& model) {
  // Numbers are sorted, then each document is moved once.
  std::vector<std::tuple<double, std::int64_t, std::size_t>> order;
  order.reserve(documents_.size());
  for (Considered& considered : documents_) {
    considered.score = 0;
    for (const Field field : {Field::title, Field::message, Field::article})
      considered.score += field_score(model, considered, field);
    order.emplace_back(-considered.score, -considered.document, order.size());
  }
  std::sort(order.begin(), order.end());
  std::vector<Considered> ranked;
  ranked.reserve(documents_.size());
  for (const auto& [score, document, at] : order) ranked.push_back(documents_[at]);
  documents_ = std::move(ranked);
}

Field strongest_field(const Model& model, const Considered& considered) {
  Field strongest = Field::title;
  double most = -1e300;
  for (const Field field : {Field::title, Field::message, Field::article}) {
    if (considered.overlaps[static_cast<std::size_t>(field)][Measure::present] == 0) continue;
    const double score = field_score(model, considered, field);
    if (score <= most) continue;
    most = score;
    strongest = field;
  }
  return strongest;
}

std::array<float, certainties> certainties_of(const Model& model, const Considering& considering,
                                              std::size_t at) {
  const std::vector<Considered>& documents = considering.documents();
  const Considered& considered = documents[at];
  const Field field = strongest_field(model, considered);
  const Overlap& overlap = considered.overlaps[static_cast<std::size_t>(field)];
  std::array<float, certainties> values{};
  const auto put = [&values](Certainty certainty, double value) {
    values[static_cast<std::size_t>(certainty)] = static_cast<float>(value);
  };
  const auto copy = [&](Certainty certainty, Measure measure) { put(certainty, overlap[measure]); };
  const std::size_t beside = at == 0 ? 1 : 0;
  const double gap = beside < documents.size() ? considered.score - documents[beside].score : 5.0;
  put(Certainty::score, considered.score);
  put(Certainty::gap, std::clamp(gap, -5.0, 5.0));
  copy(Certainty::share, Measure::share);
  copy(Certainty::exact_share, Measure::exact_share);
  copy(Certainty::local_share, Measure::local_share);
  copy(Certainty::query_share, Measure::query_share);
  copy(Certainty::both_shares, Measure::both_shares);
  put(Certainty::local_words, overlap[Measure::local_share] * overlap[Measure::words]);
  copy(Certainty::words, Measure::words);
  copy(Certainty::run, Measure::run);
  copy(Certainty::density, Measure::density);
  copy(Certainty::missing, Measure::missing);
  copy(Certainty::names_missing, Measure::names_missing);
  copy(Certainty::query_names, Measure::query_names);
  copy(Certainty::numbers_missing, Measure::numbers_missing);
  copy(Certainty::swapped, Measure::swapped);
  copy(Certainty::negation, Measure::negation);
  copy(Certainty::letters, Measure::letters);
  copy(Certainty::length, Measure::length);
  copy(Certainty::query_length, Measure::query_length);
  copy(Certainty::exact, Measure::exact);
  put(Certainty::is_title, field == Field::title ? 1 : 0);
  put(Certainty::is_article, field == Field::article ? 1 : 0);
  put(Certainty::debunks, overlap.debunks ? 1 : 0);
  return values;
}

}  // namespace kentongan::match
