// A text as the five letters in a row it is made of. Inside the room only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kentongan::match {

inline constexpr std::size_t gram_width = 5;  ///< bytes

/// Calls `use(gram, position)` for every five letters of a text with a blank on either side. A text
/// of fewer is one gram, filled up in front with zero bytes, which no canonical text has.
template <typename Use>
void each_gram(std::string_view text, Use&& use) {
  constexpr std::uint64_t mask = (std::uint64_t{1} << (8 * gram_width)) - 1;
  if (text.empty()) return;
  std::uint64_t gram = ' ';
  std::uint32_t letters = 1;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const std::uint64_t letter = static_cast<unsigned char>(at < text.size() ? text[at] : ' ');
    gram = ((gram << 8U) | letter) & mask;
    ++letters;
    if (letters >= gram_width) use(gram, letters - static_cast<std::uint32_t>(gram_width));
  }
  if (letters < gram_width) use(gram, 0U);
}

/// How far apart letters may stand to count as one place, for a text of `size` bytes: half as long
/// again as it is.
inline std::size_t stretch_for(std::size_t size) { return size + size / 2 + 2 * gram_width; }

}  // namespace kentongan::match
