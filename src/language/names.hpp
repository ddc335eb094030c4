// Which words of a message are written like names.
#pragma once

#include "language/text.hpp"

#include <string_view>

namespace kentongan::language {

/// Tells the tokens of one message that stand like names: a capital letter in the middle of a
/// sentence, unless the message is written in capitals or in title case throughout.
///
/// Lifetime: keeps a view of the raw text. Thread: const calls from anywhere.
/// Cost:     O(tokens) to make, a few ns a question.
class NameSense {
 public:
  NameSense(std::string_view raw, const Text& text);
  [[nodiscard]] bool is_name(const Token& token) const;
  /// Whether the message writes names with a capital and other words without: at least three of
  /// the one and twice as many of the other.
  [[nodiscard]] bool tells() const { return capitals_tell_ && capitals_ >= 3; }

 private:
  std::string_view raw_;
  std::size_t capitals_ = 0;
  bool capitals_tell_ = false;
};

}  // namespace kentongan::language
