// What the engine looks at when it holds a message against a passage. Values.
#pragma once

#include "match/document.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace kentongan::match {

/// One measured thing about a message and one passage. Weights are inverse document frequencies.
enum class Measure : std::uint8_t {
  share,
  exact_share,
  local_share,
  query_share,
  words,
  weight,
  pairs,
  run,
  found,
  missing,
  numbers_missing,
  numbers_shared,
  swapped,
  negation,
  grams,
  length,
  query_length,
  start,
  ordered,
  density,
  names_shared,
  names_missing,
  query_names,
};
inline constexpr std::size_t measures = 23;

struct Overlap {
  std::array<float, measures> values{};
  bool exact = false;           ///< the same words in the same order, after normalising
  int shared_words = 0;
  int shared_numbers = 0;
  float swapped = 0;

  [[nodiscard]] float& operator[](Measure measure) { return values[static_cast<std::size_t>(measure)]; }
  [[nodiscard]] float operator[](Measure measure) const {
    return values[static_cast<std::size_t>(measure)];
  }
};

}  // namespace kentongan::match
