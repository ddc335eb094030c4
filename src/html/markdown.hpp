// Markdown that people of a district write: CommonMark with tables, ~~struck~~ words and addresses
// that become links by themselves; no raw HTML, no images, no indented code (pasted letters are
// indented).
#pragma once

#include "html/safe.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace kentongan::html {

/// As markup from the allow-list of internal/allowed.hpp. Headings begin at h2 (the page has its
/// h1). Outside links carry `rel="nofollow noopener ugc"`; an address that may not be linked stays
/// text; an image is its description. Errors: none; any bytes may come. Malformed UTF-8 is mended,
/// controls dropped. Cost: linear. To keep it so, a paragraph is broken after 32 kB, and a text
/// that would grow more than sixteenfold (references repeated) is shown as it was typed.
[[nodiscard]] SafeHtml render_markdown(std::string_view markdown);

/// The same words without markup, for the text part of an e-mail: paragraphs apart, `- ` before the
/// points of a list, addresses in brackets behind the words that link to them.
[[nodiscard]] std::string plain_text(std::string_view markdown);

/// The beginning in one line of at most `limit` code points, without addresses: for lists, feeds
/// and `og:description`.
[[nodiscard]] std::string summary_of(std::string_view markdown, std::size_t limit);

}  // namespace kentongan::html
