// Text of any origin made fit for the outside world, where a stray control shows as a box or worse.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::channels {

/// Well-formed UTF-8 without C0 (but tab and newline), DEL, C1 controls and noncharacters; outer
/// blanks are gone.
[[nodiscard]] std::string clean_words(std::string_view text);
/// `clean_words` with every run of blanks, line ends and line separators made one blank.
[[nodiscard]] std::string one_line(std::string_view text);
/// Non-empty lines grouped by blank lines: the paragraphs of a plain text.
[[nodiscard]] std::string paragraphs_as_markup(std::string_view text);
/// `text` with `&`, `<`, `>` and `"` as entities.
[[nodiscard]] std::string escaped(std::string_view text);

/// The blocks that are not empty, a blank line between them.
[[nodiscard]] std::string join_blocks(const std::vector<std::string>& blocks);

}  // namespace kentongan::channels
