#include "trial/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace kentongan::trial {
namespace {

TEST(LowerBound, agrees_with_what_can_be_worked_out_by_hand) {
  // All right of n: p^n = .05.
  EXPECT_NEAR(lower_bound(299, 299), std::pow(0.05, 1.0 / 299), 1e-9);
  EXPECT_NEAR(lower_bound(1, 1), 0.05, 1e-9);
  EXPECT_EQ(lower_bound(0, 10), 0);
  EXPECT_EQ(lower_bound(0, 0), 0);
}

TEST(Threshold, is_the_smallest_that_keeps_the_promise) {
  std::vector<Outcome> outcomes;
  for (int at = 0; at < 400; ++at) outcomes.push_back({0.9, true});
  outcomes.push_back({0.8, true});
  for (int at = 0; at < 5; ++at) outcomes.push_back({0.7, false});

  EXPECT_DOUBLE_EQ(threshold_for(outcomes, 0.99), 0.8);
}

TEST(Threshold, is_out_of_reach_when_too_little_is_known) {
  const std::vector<Outcome> outcomes(200, {0.99, true});

  EXPECT_GT(threshold_for(outcomes, 0.99), 1);
}

TEST(Threshold, does_not_part_what_is_alike) {
  std::vector<Outcome> outcomes(400, {0.9, true});
  for (int at = 0; at < 400; ++at) outcomes.push_back({0.9, false});

  EXPECT_GT(threshold_for(outcomes, 0.99), 1);
}

TEST(Calibrate, never_falls_and_stays_away_from_certainty) {
  std::vector<Outcome> outcomes;
  for (int at = 0; at < 1000; ++at) outcomes.push_back({at / 100.0, (at * 7919) % 1000 < at});

  const auto knots = calibrate(outcomes, 50);

  ASSERT_GE(knots.size(), 2U);
  for (std::size_t at = 1; at < knots.size(); ++at) {
    EXPECT_GT(knots[at].certainty, knots[at - 1].certainty);
    EXPECT_GE(knots[at].probability, knots[at - 1].probability);
    EXPECT_LT(knots[at].probability, 1);
  }
}

TEST(Calibrate, gives_two_knots_however_little_there_is) {
  EXPECT_EQ(calibrate({}, 50).size(), 2U);
  EXPECT_EQ(calibrate({{1.0, true}}, 50).size(), 2U);
}

TEST(CalibrationError, is_nothing_when_shares_are_as_promised) {
  std::vector<Outcome> outcomes;
  for (int at = 0; at < 100; ++at) outcomes.push_back({0.75, at % 4 != 0});

  EXPECT_NEAR(calibration_error(outcomes), 0, 1e-12);
  EXPECT_NEAR(calibration_error({{1.0, false}}), 1, 1e-12);
}

}  // namespace
}  // namespace kentongan::trial
