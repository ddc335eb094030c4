#include "channels/internal/gsm.hpp"

#include <algorithm>
#include <array>

namespace kentongan::channels::gsm {
namespace {

constexpr std::u32string_view basic =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    U"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
static_assert(basic.size() == 127);  // the 128th place leads to the extension table
constexpr std::u32string_view extension = U"\f^{}\\[~]|€";

struct Likeness {
  char32_t code;
  const char* text;
};
constexpr std::array likenesses{
    Likeness{U'‘', "'"},      Likeness{U'’', "'"},   Likeness{U'‚', "'"},   Likeness{U'‛', "'"},
    Likeness{U'“', "\""},     Likeness{U'”', "\""},  Likeness{U'„', "\""},  Likeness{U'«', "\""},
    Likeness{U'»', "\""},     Likeness{U'‹', "'"},   Likeness{U'›', "'"},   Likeness{U'`', "'"},
    Likeness{U'´', "'"},      Likeness{U'ʼ', "'"},   Likeness{U'‐', "-"},   Likeness{U'‑', "-"},
    Likeness{U'‒', "-"},      Likeness{U'–', "-"},   Likeness{U'—', "-"},   Likeness{U'―', "-"},
    Likeness{U'−', "-"},      Likeness{U'•', "-"},   Likeness{U'·', "-"},   Likeness{U'…', "..."},
    Likeness{U'×', "x"},      Likeness{U'÷', ":"},   Likeness{U'²', "2"},   Likeness{U'³', "3"},
    Likeness{U'½', "1/2"},    Likeness{U'¼', "1/4"}, Likeness{U'¾', "3/4"}, Likeness{U'≤', "<="},
    Likeness{U'≥', ">="},     Likeness{U'→', "->"},  Likeness{U'№', "No."}, Likeness{U'™', "TM"},
    Likeness{U'©', "(C)"},    Likeness{U'®', "(R)"}, Likeness{U'Œ', "OE"},  Likeness{U'œ', "oe"},
    Likeness{U'Þ', "Th"},     Likeness{U'þ', "th"},  Likeness{U'Ð', "D"},   Likeness{U'ð', "d"},
    Likeness{U'\u00A0', " "}, Likeness{U'\t', " "},
};

/// U+00C0…U+017F without their accents; a blank: has none of its own (above, or nothing).
constexpr std::string_view plain_latin =
    "AAAAAA CEEEEIIII NOOOOO OUUUUY  aaaaaa ceeeeiiii nooooo ouuuuy y"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi  JjKkkLlLlLlL"
    "lLlNnNnNnnNnOoOoOo  RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(plain_latin.size() == 0x180 - 0xC0);

/// Letters that hoaxes are dressed in (𝗕𝗼𝗹𝗱, Ｗｉｄｅ), undressed.
char undressed(std::uint32_t code) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  if (code >= 0xFF01 && code <= 0xFF5E) return static_cast<char>(code - 0xFF01 + '!');
  if (code >= 0x1D400 && code < 0x1D6A4) return letters[(code - 0x1D400) % letters.size()];
  if (code >= 0x1D7CE && code < 0x1D800) return static_cast<char>('0' + (code - 0x1D7CE) % 10);
  return 0;
}

}  // namespace

Character character_at(std::string_view utf8, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(utf8[at + i]));
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC0 || at + bytes > utf8.size()) return {0xFFFD, 1};
  std::uint32_t code = first & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {0xFFFD, 1};
    code = code << 6 | (byte(i) & 0x3F);
  }
  return {code, bytes};
}

std::size_t septets_of(std::uint32_t code) {
  if (basic.find(static_cast<char32_t>(code)) != std::u32string_view::npos) return 1;
  return extension.find(static_cast<char32_t>(code)) != std::u32string_view::npos ? 2 : 0;
}

std::string likeness_of(std::uint32_t code) {
  const auto* found = std::ranges::find(likenesses, static_cast<char32_t>(code), &Likeness::code);
  if (found != likenesses.end()) return found->text;
  if (code >= 0xC0 && code < 0x180 && plain_latin[code - 0xC0] != ' ') {
    return std::string(1, plain_latin[code - 0xC0]);
  }
  const char plain = undressed(code);
  // Dressed ASCII may itself be a letter of neither table: the backquote.
  if (plain == '`') return "'";
  return plain == 0 ? std::string() : std::string(1, plain);
}

}  // namespace kentongan::channels::gsm
