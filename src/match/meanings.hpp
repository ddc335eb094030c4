// Wordings that people exchange freely when they retell a story, in Indonesian and, because half of
// what is forwarded comes from abroad, in English.
#pragma once

#include <string_view>

namespace kentongan::match {

/// One meaning a line, plain words parted by single spaces. A word stands in one line only. Written
/// for this program; only where the exchange is safe: names of banks are names, not synonyms.
[[nodiscard]] std::string_view words_of_one_meaning();

}  // namespace kentongan::match
