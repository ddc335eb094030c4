#pragma once

#include "language/text.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// One word of a text that says something: no stop words, no negations (they colour what follows).
struct ContentWord {
  std::string_view word;  ///< lives as long as the `Text`
  language::TokenKind kind = language::TokenKind::word;
  std::uint32_t raw_begin = 0;  ///< bytes of the raw text
  std::uint32_t raw_end = 0;
  bool negated = false;  ///< stands within two words after `bukan`, `tidak`, …
};

struct Content {
  std::vector<ContentWord> words;  ///< in order, with repetitions
  std::uint64_t exact = 0;         ///< hash of every token in order; 0 for a text without tokens
  bool debunks = false;            ///< some word says that something is not so (`hoaks`, `bantah`)
};

/// Errors: none. Cost: linear.
[[nodiscard]] Content content_of(const language::Text& text);

}  // namespace kentongan::match
