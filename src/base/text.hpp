// Small things about text that many rooms need. Formatting is {fmt} (Debian has no std::format).
#pragma once

#include "base/result.hpp"

#include <fmt/core.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan {

using fmt::format;

/// Whether `text` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
[[nodiscard]] bool is_utf8(std::string_view text);
/// Replaces malformed bytes by U+FFFD and drops NUL and other C0 controls except tab and newline;
/// `\r\n` and `\r` become `\n`.
[[nodiscard]] std::string clean_utf8(std::string_view text);
/// The number of code points of well-formed UTF-8.
[[nodiscard]] std::size_t length_utf8(std::string_view text);
/// At most `limit` code points, never cutting one apart; adds `…` when something was cut.
[[nodiscard]] std::string shorten_utf8(std::string_view text, std::size_t limit);

[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::string lower_ascii(std::string_view text);
[[nodiscard]] bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
/// Pieces between `separator`; an empty text is one empty piece.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
/// The pieces would outlive a temporary.
std::vector<std::string_view> split(std::string&& text, char separator) = delete;
[[nodiscard]] std::string join(const std::vector<std::string>& pieces, std::string_view separator);
[[nodiscard]] std::string replace_all(std::string_view text, std::string_view from,
                                      std::string_view to);
/// Letters and digits of ASCII lower-cased, accents dropped where ICU is not needed, everything
/// else one `-`: `KIM Sukamaju (Desa)` → `kim-sukamaju-desa`. Never empty: falls back to `x`.
[[nodiscard]] std::string slug(std::string_view text);
/// Strict decimal integer, whole text. Errors: invalid `number.malformed`.
[[nodiscard]] Result<std::int64_t> parse_integer(std::string_view text);
[[nodiscard]] Result<double> parse_decimal(std::string_view text);
/// `1.234.567` in Indonesian manner.
[[nodiscard]] std::string thousands(std::int64_t number);
[[nodiscard]] std::string hex(std::string_view bytes);
[[nodiscard]] std::string base64(std::string_view bytes);
[[nodiscard]] std::string base64_url(std::string_view bytes);  ///< without padding
/// The Damerau-Levenshtein distance in bytes; to suggest the nearest known word.
[[nodiscard]] std::size_t edit_distance(std::string_view left, std::string_view right);
/// The known word nearest to `word` within distance 3, if any.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      const std::vector<std::string_view>& known);

}  // namespace kentongan
