// One code point, as the matcher wants to read it: compatibility form, lower case, accents dropped.
// The only file of the program that asks ICU.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kentongan::language {

/// What a code point above ASCII becomes: up to 22 bytes of UTF-8, nothing (a mark, a zero-width
/// character), or a single space when it separates words (emoji, symbols, most punctuation).
struct Folded {
  std::array<char, 23> bytes{};
  std::uint8_t size = 0;
  [[nodiscard]] std::string_view text() const { return {bytes.data(), size}; }
};

/// Compatibility decomposition (mathematical, circled, squared, fullwidth letters become plain
/// ones), case folding, combining accents and default-ignorable characters dropped, digits of every
/// script ASCII, curly apostrophes `'`, dashes `-`. Source: Unicode 15 NFKD and simple case
/// folding, by ICU; squared, small-capital and look-alike letters that Unicode leaves alone are
/// mapped here. Thread: pure. Cost: about 200 ns; callers remember the last few.
[[nodiscard]] Folded fold(char32_t code_point);

/// A code point read from UTF-8. `code_point` is U+FFFD for a malformed sequence, of which one byte
/// is then taken.
struct Decoded {
  char32_t code_point = 0;
  std::uint8_t size = 1;  ///< bytes of input
};
/// Reads the code point at the start of a non-empty text. Source: RFC 3629.
[[nodiscard]] Decoded decode(std::string_view text);

}  // namespace kentongan::language
