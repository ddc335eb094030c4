#include "casework/page_text.hpp"

#include "base/text.hpp"
#include "html/sanitise.hpp"

namespace kentongan::casework {

namespace {

constexpr std::size_t longest_title = 300;
/// A title stands in the head; further down it is somebody's drawing.
constexpr std::size_t head_bytes = 64 * 1024;

std::string words_of(std::string_view markup) { return html::plain_text(html::sanitise(markup)); }

std::string title_of(std::string_view markup) {
  const std::string head = lower_ascii(markup.substr(0, head_bytes));
  const std::size_t tag = head.find("<title");
  if (tag == std::string::npos) return {};
  const std::size_t begin = head.find('>', tag);
  if (begin == std::string::npos) return {};
  const std::size_t end = head.find("</title", begin);
  if (end == std::string::npos) return {};
  const std::string words = replace_all(
      words_of("<p>" + std::string(markup.substr(begin + 1, end - begin - 1)) + "</p>"), "\n", " ");
  return shorten_utf8(trim(clean_utf8(words)), longest_title);
}

}  // namespace

std::string mime_of(std::string_view content_type) {
  return shorten_utf8(lower_ascii(trim(clean_utf8(content_type.substr(0, content_type.find(';'))))),
                      100);
}

PageText read_page(std::string_view mime, std::string_view bytes) {
  PageText page;
  if (mime == "text/html" || mime == "application/xhtml+xml") {
    page.title = title_of(bytes);
    page.text = shorten_utf8(trim(clean_utf8(words_of(bytes))), longest_copy);
  } else if (mime == "text/plain") {
    page.text = shorten_utf8(trim(clean_utf8(bytes)), longest_copy);
  }
  return page;
}

}  // namespace kentongan::casework
