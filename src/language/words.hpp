// Small lists of Indonesian, written for this program: words that carry no content, chat
// abbreviations, and what apps and people add when they forward.
#pragma once

#include "language/text.hpp"

#include <string_view>
#include <vector>

namespace kentongan::language {

/// Whether a plain word carries no content of its own (`yang`, `di`, `bapak`, `the`).
[[nodiscard]] bool is_stop_word(std::string_view plain);

/// Whether a plain word turns the words after it around (`bukan`, `tidak`, `batal`).
[[nodiscard]] bool is_negation(std::string_view plain);

/// Whether a plain word says of a statement that it is not so (`hoaks`, `bantah`, `klarifikasi`).
[[nodiscard]] bool is_debunking(std::string_view plain);

/// The written-out form of a chat abbreviation (`yg` → `yang`), or the word itself.
[[nodiscard]] std::string_view write_out(std::string_view plain);

/// What a word of amount multiplies by (`ribu`, `rb`, `juta`, `jt`, `miliar`, …), or 0.
[[nodiscard]] double scale_of(std::string_view plain);

/// Takes the marks of forwarding out of a text's tokens: "Diteruskan berkali-kali", "Forwarded many
/// times", "copas dari grup sebelah". Words that could be the message itself stay.
void drop_forwarding_marks(Text& text);

}  // namespace kentongan::language
