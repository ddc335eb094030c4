#include "trial/logistic.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace kentongan::trial {

namespace {

constexpr double penalty = 1.0;
constexpr int most_steps = 40;

/// Columns less their mean and in parts of their deviation; constant columns become 0.
struct Standard {
  std::vector<double> means;
  std::vector<double> scales;  ///< 1 / deviation

  Standard() = default;
  explicit Standard(const Rows& rows) : means(rows.width, 0), scales(rows.width, 0) {
    const auto count = static_cast<double>(std::max<std::size_t>(1, rows.count()));
    for (std::size_t at = 0; at < rows.count(); ++at) {
      for (std::size_t column = 0; column < rows.width; ++column)
        means[column] += static_cast<double>(rows.row(at)[column]);
    }
    for (double& mean : means) mean /= count;
    std::vector<double> squares(rows.width, 0);
    for (std::size_t at = 0; at < rows.count(); ++at) {
      for (std::size_t column = 0; column < rows.width; ++column) {
        const double apart = static_cast<double>(rows.row(at)[column]) - means[column];
        squares[column] += apart * apart;
      }
    }
    for (std::size_t column = 0; column < rows.width; ++column) {
      const double deviation = std::sqrt(squares[column] / count);
      scales[column] = deviation > 1e-6 ? 1 / deviation : 0;
    }
  }
};

/// Solves `matrix` x = `side` for a positive definite matrix, in place. Source: Cholesky.
std::vector<double> solve(std::vector<double> matrix, std::vector<double> side) {
  const std::size_t n = side.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix[i * n + j];
      for (std::size_t k = 0; k < j; ++k) sum -= matrix[i * n + k] * matrix[j * n + k];
      matrix[i * n + j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / matrix[j * n + j];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) side[i] -= matrix[i * n + k] * side[k];
    side[i] /= matrix[i * n + i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) side[i] -= matrix[k * n + i] * side[k];
    side[i] /= matrix[i * n + i];
  }
  return side;
}

/// A loss with its first and second derivative at the weights.
struct Slope {
  double loss = 0;
  std::vector<double> gradient;
  std::vector<double> curvature;  ///< lower triangle, row by row

  explicit Slope(const std::vector<double>& weights)
      : gradient(weights.size(), 0), curvature(weights.size() * weights.size(), 0) {
    for (std::size_t at = 0; at < weights.size(); ++at) {
      loss += penalty / 2 * weights[at] * weights[at];
      gradient[at] += penalty * weights[at];
      curvature[at * weights.size() + at] += penalty;
    }
  }
  void curve(const std::vector<double>& row, double amount) {
    const std::size_t n = row.size();
    for (std::size_t i = 0; i < n; ++i) {
      const double part = amount * row[i];
      if (part == 0) continue;
      for (std::size_t j = 0; j <= i; ++j) curvature[i * n + j] += part * row[j];
    }
  }
};

/// Newton's method where the curvature is only roughly known: a step that does not go down is taken
/// again, shorter and more along the slope. Source: Levenberg 1944, Marquardt 1963.
std::vector<double> descend(std::size_t width,
                            const std::function<Slope(const std::vector<double>&)>& slope_at) {
  std::vector<double> weights(width, 0);
  Slope slope = slope_at(weights);
  double damping = 0;
  for (int step = 0; step < most_steps; ++step) {
    std::vector<double> curvature = slope.curvature;
    for (std::size_t at = 0; at < width; ++at)
      curvature[at * width + at] += damping * (1 + slope.curvature[at * width + at]);
    const std::vector<double> way = solve(std::move(curvature), slope.gradient);
    std::vector<double> next = weights;
    for (std::size_t at = 0; at < width; ++at) next[at] -= way[at];
    Slope there = slope_at(next);
    if (!(there.loss < slope.loss)) {
      if (damping > 1e3) break;
      damping = std::max(damping * 8, 1e-3);
      continue;
    }
    const bool is_done = slope.loss - there.loss < 1e-5 * slope.loss;
    weights = std::move(next);
    slope = std::move(there);
    if (is_done) break;
    damping = damping < 1e-4 ? 0 : damping / 4;
  }
  return weights;
}

void standardise(const Rows& rows, const Standard& standard, std::size_t at,
                 std::vector<double>& into) {
  for (std::size_t column = 0; column < rows.width; ++column)
    into[column] = (static_cast<double>(rows.row(at)[column]) - standard.means[column]) *
                   standard.scales[column];
}

Fit unstandardised(const Standard& standard, const std::vector<double>& weights) {
  Fit fit;
  fit.means = standard.means;
  for (std::size_t at = 0; at < standard.means.size(); ++at)
    fit.weights.push_back(weights[at] * standard.scales[at]);
  return fit;
}

double dot(const std::vector<double>& left, const std::vector<double>& right) {
  double sum = 0;
  for (std::size_t at = 0; at < left.size(); ++at) sum += left[at] * right[at];
  return sum;
}

/// As `Standard`, of each part over the rows that have it; its first column stays as it is.
Standard standard_of_parts(const Rows& rows) {
  Standard standard;
  standard.means.assign(rows.width, 0);
  standard.scales.assign(rows.width, 0);
  const std::size_t length = rows.width / rows.parts;
  for (std::size_t first = 0; first < rows.width; first += length) {
    Rows there{.width = length};
    for (std::size_t at = 0; at < rows.count(); ++at) {
      const float* row = rows.row(at) + first;
      if (row[0] == 0) continue;
      there.values.insert(there.values.end(), row, row + length);
      there.right.push_back(0);
    }
    const Standard one(there);
    std::copy(one.means.begin(), one.means.end(),
              standard.means.begin() + static_cast<std::ptrdiff_t>(first));
    std::copy(one.scales.begin(), one.scales.end(),
              standard.scales.begin() + static_cast<std::ptrdiff_t>(first));
    standard.means[first] = 0;
    standard.scales[first] = 1;
  }
  return standard;
}

