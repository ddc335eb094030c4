// Markup from elsewhere (a feed, an imported fact check, another district), made harmless.
#pragma once

#include "html/safe.hpp"

#include <string>
#include <string_view>

namespace kentongan::html {

/// Reads any bytes as HTML and writes anew what the allow-list of internal/allowed.hpp permits:
/// words, paragraphs, headings from h2, lists, quotations, code, tables, emphasis, checked links.
/// Scripts, styles, frames, images, forms and comments go with their content; unknown tags go and
/// leave their words. Words that stand in no paragraph get one. Errors: none. Cost: linear, one
/// pass.
[[nodiscard]] SafeHtml sanitise(std::string_view foreign);

/// The words of safe markup, blocks on lines of their own.
[[nodiscard]] std::string plain_text(const SafeHtml& markup);

}  // namespace kentongan::html
