#include "html/page.hpp"

#include "base/text.hpp"

#include <cstdint>

namespace kentongan::html {
namespace {

// 0 copies the byte as it is; other values are an index into `entities`.
using EscapeTable = std::array<std::uint8_t, 256>;
constexpr std::array<std::string_view, 6> entities{"", "&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};

constexpr EscapeTable text_escapes() {
  EscapeTable table{};
  table['&'] = 1;
  table['<'] = 2;
  table['>'] = 3;
  return table;
}
constexpr EscapeTable attribute_escapes() {
  EscapeTable table = text_escapes();
  table['"'] = 4;
  table['\''] = 5;
  return table;
}
constexpr EscapeTable in_text = text_escapes();
constexpr EscapeTable in_attribute = attribute_escapes();

void append_escaped(std::string& out, std::string_view text, const EscapeTable& table) {
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::uint8_t entity = table[static_cast<unsigned char>(text[at])];
    if (entity == 0) continue;
    out.append(text, copied, at - copied);
    out.append(entities[entity]);
    copied = at + 1;
  }
  out.append(text, copied, text.size() - copied);
}

constexpr bool is_unreserved(char byte) {  // RFC 3986, section 2.3
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' || byte == '~';
}

bool is_control_or_space(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return code <= 0x20 || code == 0x7f;
}

}  // namespace

SafeHtml SafeHtml::from(Page page) { return SafeHtml(std::move(page).take()); }

// Browsers drop tabs and line ends inside an address and read `\` as `/`, so `/\t/host` and `/\host`
// are other hosts: any such byte is refused rather than understood.
// Source: URL Standard, "basic URL parser", steps 1-3 and the path states.
bool Url::may_link(std::string_view text) {
  if (text.empty()) return false;
  for (const char byte : text)
    if (is_control_or_space(byte) || byte == '\\') return false;
  if (text.front() == '#' || text.front() == '?') return true;
  if (text.front() == '/') return text.size() < 2 || text[1] != '/';
  for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:"})
    if (starts_with_ignoring_case(text, scheme)) return text.size() > scheme.size();
  return false;
}

Url Url::from(std::string_view text) {
  Url url;
  url.text_ = may_link(text) ? text : "about:invalid";
  return url;
}

void Page::escape_text(std::string_view text) { append_escaped(markup_, text, in_text); }
void Page::escape_attribute(std::string_view text) { append_escaped(markup_, text, in_attribute); }

void Page::checked_url(std::string_view text) {
  escape_attribute(Url::may_link(text) ? text : std::string_view("about:invalid"));
}

void Page::encode_url_part(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char byte : text) {
    if (is_unreserved(byte)) {
      markup_.push_back(byte);
      continue;
    }
    const auto code = static_cast<unsigned char>(byte);
    const std::array<char, 3> encoded{'%', digits[code >> 4], digits[code & 15]};
    markup_.append(encoded.data(), encoded.size());
  }
}

}  // namespace kentongan::html
