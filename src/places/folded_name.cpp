#include "places/folded_name.hpp"

#include <cstdint>

namespace kentongan::places {
namespace {

// U+00C0 … U+017F, the Latin letters with accents, each as its bare small letter; `_` = no letter.
// Source: Unicode 15, first letter of the NFKD form.
constexpr std::string_view bare_latin =
    "aaaaaaaceeeeiiiidnooooo_ouuuuyts"
    "aaaaaaaceeeeiiiidnooooo_ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggg"
    "gggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssss"
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(bare_latin.size() == 0x180 - 0xC0);

/// The letter, `'` for what vanishes, ` ` for what parts words.
char folded(std::uint32_t point) {
  if (point >= 'A' && point <= 'Z') return static_cast<char>(point - 'A' + 'a');
  if ((point >= 'a' && point <= 'z') || (point >= '0' && point <= '9'))
    return static_cast<char>(point);
  if (point == '\'' || point == '"' || point == '`') return '\'';
  if (point == 0x2018 || point == 0x2019 || point == 0x02BC || point == 0xB4) return '\'';
  if (point >= 0x300 && point <= 0x36F) return '\'';  // combining accents
  if (point >= 0xC0 && point < 0x180) {
    const char bare = bare_latin[point - 0xC0];
    return bare == '_' ? ' ' : bare;
  }
  return ' ';
}

/// Reads one code point; a malformed byte counts as one.
std::uint32_t take(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t first = byte(0);
  std::size_t length = first < 0x80    ? 1
                       : first >= 0xF0 ? 4
                       : first >= 0xE0 ? 3
                       : first >= 0xC0 ? 2
                                       : 1;
  if (length > text.size()) length = 1;
  std::uint32_t point = length == 1 ? first : first & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) point = point << 6 | (byte(i) & 0x3Fu);
  text.remove_prefix(length);
  return point;
}

}  // namespace

std::string folded_name(std::string_view name) {
  std::string made;
  made.reserve(name.size());
  while (!name.empty()) {
    const char letter = folded(take(name));
    if (letter == '\'') continue;
    if (letter == ' ' && (made.empty() || made.back() == ' ')) continue;
    made += letter;
  }
  while (!made.empty() && made.back() == ' ') made.pop_back();
  return made;
}

}  // namespace kentongan::places
