// What a link says of itself, for messages that are little more than a link.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::intake {

/// The http(s) addresses in a text in their order, at most `limit`, without repeats. A text with
/// four hundred of them costs no more than its length.
[[nodiscard]] std::vector<std::string> links_in(std::string_view text, std::size_t limit);
/// Whether there are too few words beside its links to know what it is about.
[[nodiscard]] bool is_little_but_links(std::string_view text);
/// Title and description of a page as plain text, at most 600 characters; empty when it has none.
/// Nothing of it is ever shown as markup.
[[nodiscard]] std::string words_of_page(std::string_view html);

}  // namespace kentongan::intake
