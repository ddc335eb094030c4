#include "language/repair.hpp"

#include <algorithm>
#include <array>

namespace kentongan::language {

namespace {

/// Bytes 0x80 to 0x9F of Windows-1252; the others are their own code point. 0 is unassigned.
constexpr std::array<char16_t, 32> windows{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The byte that a character was before somebody took it for Windows-1252; 0 when it was none.
unsigned char byte_of(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<unsigned char>(c);
  if (c < 0x0152 || c > 0x2122) return 0;
  const auto* const found = std::find(windows.begin(), windows.end(), static_cast<char16_t>(c));
  return found == windows.end() ? static_cast<unsigned char>(0)
                                : static_cast<unsigned char>(0x80 + (found - windows.begin()));
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' || c == '\n';
}

/// One character that was encoded twice; size 0 when none stands here.
Decoded decoded_twice(std::string_view text) {
  std::array<char, 4> bytes{};
  std::size_t count = 0;
  std::size_t size = 0;
  while (count < bytes.size() && size < text.size()) {
    const Decoded next = decode(text.substr(size));
    const unsigned char byte = byte_of(next.code_point);
    const bool fits = count == 0 ? byte >= 0xC2 && byte <= 0xF4 : (byte & 0xC0U) == 0x80U;
    if (!fits) break;
    bytes[count++] = static_cast<char>(byte);
    size += next.size;
    const Decoded mended = decode(std::string_view(bytes.data(), count));
    if (mended.size == count && count > 1)
      return {mended.code_point, static_cast<std::uint8_t>(size)};
  }
  // A closing quote loses its last byte on the way, because Windows-1252 does not have it.
  const bool quote = count == 2 && bytes[0] == '\xE2' && bytes[1] == '\x80';
  return quote ? Decoded{U'\u201D', static_cast<std::uint8_t>(size)} : Decoded{0, 0};
}

}  // namespace

Decoded decode_mended(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const Decoded decoded = decode(rest);
  if (decoded.code_point >= 0xC2 && decoded.code_point <= 0xF4) {
    const Decoded mended = decoded_twice(rest);
    return mended.size == 0 ? decoded : mended;
  }
  if (decoded.code_point != U'\uFFFD' || decoded.size != 1) return decoded;
  const bool alone = (at == 0 || is_plain(text[at - 1])) && (rest.size() == 1 || is_plain(rest[1]));
  if (!alone) return decoded;
  const auto byte = static_cast<unsigned char>(rest[0]);
  const char32_t meant = byte >= 0xA0 ? byte : windows[byte - 0x80U];
  return {meant == 0 ? decoded.code_point : meant, 1};
}

}  // namespace kentongan::language
