#include "channels/internal/words.hpp"

#include "base/text.hpp"

namespace kentongan::channels {
namespace {

/// Whether the three-byte sequence at `at` is U+FFFE, U+FFFF, or of U+FDD0…U+FDEF.
bool is_noncharacter(std::string_view text, std::size_t at) {
  const std::string_view three = text.substr(at, 3);
  if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") return true;
  return three.size() == 3 && three.starts_with("\xEF\xB7") &&
         static_cast<unsigned char>(three[2]) >= 0x90 &&
         static_cast<unsigned char>(three[2]) <= 0xAF;
}

/// The length of the blank at `at` (ASCII, U+00A0, U+2028, U+2029), or 0.
std::size_t blank_length(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == ' ' || c == '\t' || c == '\n') return 1;
  if (text.substr(at, 2) == "\xC2\xA0") return 2;
  const std::string_view three = text.substr(at, 3);
  return three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9" ? 3 : 0;
}

}  // namespace

std::string clean_words(std::string_view text) {
  const std::string legal = clean_utf8(text);
  std::string kept;
  kept.reserve(legal.size());
  for (std::size_t at = 0; at < legal.size();) {
    const auto byte = static_cast<unsigned char>(legal[at]);
    if (byte == 0x7F) {
      ++at;
    } else if (byte == 0xC2 && static_cast<unsigned char>(legal[at + 1]) < 0xA0) {
      at += 2;
    } else if (byte == 0xEF && is_noncharacter(legal, at)) {
      at += 3;
    } else {
      kept += legal[at++];
    }
  }
  return std::string(trim(kept));
}

std::string one_line(std::string_view text) {
  const std::string words = clean_words(text);
  std::string line;
  line.reserve(words.size());
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t blank = blank_length(words, at);
    if (blank == 0) {
      line += words[at++];
    } else {
      if (!line.empty() && line.back() != ' ') line += ' ';
      at += blank;
    }
  }
  return std::string(trim(line));
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string paragraphs_as_markup(std::string_view text) {
  const std::string words = clean_words(text);
  std::string markup;
  bool inside = false;
  for (const std::string_view raw : split(words, '\n')) {
    const std::string_view line = trim(raw);
    if (line.empty()) {
      if (inside) markup += "</p>\n";
      inside = false;
      continue;
    }
    markup += inside ? "<br>" : "<p>";
    markup += escaped(line);
    inside = true;
  }
  if (inside) markup += "</p>\n";
  return markup;
}

std::string join_blocks(const std::vector<std::string>& blocks) {
  std::string text;
  for (const std::string& block : blocks) {
    if (block.empty()) continue;
    if (!text.empty()) text += "\n\n";
    text += block;
  }
  return text;
}

}  // namespace kentongan::channels
