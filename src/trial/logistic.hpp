// Logistic regression, by itself and over lists. Deterministic: sums run in the order of the rows.
#pragma once

#include <cstddef>
#include <vector>

namespace kentongan::trial {

/// Rows of equal length, one after another.
struct Rows {
  std::size_t width = 0;
  std::vector<float> values = {};
  std::vector<char> right = {};           ///< per row
  std::vector<std::size_t> list_of = {};  ///< per list: its first row; only for `fit_lists`
  std::size_t parts = 1;  ///< a row is as many parts of one length; only for `fit_lists`

  [[nodiscard]] std::size_t count() const { return right.size(); }
  [[nodiscard]] const float* row(std::size_t at) const { return values.data() + at * width; }
};

struct Fit {
  std::vector<double> weights;  ///< per column, of the raw value less its mean
  std::vector<double> means;
  double intercept = 0;
};

/// The weights under which the right row of every list is likeliest to be first. A part whose first
/// column is 0 is not there; a row scores the logarithm of the sum of the exponentials of its
/// parts' sums, so that a weak part never lowers what a strong one says. Softmax over each list,
/// ridge penalty of 1 on standardised columns. Lists without a right row are ignored; several right
/// rows share one list's probability. A part's sum is of raw values times weights: the first
/// column, 1, carries what the means would take away. Source: Cao and others, "Learning to rank:
/// from pairwise approach to listwise approach", ICML 2007; Newton's method with damping, the
/// curvature of the inner sums left out (Gauss).
[[nodiscard]] Fit fit_lists(const Rows& rows);

/// Whether a row is right. Same penalty.
[[nodiscard]] Fit fit_rows(const Rows& rows);

}  // namespace kentongan::trial
