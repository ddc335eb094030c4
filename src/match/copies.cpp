#include "match/copies.hpp"

#include <algorithm>

namespace kentongan::match {

namespace {

// Higher than what tells a copy (near_duplicate.cpp), where up to one unrelated message in 200 is
// let through: what is answered alone must be surer. Chosen by hand.
constexpr double sure_resemblance = 0.6;
constexpr double sure_share = 0.9;
constexpr std::uint32_t long_enough = 60;  ///< grams of a message that is told by being inside

bool leaves_no_doubt(const Likeness& likeness) {
  if (likeness.exact || likeness.resemblance() >= sure_resemblance) return true;
  return likeness.known_grams >= long_enough && likeness.known_share() >= sure_share;
}

}  // namespace

void lift_copies(std::vector<Candidate>& candidates, std::span<const NearDuplicate> copies,
                 const Thresholds& thresholds) {
  for (const NearDuplicate& copy : copies) {
    if (!copy.is_same()) continue;
    const double sure = std::max(thresholds.answer, thresholds.copy);
    const double score = leaves_no_doubt(copy.likeness) ? sure : thresholds.ask;
    for (Candidate& candidate : candidates) {
      if (candidate.document == copy.document) candidate.score = std::max(candidate.score, score);
    }
  }
  std::stable_sort(
      candidates.begin(), candidates.end(),
      [](const Candidate& left, const Candidate& right) { return left.score > right.score; });
}

void lift_copies(std::vector<Candidate>& candidates, std::span<const NearDuplicate> copies,
                 Path path) {
  lift_copies(candidates, copies, built_in_model().thresholds[static_cast<std::size_t>(path)]);
}

}  // namespace kentongan::match
