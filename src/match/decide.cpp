#include "match/matcher.hpp"

#include <algorithm>

namespace kentongan::match {

namespace {

constexpr int fewest_words = 4;        ///< different content words in common
constexpr int fewest_words_exact = 3;  ///< when every word is the same
/// The weight of one rare word: below it a swapped word is a synonym more often than another name.
constexpr double swapped_name = 4.0;
/// What a passage must tell of a long message, by weight. Chosen by hand.
constexpr int long_message = 40;  ///< different content words
constexpr double least_told = 0.15;
constexpr double slip_share = 0.1;
constexpr std::size_t most_shown = 3;

bool is_long_enough(const Evidence& evidence) {
  return evidence.shared_words >= (evidence.exact ? fewest_words_exact : fewest_words);
}

/// A copy: most of either message in the other, or the known one nearly whole in one place of this
/// one, between a greeting and a plea. There `ini hoaks?` is a question and no statement.
bool is_copy(const Evidence& evidence) {
  if (evidence.field != Field::message || evidence.shared_words < 8) return false;
  if (evidence.passage_share >= 0.8 && evidence.local_share >= 0.7) return true;
  return evidence.query_share >= 0.8 && evidence.local_share >= 0.5;
}

/// A negation too many or too few among many words is a slip of the hand, or stands beside the copy
/// and not in it; in a short statement it is the other statement. A negation turns two words: of
/// twenty, a tenth.
bool is_turned(const Evidence& evidence) {
  return evidence.turned_share > (is_copy(evidence) ? slip_share : 0);
}

/// A short title somewhere in a long text: an article about the story, often one that denies it.
bool tells_little(const Evidence& evidence) {
  return evidence.query_words >= long_message && evidence.query_share < least_told;
}

/// What must be seen by a person however much the words agree, in copies too: the next scam is a
/// copy of the last one with another bank in it, and a denial is a copy with one word more.
bool has_warning(const Evidence& evidence) {
  if (evidence.field == Field::article) return true;
  if (evidence.exact) return false;
  if (evidence.numbers_differ || evidence.swapped_weight >= swapped_name || is_turned(evidence)) {
    return true;
  }
  return !is_copy(evidence) && (evidence.debunks || tells_little(evidence));
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
  const double sure = first.evidence.field == Field::message ? thresholds.copy : thresholds.answer;
  if (first.score >= sure && is_long_enough(first.evidence) && !has_warning(first.evidence) &&
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
