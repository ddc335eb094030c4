#include "match/matcher.hpp"

#include <algorithm>

namespace kentongan::match {

namespace {

constexpr int fewest_words = 4;        ///< different content words in common
constexpr int fewest_words_exact = 3;  ///< when every word is the same
/// The weight of one rare word: below it a swapped word is a synonym more often than another name.
constexpr double swapped_name = 4.0;
/// Of the shared weight, what a negation on one side may turn around.
constexpr double most_turned = 0.0;
constexpr double most_turned_in_copy = 0.35;
constexpr std::size_t most_shown = 3;

bool is_long_enough(const Evidence& evidence) {
  return evidence.shared_words >= (evidence.exact ? fewest_words_exact : fewest_words);
}

/// A message that stands in a known one, or the other way round, nearly whole: a copy, in which a
/// missing `tidak` is likelier to be an accident than a contradiction.
bool is_copy(const Evidence& evidence) {
  return evidence.field == Field::message && evidence.shared_words >= 8 &&
         std::max(evidence.query_share, evidence.passage_share) >= 0.8 &&
         std::min(evidence.query_share, evidence.local_share) >= 0.5;
}

/// What must be seen by a person however much the words agree.
bool has_warning(const Evidence& evidence) {
  if (evidence.field == Field::article) return true;
  if (evidence.exact) return false;
  const double turned = is_copy(evidence) ? most_turned_in_copy : most_turned;
  return evidence.numbers_differ || evidence.turned_share > turned || evidence.debunks ||
         evidence.swapped_weight >= swapped_name;
}

bool is_contradicted(const Candidate& first, const std::vector<Candidate>& candidates,
                     double ask_at) {
  return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& other) {
    return other.verdict != first.verdict && other.score >= ask_at;
  });
}

}  // namespace

Decision decide(const std::vector<Candidate>& candidates, Path path) {
  return decide(candidates, built_in_model().thresholds[static_cast<std::size_t>(path)]);
}

Decision decide(const std::vector<Candidate>& candidates, const Thresholds& thresholds) {
  Decision decision;
  if (candidates.empty()) return decision;
  const Candidate& first = candidates.front();
  if (first.score >= thresholds.answer && is_long_enough(first.evidence) && !has_warning(first.evidence) &&
      !is_contradicted(first, candidates, thresholds.ask)) {
    return {.outcome = Outcome::answer, .shown = {first}};
  }
  for (const Candidate& candidate : candidates) {
    if (candidate.score >= thresholds.ask && decision.shown.size() < most_shown)
      decision.shown.push_back(candidate);
  }
  if (!decision.shown.empty()) decision.outcome = Outcome::ask;
  return decision;
}

}  // namespace kentongan::match
