#include "html/xml.hpp"

#include "html/internal/escape.hpp"
#include "html/internal/utf8.hpp"

#include <cstdint>

namespace kentongan::html {
namespace {

// Source: XML 1.0 (fifth edition), production [2] Char.
bool xml_can_hold(std::uint32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return code != 0xFFFE && code != 0xFFFF;
}

constexpr ByteSet in_text =
    with_range(with_range(with_range(bytes_of("&<>\"\r\x7f"), 0, 8), 11, 0x1f), 0x80, 0xff);
constexpr ByteSet in_attribute = with_range(in_text, '\t', '\n');

// Line ends inside attributes would be read back as blanks, and `\r` in text as `\n` (XML 1.0, 2.11
// and 3.3.3), so they are written as references.
std::size_t append_special(std::string& out, std::string_view rest) {
  switch (rest.front()) {
    case '\r': out += "&#13;"; return 1;
    case '\n': out += "&#10;"; return 1;
    case '\t': out += "&#9;"; return 1;
    default: break;
  }
  const CodePoint point = first_code_point(rest);
  if (!point.well_formed) {
    out += replacement;
  } else if (point.value < 0x80 && xml_can_hold(point.value)) {
    append_reference(out, rest);
  } else if (xml_can_hold(point.value)) {
    out += rest.substr(0, point.length);
  }
  return point.length;
}

void append_xml(std::string& out, std::string_view words, const ByteSet& special) {
  copy_with_care(out, words, special,
                 [&out](std::string_view rest) { return append_special(out, rest); });
}

}  // namespace

void XmlWriter::text(std::string_view words) { append_xml(markup_, words, in_text); }

void XmlWriter::open(XmlName name, XmlAttributes attributes, std::string_view end) {
  markup_ += '<';
  markup_ += name.text();
  for (const XmlAttribute& attribute : attributes) {
    markup_ += ' ';
    markup_ += attribute.name.text();
    markup_ += "=\"";
    append_xml(markup_, attribute.value, in_attribute);
    markup_ += '"';
  }
  markup_ += end;
}

void XmlWriter::close(XmlName name) {
  markup_ += "</";
  markup_ += name.text();
  markup_ += ">\n";
}

}  // namespace kentongan::html
