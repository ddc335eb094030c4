// The statistics that thresholds and tables are made of. Pure.
#pragma once

#include "match/model.hpp"

#include <cstddef>
#include <vector>

namespace kentongan::trial {

/// The one-sided lower bound, at 95 %, of a share of which `right` of `all` were seen; 0 of
/// nothing. Source: Clopper and Pearson, Biometrika 26(4), 1934. Cost: linear in `all`.
[[nodiscard]] double lower_bound(std::size_t right, std::size_t all);

/// A certainty, or a probability, and whether it was right.
struct Outcome {
  double value = 0;
  bool right = false;
};

/// Ascending steps that come nearest to the outcomes, as knots. At least two. Deterministic.
/// Source: isotonic regression by pool-adjacent-violators, Ayer and others, 1955; a block is no
/// smaller than `smallest` outcomes, and its probability is (right + 1/2) / (all + 1).
[[nodiscard]] std::vector<match::Knot> calibrate(std::vector<Outcome> outcomes,
                                                 std::size_t smallest);

/// The smallest threshold whose answers, all those at or above it, have a lower bound of at least
/// `precision`; above 1 when there is none.
[[nodiscard]] double threshold_for(std::vector<Outcome> outcomes, double precision);

/// Expected calibration error over ten equal parts of 0 … 1.
/// Source: Naeini, Cooper and Hauskrecht, AAAI 2015.
[[nodiscard]] double calibration_error(const std::vector<Outcome>& outcomes);

}  // namespace kentongan::trial
