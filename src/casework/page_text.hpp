// What a fetched page says, without its markup.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kentongan::casework {

inline constexpr std::size_t longest_copy = 200'000;  ///< characters that are kept of a page

struct PageText {
  std::string title;
  std::string text;  ///< empty for what is neither markup nor plain text
};

/// `text/html` of `Text/HTML; charset=utf-8`.
[[nodiscard]] std::string mime_of(std::string_view content_type);
/// Errors: none; bytes that are no UTF-8 are repaired. Cost: linear in `bytes`.
[[nodiscard]] PageText read_page(std::string_view mime, std::string_view bytes);

}  // namespace kentongan::casework
