#include "html/json.hpp"

#include "base/bug.hpp"
#include "html/internal/escape.hpp"
#include "html/internal/utf8.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace kentongan::html {
namespace {

void append_escape(std::string& out, std::uint32_t code) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out.push_back(digits[(code >> shift) & 15u]);
}

void append_ascii(std::string& out, char byte) {
  switch (byte) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  const auto code = static_cast<unsigned char>(byte);
  if (code < 0x20 || code == 0x7f || byte == '<') return append_escape(out, code);
  out.push_back(byte);
}

constexpr ByteSet special = with_range(with_range(bytes_of("\"\\<"), 0, 0x1f), 0x7f, 0xff);

std::size_t append_special(std::string& out, std::string_view rest) {
  if (static_cast<unsigned char>(rest.front()) < 0x80) {
    append_ascii(out, rest.front());
    return 1;
  }
  const CodePoint point = first_code_point(rest);
  if (!point.well_formed) {
    out += replacement;
  } else if (point.value == 0x2028 || point.value == 0x2029) {  // line ends in old JavaScript
    append_escape(out, point.value);
  } else {
    out += rest.substr(0, point.length);
  }
  return point.length;
}

void append_json(std::string& out, std::string_view text) {
  out.push_back('"');
  copy_with_care(out, text, special,
                 [&out](std::string_view rest) { return append_special(out, rest); });
  out.push_back('"');
}

template <typename T>
void append_number(std::string& out, T number) {
  std::array<char, 40> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

}  // namespace

void JsonWriter::write_text(std::string_view text) { append_json(text_, text); }
void JsonWriter::write_signed(std::int64_t number) { append_number(text_, number); }
void JsonWriter::write_unsigned(std::uint64_t number) { append_number(text_, number); }
void JsonWriter::write_decimal(double number) {
  if (!std::isfinite(number)) return write(nullptr);
  append_number(text_, number);
}

void JsonWriter::before_value() {
  KENTONGAN_BUG_IF(open_.empty() ? !text_.empty() : open_.back() != '[');
  if (has_sibling_) text_.push_back(',');
  has_sibling_ = true;
}

void JsonWriter::before_member(std::string_view key) {
  KENTONGAN_BUG_IF(open_.empty() || open_.back() != '{');
  if (has_sibling_) text_.push_back(',');
  has_sibling_ = true;
  write_text(key);
  text_.push_back(':');
}

void JsonWriter::push(char open) {
  text_.push_back(open);
  open_.push_back(open);
  has_sibling_ = false;
}

void JsonWriter::pop(char close) {
  open_.pop_back();
  text_.push_back(close);
  has_sibling_ = true;
}

void JsonWriter::check_finished() const { KENTONGAN_BUG_IF(!open_.empty() || text_.empty()); }

std::string json_string(std::string_view text) {
  std::string out;
  append_json(out, text);
  return out;
}

}  // namespace kentongan::html
