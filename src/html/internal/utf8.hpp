// Walking over bytes that claim to be UTF-8. (base/text.hpp mends whole texts; the writers here
// mend while they copy.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kentongan::html {

struct CodePoint {
  std::uint32_t value = 0xFFFD;
  std::size_t length = 1;  ///< bytes; 1 for a malformed byte
  bool well_formed = false;
};

/// The code point at the front of `text`, which is not empty. Source: RFC 3629, section 4.
[[nodiscard]] constexpr CodePoint first_code_point(std::string_view text) {
  const auto byte = [&](std::size_t at) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at]));
  };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead < 0xC2   ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || text.size() < length) return {};
  std::uint32_t value = lead & (0x7Fu >> length);
  for (std::size_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xC0u) != 0x80u) return {};
    value = (value << 6) | (byte(at) & 0x3Fu);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool outside = (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF;
  if (overlong || outside) return {};
  return {value, length, true};
}

inline constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

}  // namespace kentongan::html
