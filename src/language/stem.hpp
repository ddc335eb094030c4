// The root of an Indonesian word: `memberdayakan` → `daya`. To be used beside the words, never
// instead of them, and never on names.
#pragma once

#include "language/text.hpp"

#include <array>
#include <string_view>

namespace kentongan::language {

/// Room for a root whose first letter an affix had swallowed (`memukul` → `pukul`).
struct StemBuffer {
  std::array<char, longest_token> letters;
};

/// The root of a plain word (lower case, as `Text` gives it); the word itself when no analysis ends
/// in a root of the word list, so that names and foreign words stay. A word of the list is its own
/// root (`berita`, `media`).
///
/// Lifetime: the view is into `plain` or into `buffer`.
/// Errors:   none; any bytes are fine.
/// Thread:   pure.
/// Cost:     about 200 ns, no allocation; at most `longest_token` bytes are looked at.
/// Source:   own rules after B. Nazief and M. Adriani (1996) and M. Adriani and others,
///           "Stemming Indonesian: a confix-stripping approach", ACM TALIP 6(4), 2007: every way to
///           take the affixes off is tried, and the word list says which affixes a root may take.
/// Example:  see "affixes come off as far as the word list allows" in stem_test.cpp.
[[nodiscard]] std::string_view stem(std::string_view plain, StemBuffer& buffer);

}  // namespace kentongan::language
