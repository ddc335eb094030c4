#include "base/base64.hpp"

#include <algorithm>
#include <cstdint>

namespace kentongan {

namespace {

constexpr unsigned no_digit = 64;

unsigned digit_of(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A');
  if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a') + 26;
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0') + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return no_digit;
}

Error malformed() { return {Refusal::invalid, "base64.malformed"}; }

}  // namespace

Result<std::string> parse_base64(std::string_view text) {
  if (text.size() % 4 != 0) return malformed();
  std::size_t padding = 0;
  while (padding < std::min<std::size_t>(2, text.size()) && text[text.size() - 1 - padding] == '=')
    ++padding;
  const std::string_view digits = text.substr(0, text.size() - padding);
  std::string bytes;
  bytes.reserve(digits.size() * 3 / 4);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : digits) {
    const unsigned digit = digit_of(c);
    if (digit == no_digit) return malformed();
    bits = (bits << 6U) | digit;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>((bits >> held) & 0xFFU);
    bits &= (1U << held) - 1;
  }
  if (bits != 0) return malformed();
  return bytes;
}

}  // namespace kentongan