/// One list's share of the loss: −log of the probability that a right row is first.
class ListLoss {
 public:
  ListLoss(const Rows& rows, const Standard& standard)
      : rows_(rows), standard_(standard), length_(rows.width / rows.parts) {}

  void add(std::size_t first, std::size_t last, const std::vector<double>& weights, Slope& slope) {
    lines_.resize(last - first);
    scores_.resize(last - first);
    double highest = -1e300;
    double highest_right = -1e300;
    for (std::size_t at = first; at < last; ++at) {
      lines_[at - first].resize(rows_.width);
      standardise(rows_, standard_, at, lines_[at - first]);
      const double score = weigh(rows_.row(at), lines_[at - first], weights);
      scores_[at - first] = score;
      highest = std::max(highest, score);
      if (rows_.right[at] != 0) highest_right = std::max(highest_right, score);
    }
    if (highest_right == -1e300) return;
    double all = 0;
    double right = 0;
    for (std::size_t at = first; at < last; ++at) {
      all += std::exp(scores_[at - first] - highest);
      if (rows_.right[at] != 0) right += std::exp(scores_[at - first] - highest_right);
    }
    slope.loss += highest + std::log(all) - highest_right - std::log(right);
    mean_.assign(rows_.width, 0);
    for (std::size_t at = first; at < last; ++at) {
      const std::vector<double>& line = lines_[at - first];
      const double chance = std::exp(scores_[at - first] - highest) / all;
      const double wanted =
          rows_.right[at] != 0 ? std::exp(scores_[at - first] - highest_right) / right : 0;
      for (std::size_t column = 0; column < rows_.width; ++column) {
        slope.gradient[column] += (chance - wanted) * line[column];
        mean_[column] += chance * line[column];
      }
      if (chance > 1e-4) slope.curve(line, chance);
    }
    slope.curve(mean_, -1);
  }

 private:
  /// The row's score. Each part of `line` is left multiplied by its share of it: the slope.
  double weigh(const float* row, std::vector<double>& line, const std::vector<double>& weights) {
    sums_.assign(rows_.parts, -1e300);
    double highest = -1e300;
    for (std::size_t part = 0; part < rows_.parts; ++part) {
      if (row[part * length_] == 0) continue;
      double sum = 0;
      for (std::size_t at = part * length_; at < (part + 1) * length_; ++at)
        sum += line[at] * weights[at];
      sums_[part] = sum;
      highest = std::max(highest, sum);
    }
    if (highest == -1e300) return -1e3;
    double all = 0;
    for (const double sum : sums_) all += std::exp(sum - highest);
    for (std::size_t part = 0; part < rows_.parts; ++part) {
      const double share = std::exp(sums_[part] - highest) / all;
      for (std::size_t at = part * length_; at < (part + 1) * length_; ++at) line[at] *= share;
    }
    return highest + std::log(all);
  }

  const Rows& rows_;
  const Standard& standard_;
  std::size_t length_;
  std::vector<std::vector<double>> lines_;
  std::vector<double> scores_;
  std::vector<double> sums_;
  std::vector<double> mean_;
};

}  // namespace

Fit fit_lists(const Rows& rows) {
  const Standard standard = standard_of_parts(rows);
  ListLoss loss(rows, standard);
  const auto slope_at = [&](const std::vector<double>& weights) {
    Slope slope(weights);
    for (std::size_t list = 0; list < rows.list_of.size(); ++list) {
      const std::size_t last =
          list + 1 < rows.list_of.size() ? rows.list_of[list + 1] : rows.count();
      loss.add(rows.list_of[list], last, weights, slope);
    }
    return slope;
  };
  Fit fit = unstandardised(standard, descend(rows.width, slope_at));
  const std::size_t length = rows.width / rows.parts;
  for (std::size_t first = 0; first < rows.width; first += length) {
    for (std::size_t at = first + 1; at < first + length; ++at)
      fit.weights[first] -= fit.weights[at] * fit.means[at];
  }
  return fit;
}

Fit fit_rows(const Rows& rows) {
  const Standard standard(rows);
  std::vector<double> line(rows.width + 1, 1);
  const auto slope_at = [&](const std::vector<double>& weights) {
    Slope slope(weights);
    for (std::size_t at = 0; at < rows.count(); ++at) {
      standardise(rows, standard, at, line);
      const double score = dot(line, weights);
      const double chance = 1 / (1 + std::exp(-score));
      const double wanted = rows.right[at] != 0 ? 1 : 0;
      slope.loss += std::log1p(std::exp(-std::abs(score))) + std::max(score, 0.0) - wanted * score;
      for (std::size_t column = 0; column < line.size(); ++column)
        slope.gradient[column] += (chance - wanted) * line[column];
      slope.curve(line, chance * (1 - chance));
    }
    return slope;
  };
  const std::vector<double> weights = descend(rows.width + 1, slope_at);
  Fit fit = unstandardised(standard, weights);
  fit.intercept = weights.back();
  return fit;
}

}  // namespace kentongan::trial
