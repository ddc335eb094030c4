#include "match/content.hpp"

#include "match/sense.hpp"

#include "language/words.hpp"

namespace kentongan::match {

namespace {

std::uint64_t mixed(std::uint64_t hash, std::string_view word) {
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  hash ^= hash >> 32U;
  return hash * 0x9e3779b97f4a7c15U;
}

}  // namespace

Content content_of(const language::Text& text) {
  Content content;
  content.words.reserve(text.tokens.size());
  int turned = 0;  // how many of the next words a negation still reaches
  if (!text.tokens.empty()) content.exact = 0xcbf29ce484222325U;
  for (const language::Token& token : text.tokens) {
    const std::string_view word = text.word(token);
    content.exact = mixed(content.exact, word);
    if (token.kind == language::TokenKind::word) {
      if (language::is_negation(word) ||
          (language::is_slip_of_negation(word) && sense_of(word).is_name)) {
        turned = 2;
        continue;
      }
      if (language::is_debunking(word)) content.debunks = true;
      if (language::is_stop_word(word)) continue;
    }
    content.words.push_back({word, token.kind, token.raw_begin, token.raw_end, turned > 0});
    if (turned > 0) --turned;
  }
  return content;
}

}  // namespace kentongan::match
