// The words of a segment by what they mean: `wafat` leads to `meninggal`, `temukan` to `menemukan`.
#pragma once

#include "match/sense.hpp"
#include "match/terms.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kentongan::match {

/// Thread: all of it from anywhere. Memory: 8 bytes a word.
class Lexicon {
 public:
  /// Cost: about 0.4 µs a word. The terms are not kept.
  explicit Lexicon(const Terms& terms);

  [[nodiscard]] Sense sense(Terms::Id word) const { return unpacked(senses_[word]); }
  /// Every word of the meaning, by number. Cost: a binary search.
  [[nodiscard]] std::span<const Terms::Id> words_of(std::uint32_t meaning) const;
  [[nodiscard]] std::size_t memory() const;

 private:
  static constexpr std::uint32_t name_bit = 1U << 31U;
  static constexpr std::uint32_t frame_bit = 1U << 30U;
  [[nodiscard]] static Sense unpacked(std::uint32_t packed) {
    return {.meaning = packed & ~(name_bit | frame_bit),
            .is_name = (packed & name_bit) != 0,
            .is_frame = (packed & frame_bit) != 0};
  }

  std::vector<std::uint32_t> senses_;  ///< by word
  std::vector<Terms::Id> by_meaning_;  ///< words, by meaning and then by number
};

}  // namespace kentongan::match
