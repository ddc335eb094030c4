// Wordings that people exchange freely when they retell a story: in Indonesian, in the everyday
// words of Javanese, Sundanese, Ngaju and Banjar, which villagers mix in, and in English, because
// half of what is forwarded comes from abroad.
#pragma once

#include <cstdint>
#include <string_view>

namespace kentongan::match {

/// One meaning a line, plain words parted by single spaces. A word stands in one line only. Written
/// for this program; only where the exchange is safe: names of banks are names, not synonyms.
[[nodiscard]] std::string_view words_of_one_meaning();
/// The first lines are the months and the days of the week.
inline constexpr std::uint32_t date_lines = 19;

}  // namespace kentongan::match
