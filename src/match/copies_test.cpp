#include "match/copies.hpp"

#include "match/matcher.hpp"

#include <gtest/gtest.h>

namespace kentongan::match {
namespace {

constexpr Thresholds thresholds{.answer = 0.97, .copy = 0.97, .ask = 0.3};

Candidate candidate(std::int64_t document, std::int32_t verdict, double score) {
  Candidate made{.document = document, .verdict = verdict, .score = score};
  made.evidence.field = Field::message;
  made.evidence.shared_words = 9;
  made.evidence.query_share = 0.9;
  made.evidence.local_share = 0.9;
  return made;
}

NearDuplicate copy(std::int64_t document, std::uint32_t shared) {
  return {document, {.shared = shared, .known_grams = 100, .asked_grams = 100}};
}

TEST(Copies, a_copy_is_answered_although_its_words_alone_would_not_do) {
  std::vector<Candidate> found{candidate(1, 2, 0.5), candidate(2, 2, 0.4)};
  const std::vector copies{copy(2, 90)};

  lift_copies(found, copies, thresholds);

  const Decision decision = decide(found, thresholds);
  EXPECT_EQ(decision.outcome, Outcome::answer);
  EXPECT_EQ(decision.shown.front().document, 2);
}

TEST(Copies, half_a_copy_is_asked_about) {
  std::vector<Candidate> found{candidate(1, 2, 0.1)};
  const std::vector copies{copy(1, 60)};

  lift_copies(found, copies, thresholds);

  EXPECT_EQ(decide(found, thresholds).outcome, Outcome::ask);
}

TEST(Copies, a_copy_with_another_number_or_beside_another_verdict_is_asked_about) {
  std::vector<Candidate> other_number{candidate(1, 2, 0.9)};
  other_number.front().evidence.numbers_differ = true;
  std::vector<Candidate> other_verdict{candidate(1, 2, 0.9), candidate(2, 1, 0.5)};
  const std::vector copies{copy(1, 95)};

  lift_copies(other_number, copies, thresholds);
  lift_copies(other_verdict, copies, thresholds);

  EXPECT_EQ(decide(other_number, thresholds).outcome, Outcome::ask);
  EXPECT_EQ(decide(other_verdict, thresholds).outcome, Outcome::ask);
}

TEST(Copies, what_only_resembles_changes_nothing) {
  std::vector<Candidate> found{candidate(1, 2, 0.1)};
  const std::vector copies{copy(1, 20)};

  lift_copies(found, copies, thresholds);

  EXPECT_EQ(decide(found, thresholds).outcome, Outcome::queue);
}

}  // namespace
}  // namespace kentongan::match
