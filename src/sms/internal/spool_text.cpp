#include "sms/internal/spool_text.hpp"

#include "base/text.hpp"

#include <cstdint>

namespace kentongan::sms {
namespace {

void append_utf8(std::string& out, std::uint32_t code) {
  const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0 | code >> 6);
    add(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    add(0xE0 | code >> 12);
    add(0x80 | (code >> 6 & 0x3F));
    add(0x80 | (code & 0x3F));
  } else {
    add(0xF0 | code >> 18);
    add(0x80 | (code >> 12 & 0x3F));
    add(0x80 | (code >> 6 & 0x3F));
    add(0x80 | (code & 0x3F));
  }
}

std::string from_utf16(std::string_view bytes, bool big_end_first) {
  const auto unit = [&](std::size_t at) -> std::uint32_t {
    const auto left = static_cast<unsigned char>(bytes[at]);
    const auto right = static_cast<unsigned char>(bytes[at + 1]);
    return big_end_first ? left * 256U + right : right * 256U + left;
  };
  std::string out;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    std::uint32_t code = unit(at);
    if (code >= 0xD800 && code < 0xDC00 && at + 3 < bytes.size() && unit(at + 2) >= 0xDC00 &&
        unit(at + 2) < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10) + (unit(at + 2) - 0xDC00);
      at += 2;
    } else if (code >= 0xD800 && code < 0xE000) {
      code = 0xFFFD;
    }
    append_utf8(out, code);
  }
  return out;
}

}  // namespace

std::string to_spool_text(std::string_view utf8) {
  const std::string clean = clean_utf8(utf8);
  std::string out = "\xFE\xFF";
  const auto add = [&](std::uint32_t unit) {
    out += static_cast<char>(unit >> 8);
    out += static_cast<char>(unit & 0xFF);
  };
  for (std::size_t at = 0; at < clean.size();) {
    const auto first = static_cast<unsigned char>(clean[at]);
    const std::size_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t code = bytes == 1 ? first : first & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
      code = code << 6 | (static_cast<unsigned char>(clean[at + i]) & 0x3FU);
    }
    if (code > 0xFFFF) {
      add(0xD800 + ((code - 0x10000) >> 10));
      add(0xDC00 + ((code - 0x10000) & 0x3FF));
    } else {
      add(code);
    }
    at += bytes;
  }
  return out;
}

std::string from_spool_text(std::string_view bytes) {
  if (bytes.starts_with("\xFE\xFF")) return clean_utf8(from_utf16(bytes.substr(2), true));
  if (bytes.starts_with("\xFF\xFE")) return clean_utf8(from_utf16(bytes.substr(2), false));
  if (is_utf8(bytes)) return clean_utf8(bytes);
  std::string out;
  for (const char c : bytes) append_utf8(out, static_cast<unsigned char>(c));
  return clean_utf8(out);
}

}  // namespace kentongan::sms
