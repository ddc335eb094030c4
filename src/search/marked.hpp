// Texts with the words that were found marked.
#pragma once

#include "search/understand.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kentongan::search {

struct Piece {
  std::string text;
  bool is_found = false;  ///< a word that was looked for, as it stands in the text
};
/// Put together, the pieces are the text.
using Marked = std::vector<Piece>;

[[nodiscard]] bool has_mark(const Marked& text);

/// Lifetime: as long as what was understood. Thread: const calls from anywhere.
class Marker {
 public:
  explicit Marker(const Understanding& understanding);

  /// The whole text. Cost: linear, about 15 ns a byte.
  [[nodiscard]] Marked mark(std::string_view text) const;
  /// The stretch of about `length` bytes that says most of what was looked for, from the beginning
  /// of a sentence when one is near; `…` where it was cut. Nothing when no word is there. At most
  /// `farthest` bytes are looked at.
  [[nodiscard]] Marked passage(std::string_view text, std::size_t length) const;
  static constexpr std::size_t farthest = 20'000;

 private:
  struct Spot {
    std::uint32_t begin = 0;  ///< bytes
    std::uint32_t end = 0;
    std::uint32_t word = 0;  ///< of the search
  };
  [[nodiscard]] std::vector<Spot> spots_in(std::string_view text) const;
  [[nodiscard]] static Marked cut(std::string_view text, std::size_t begin, std::size_t end,
                                  const std::vector<Spot>& spots);

  std::unordered_map<std::string_view, std::uint32_t> words_;
  std::vector<float> weights_;
};

}  // namespace kentongan::search
