// Reads any bytes as a message and asks a small index about them: no crash, no token out of bounds,
// the plain form stays valid UTF-8, and the fast path of the index agrees with itself.
#include "match/matcher.hpp"

#include "language/text.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

void check_reading(std::string_view raw) {
  const kentongan::language::Text text = kentongan::language::read(raw);
  std::size_t end_before = 0;
  kentongan::language::Token before;
  for (const auto& token : text.tokens) {
    KENTONGAN_BUG_IF(token.raw_begin < before.raw_begin || token.raw_end < before.raw_end);
    before = token;
    KENTONGAN_BUG_IF(token.size == 0 || token.size > kentongan::language::longest_token);
    KENTONGAN_BUG_IF(token.begin < end_before || token.begin + token.size > text.plain.size());
    KENTONGAN_BUG_IF(token.raw_begin >= token.raw_end || token.raw_end > raw.size());
    KENTONGAN_BUG_IF(!kentongan::is_utf8(text.word(token)));
    end_before = token.begin + token.size;
  }
}

/// What was made plain once is plain: a word or a number read alone is the same again. But an
/// amount may look like a phone when it stands alone.
void check_plain(std::string_view raw) {
  const kentongan::language::Text text = kentongan::language::read(raw);
  for (const auto& token : text.tokens) {
    const std::string_view plain = text.word(token);
    const bool may_be_phone = plain.starts_with("628") && plain.size() >= 11;
    if (token.kind == kentongan::language::TokenKind::link || may_be_phone) continue;
    KENTONGAN_BUG_IF(kentongan::language::canonical(plain) != plain);
  }
}

void check_search(std::string_view raw) {
  kentongan::match::Matcher matcher;
  matcher.publish(
      {{.id = 1, .verdict = 1, .title = "air daun sirsak menyembuhkan kanker"},
       {.id = 2, .verdict = 2, .title = std::string(raw), .messages = {std::string(raw)}}});
  for (const auto& candidate : matcher.find(raw, 3)) {
    KENTONGAN_BUG_IF(!(candidate.score >= 0 && candidate.score <= 1));
    KENTONGAN_BUG_IF(candidate.evidence.local_share > candidate.evidence.passage_share + 1e-6);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  check_reading(raw);
  if (size < 4096) check_plain(raw);
  // Searching takes a hundred times as long as reading; one size in eight is enough of it.
  if (size < 4096 && size % 8 == 0) check_search(raw);
  return 0;
}
