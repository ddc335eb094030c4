#include "html/page.hpp"

#include "base/text.hpp"
#include "html/internal/escape.hpp"

namespace kentongan::html {
namespace {

constexpr ByteSet special_in_text = bytes_of("&<>");
constexpr ByteSet special_in_attribute = bytes_of("&<>\"'");

void append_escaped(std::string& out, std::string_view text, const ByteSet& special) {
  copy_with_care(out, text, special,
                 [&out](std::string_view rest) { return append_reference(out, rest); });
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

// Browsers drop tabs and line ends inside an address and read `\` as `/`, so `/\t/host` and
// `/\host` are other hosts: any such byte is refused rather than understood. Source: URL Standard,
// "basic URL parser", steps 1-3 and the path states.
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

void Page::escape_text(std::string_view text) { append_escaped(markup_, text, special_in_text); }
void Page::escape_attribute(std::string_view text) {
  append_escaped(markup_, text, special_in_attribute);
}

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
