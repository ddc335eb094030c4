// The alphabet of an SMS, character by character. Source: 3GPP TS 23.038, section 6.2.1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kentongan::channels::gsm {

struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
};
/// The character at `at`; a malformed byte is U+FFFD and one byte long.
[[nodiscard]] Character character_at(std::string_view utf8, std::size_t at);

/// 1 in the basic table, 2 in the extension table, 0 in neither.
[[nodiscard]] std::size_t septets_of(std::uint32_t code);
/// What stands for a character that the alphabet lacks; empty: nothing does.
[[nodiscard]] std::string likeness_of(std::uint32_t code);

}  // namespace kentongan::channels::gsm
