// Small lists of Indonesian, written for this program: words that carry no content, and chat
// abbreviations.
#pragma once

#include <string_view>

namespace kentongan::language {

/// Whether a plain word carries no content of its own (`yang`, `di`, `bapak`, `the`).
[[nodiscard]] bool is_stop_word(std::string_view plain);

/// Whether a word is one of them with a letter too many, too few, exchanged or in its neighbour's
/// place (`yagn`, `dengann`). Words of three letters and less are not looked at: too many are
/// names. Cost: about 0.3 µs.
[[nodiscard]] bool is_slip_of_stop_word(std::string_view plain);

/// The same of a negation (`tidka`). Words as common as these are one letter from other words
/// (`bukan`, `bulan`): ask only about what no word list has.
[[nodiscard]] bool is_slip_of_negation(std::string_view plain);

/// Whether a plain word turns the words after it around (`bukan`, `tidak`, `batal`).
[[nodiscard]] bool is_negation(std::string_view plain);

/// Whether a plain word says of a statement that it is not so (`hoaks`, `bantah`, `klarifikasi`).
[[nodiscard]] bool is_debunking(std::string_view plain);

/// The written-out form of a chat abbreviation (`yg` → `yang`), or the word itself.
[[nodiscard]] std::string_view write_out(std::string_view plain);

/// What a word of amount multiplies by (`ribu`, `rb`, `juta`, `jt`, `miliar`, …), or 0.
[[nodiscard]] double scale_of(std::string_view plain);

}  // namespace kentongan::language
