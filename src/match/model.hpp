// The numbers that training found, in a file that a person can read (model.txt):
//
//   kentongan-model 1
//   rank title.share 1.93 0.41       a feature's weight, and its mean among what was learnt
//
//   sure gap 0.82 1.31               the same, for how sure we may be of a candidate
//
//   calibrated 1.7 0.88              a certainty of 1.7 was right 88 times in 100
//
//   threshold text answer 0.98 copy 0.93 ask 0.3
//
// The last: from where a title's words answer by themselves, from where a known message's words do,
// and from where the engine asks "is it one of these?".
#pragma once

#include "match/features.hpp"

#include "base/result.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// Where the message's words came from; each has thresholds of its own.
enum class Path : std::uint8_t {
  text,     ///< typed or forwarded
  picture,  ///< read off a picture
};
inline constexpr std::size_t paths = 2;
[[nodiscard]] std::string_view path_name(Path path);

struct Weight {
  double weight = 0;
  double mean = 0;
};
struct Knot {
  double certainty = 0;
  double probability = 0;
};
struct Thresholds {
  double answer = 1;  ///< on the word of a title
  double copy = 1;    ///< on the word of a known message, which leaves less to be understood
  double ask = 1;
};

/// Value. Thread: const calls from anywhere.
struct Model {
  std::array<Weight, features> rank{};
  std::array<Weight, certainties> sure{};
  double intercept = 0;
  std::vector<Knot> calibrated;  ///< both ascending; at least two
  std::array<Thresholds, paths> thresholds{};

  [[nodiscard]] double certainty(const std::array<float, certainties>& values) const;
  /// 0 … 1, between the knots on a straight line.
  [[nodiscard]] double probability(double certainty) const;
};

/// Errors: invalid `match.model.invalid`, its detail naming the line or the feature: another
/// version, a word that nobody knows, a feature missing or named twice, a number that is none.
[[nodiscard]] Result<Model> parse_model(std::string_view text);
/// What `parse_model` reads back to the same numbers.
[[nodiscard]] std::string print_model(const Model& model);

/// The model that the program was built with (src/match/model.txt).
[[nodiscard]] const Model& built_in_model();

}  // namespace kentongan::match
