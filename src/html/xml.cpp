#include "html/xml.hpp"

#include "html/internal/utf8.hpp"

#include <cstdint>

namespace kentongan::html {
namespace {

// Source: XML 1.0 (fifth edition), production [2] Char.
bool xml_can_hold(std::uint32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return code != 0xFFFE && code != 0xFFFF;
}

// Line ends inside attributes would be read back as blanks, and `\r` in text as `\n` (XML 1.0, 2.11
// and 3.3.3), so they are written as references.
void append_point(std::string& out, std::uint32_t code, std::string_view bytes, std::string_view kept) {
  switch (code) {
    case '&': out += "&amp;"; return;
    case '<': out += "&lt;"; return;
    case '>': out += "&gt;"; return;
    case '"': out += "&quot;"; return;
    case '\r': out += "&#13;"; return;
    case '\n': out += kept.empty() ? "&#10;" : "\n"; return;
    case '\t': out += kept.empty() ? "&#9;" : "\t"; return;
    default: out += bytes; return;
  }
}

void append_xml(std::string& out, std::string_view words, std::string_view kept) {
  while (!words.empty()) {
    const CodePoint point = first_code_point(words);
    if (!point.well_formed) {
      out += replacement;
    } else if (xml_can_hold(point.value)) {
      append_point(out, point.value, words.substr(0, point.length), kept);
    }
    words.remove_prefix(point.length);
  }
}

}  // namespace

void XmlWriter::text(std::string_view words) { append_xml(markup_, words, "\n\t"); }

void XmlWriter::open(XmlName name, XmlAttributes attributes, std::string_view end) {
  markup_ += '<';
  markup_ += name.text();
  for (const XmlAttribute& attribute : attributes) {
    markup_ += ' ';
    markup_ += attribute.name.text();
    markup_ += "=\"";
    append_xml(markup_, attribute.value, "");
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
