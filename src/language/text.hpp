// A message as the matcher reads it: words, numbers and links in one plain form, each remembering
// where it stood in the raw text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::language {

enum class TokenKind : std::uint8_t {
  word,    ///< letters: lower case, un-leeted, abbreviations written out
  number,  ///< digits: `1.500.000`, `1,5 juta` and `1500rb` are all `1500000`; phones `0812…`
  link,    ///< `bit.ly/abc`: no scheme, no `www.`, no tracking
};

/// One token of a `Text`.
struct Token {
  std::uint32_t begin = 0;  ///< in `Text::plain`
  std::uint16_t size = 0;   ///< bytes in `Text::plain`, at most `longest_token`
  TokenKind kind = TokenKind::word;
  std::uint32_t raw_begin = 0;  ///< bytes in the raw text
  std::uint32_t raw_end = 0;
};
inline constexpr std::size_t longest_token = 60;  ///< bytes; what is longer is cut

/// A read message. Value.
struct Text {
  std::string plain;  ///< the tokens, one after another, separated by spaces
  std::vector<Token> tokens;

  [[nodiscard]] std::string_view word(const Token& token) const {
    return std::string_view(plain).substr(token.begin, token.size);
  }
};

/// Reads a message: repairs UTF-8, folds (see fold.hpp), un-leets inside words but never in
/// numbers, money or phones, shortens `haiiii`, writes out chat abbreviations, drops emoji,
/// zero-width characters and the marks of forwarding ("Diteruskan berkali-kali").
///
/// Errors:  none; whatever the bytes, what can be read is read. Only the first 4 GiB are looked at.
/// Thread:  pure.
/// Cost:    linear; about 30 ns a byte, 12 microseconds for a message of 400.
/// Example: see "mathematical letters read like plain ones" in text_test.cpp.
[[nodiscard]] Text read(std::string_view raw);

/// The words, numbers and links of a message in order, one space apart: equal for two copies that
/// differ in case, ornament, emoji and forwarding marks. What exact matching and grouping compare.
[[nodiscard]] std::string canonical(std::string_view raw);

}  // namespace kentongan::language
