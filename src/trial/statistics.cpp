#include "trial/statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace kentongan::trial {

namespace {

/// P(X ≥ right) for X binomial of `all` and `p`.
double chance_of_at_least(std::size_t right, std::size_t all, double p) {
  const auto n = static_cast<double>(all);
  double chance = 0;
  for (std::size_t at = right; at <= all; ++at) {
    const auto k = static_cast<double>(at);
    chance += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
                       k * std::log(p) + (n - k) * std::log1p(-p));
  }
  return chance;
}

}  // namespace

double lower_bound(std::size_t right, std::size_t all) {
  if (right == 0 || all == 0) return 0;
  double low = 0;
  double high = 1;
  for (int step = 0; step < 50; ++step) {
    const double p = (low + high) / 2;
    (chance_of_at_least(right, all, p) > 0.05 ? high : low) = p;
  }
  return low;
}

std::vector<match::Knot> calibrate(std::vector<Outcome> outcomes, std::size_t smallest) {
  std::stable_sort(outcomes.begin(), outcomes.end(), [](const Outcome& left, const Outcome& right) {
    return left.value < right.value;
  });
  struct Block {
    double sum = 0;  ///< of values
    double right = 0;
    double all = 0;
    [[nodiscard]] double share() const { return (right + 0.5) / (all + 1); }
  };
  std::vector<Block> blocks;
  for (std::size_t at = 0; at < outcomes.size(); at += smallest) {
    Block block;
    // What is left over at the end belongs to the last whole block.
    std::size_t end = std::min(outcomes.size(), at + smallest);
    if (outcomes.size() - end < smallest) end = outcomes.size();
    for (std::size_t one = at; one < end; ++one) {
      block.sum += outcomes[one].value;
      block.right += outcomes[one].right ? 1 : 0;
      block.all += 1;
    }
    blocks.push_back(block);
    while (blocks.size() > 1 && blocks[blocks.size() - 2].share() >= blocks.back().share()) {
      const Block last = blocks.back();
      blocks.pop_back();
      blocks.back().sum += last.sum;
      blocks.back().right += last.right;
      blocks.back().all += last.all;
    }
    if (end == outcomes.size()) break;
  }
  std::vector<match::Knot> knots;
  for (const Block& block : blocks) {
    const double value = block.sum / block.all;
    if (knots.empty() || value > knots.back().certainty) knots.push_back({value, block.share()});
  }
  if (knots.empty()) knots.push_back({0, 0.5});
  if (knots.size() == 1) knots.push_back({knots[0].certainty + 1, knots[0].probability});
  return knots;
}

double threshold_for(std::vector<Outcome> outcomes, double precision) {
  std::stable_sort(outcomes.begin(), outcomes.end(), [](const Outcome& left, const Outcome& right) {
    return left.value > right.value;
  });
  double threshold = 2;
  std::size_t right = 0;
  for (std::size_t at = 0; at < outcomes.size(); ++at) {
    right += outcomes[at].right ? 1 : 0;
    const bool is_last_alike =
        at + 1 == outcomes.size() || outcomes[at + 1].value != outcomes[at].value;
    if (!is_last_alike) continue;
    // The bound is never above the share itself, which costs nothing to ask.
    if (static_cast<double>(right) < precision * static_cast<double>(at + 1)) continue;
    if (lower_bound(right, at + 1) >= precision) threshold = outcomes[at].value;
  }
  return threshold;
}

double calibration_error(const std::vector<Outcome>& outcomes) {
  struct Part {
    double sum = 0;
    double right = 0;
    double all = 0;
  };
  std::array<Part, 10> parts{};
  for (const Outcome& outcome : outcomes) {
    Part& part = parts[std::min<std::size_t>(9, static_cast<std::size_t>(outcome.value * 10))];
    part.sum += outcome.value;
    part.right += outcome.right ? 1 : 0;
    part.all += 1;
  }
  double error = 0;
  for (const Part& part : parts) {
    if (part.all > 0)
      error += std::abs(part.sum - part.right) / static_cast<double>(outcomes.size());
  }
  return error;
}

}  // namespace kentongan::trial
