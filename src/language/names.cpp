#include "language/names.hpp"

namespace kentongan::language {

namespace {

bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }
bool is_small(char letter) { return letter >= 'a' && letter <= 'z'; }

/// Whether only spaces, quotes and the like stand between the token and the end of a sentence.
bool opens_sentence(std::string_view raw, std::size_t at) {
  while (at > 0) {
    const char before = raw[--at];
    if (before == '.' || before == '!' || before == '?' || before == ':' || before == '\n')
      return true;
    if (is_capital(before) || is_small(before) || (before >= '0' && before <= '9') || before == ',')
      return false;
  }
  return true;
}

}  // namespace

NameSense::NameSense(std::string_view raw, const Text& text) : raw_(raw) {
  std::size_t words = 0;
  for (const Token& token : text.tokens) {
    if (token.kind != TokenKind::word || token.size < 4 || opens_sentence(raw, token.raw_begin))
      continue;
    ++words;
    if (is_capital(raw[token.raw_begin])) ++capitals_;
  }
  // Half of the longer words capitalised is a headline or shouting, where capitals tell nothing.
  capitals_tell_ = capitals_ * 2 < words;
}

bool NameSense::is_name(const Token& token) const {
  return capitals_tell_ && token.kind == TokenKind::word && token.raw_end <= raw_.size() &&
         is_capital(raw_[token.raw_begin]) && token.raw_end - token.raw_begin > 1 &&
         is_small(raw_[token.raw_begin + 1]) && !opens_sentence(raw_, token.raw_begin);
}

}  // namespace kentongan::language
