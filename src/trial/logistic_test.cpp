#include "trial/logistic.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace kentongan::trial {
namespace {

double score(const Rows& rows, const Fit& fit, std::size_t at) {
  const std::size_t length = rows.width / rows.parts;
  double all = 0;
  for (std::size_t first = 0; first < rows.width; first += length) {
    if (rows.row(at)[first] == 0) continue;
    double sum = 0;
    for (std::size_t column = first; column < first + length; ++column)
      sum += fit.weights[column] * static_cast<double>(rows.row(at)[column]);
    all += std::exp(sum);
  }
  return std::log(all);
}

/// Lists of five rows of two parts (there, value). The right row is strong in one part and weak in
/// the other, which the wrong ones lack.
Rows lists() {
  Rows rows{.width = 4, .parts = 2};
  std::mt19937 random(7);
  std::uniform_real_distribution<float> noise(0, 0.2F);
  for (int list = 0; list < 200; ++list) {
    rows.list_of.push_back(rows.count());
    for (int row = 0; row < 5; ++row) {
      const bool right = row == list % 5;
      const float strong = (right ? 0.7F : 0.4F) + noise(random);
      for (const float value : {1.0F, strong, right ? 1.0F : 0.0F, right ? noise(random) : 0.0F})
        rows.values.push_back(value);
      rows.right.push_back(right ? 1 : 0);
    }
  }
  return rows;
}

TEST(FitLists, a_weak_part_does_not_hide_a_strong_one) {
  const Rows rows = lists();

  const Fit fit = fit_lists(rows);

  std::size_t first = 0;
  for (const std::size_t list : rows.list_of) {
    std::size_t best = list;
    for (std::size_t at = list; at < list + 5; ++at)
      best = score(rows, fit, at) > score(rows, fit, best) ? at : best;
    first += rows.right[best] != 0 ? 1 : 0;
  }
  EXPECT_EQ(first, rows.list_of.size());
  EXPECT_GT(fit.weights[1], 0) << "the strong value speaks for the row";
}

TEST(FitLists, the_same_rows_give_the_same_weights) {
  EXPECT_EQ(fit_lists(lists()).weights, fit_lists(lists()).weights);
}

TEST(FitRows, finds_the_odds_that_the_rows_were_made_with) {
  Rows rows{.width = 1};
  std::mt19937 random(11);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (int row = 0; row < 20'000; ++row) {
    const double value = uniform(random) * 4 - 2;
    rows.values.push_back(static_cast<float>(value));
    rows.right.push_back(uniform(random) < 1 / (1 + std::exp(-(0.5 + 1.5 * value))) ? 1 : 0);
  }

  const Fit fit = fit_rows(rows);

  EXPECT_NEAR(fit.weights[0], 1.5, 0.08);
  EXPECT_NEAR(fit.intercept - fit.weights[0] * fit.means[0], 0.5, 0.08);
}

}  // namespace
}  // namespace kentongan::trial
