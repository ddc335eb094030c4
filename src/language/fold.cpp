#include "language/fold.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

namespace kentongan::language {

namespace {

void append_utf8(Folded& folded, char32_t c) {
  const auto put = [&folded](char32_t byte) {
    folded.bytes[folded.size++] = static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (folded.size + 4 > static_cast<int>(folded.bytes.size())) return;
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

/// Letters dressed up in ways that have no compatibility decomposition: negative circled and
/// squared, small capitals, and the Cyrillic and Greek letters that look exactly like Latin ones.
char32_t undress(char32_t c) {
  if (c >= 0x1F150 && c <= 0x1F169) return U'a' + (c - 0x1F150);
  if (c >= 0x1F170 && c <= 0x1F189) return U'a' + (c - 0x1F170);
  switch (c) {
    case 0x1D00:
    case 0x0430:
    case 0x0410:
    case 0x0391:
    case 0x03B1: return U'a';
    case 0x0299:
    case 0x0412:
    case 0x0392: return U'b';
    case 0x1D04:
    case 0x0441:
    case 0x0421: return U'c';
    case 0x1D05: return U'd';
    case 0x1D07:
    case 0x0435:
    case 0x0415:
    case 0x0395: return U'e';
    case 0xA730: return U'f';
    case 0x0262: return U'g';
    case 0x029C:
    case 0x041D:
    case 0x0397: return U'h';
    case 0x026A:
    case 0x0456:
    case 0x0406:
    case 0x0399:
    case 0x0131: return U'i';
    case 0x1D0A:
    case 0x0458:
    case 0x0408: return U'j';
    case 0x1D0B:
    case 0x041A:
    case 0x039A: return U'k';
    case 0x029F: return U'l';
    case 0x1D0D:
    case 0x041C:
    case 0x039C: return U'm';
    case 0x0274:
    case 0x039D: return U'n';
    case 0x1D0F:
    case 0x043E:
    case 0x041E:
    case 0x03BF:
    case 0x039F: return U'o';
    case 0x1D18:
    case 0x0440:
    case 0x0420:
    case 0x03A1: return U'p';
    case 0x0280: return U'r';
    case 0xA731:
    case 0x0455:
    case 0x0405: return U's';
    case 0x1D1B:
    case 0x0422:
    case 0x03A4: return U't';
    case 0x1D1C: return U'u';
    case 0x1D20: return U'v';
    case 0x1D21: return U'w';
    case 0x0445:
    case 0x0425:
    case 0x03A7: return U'x';
    case 0x028F:
    case 0x0443:
    case 0x0423:
    case 0x03A5: return U'y';
    case 0x1D22:
    case 0x0396: return U'z';
    default: return c;
  }
}

/// An accent or a vowel sign of Arabic, which people write or leave out as they like.
bool is_optional_mark(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x064B && c <= 0x065F) || c == 0x0670 ||
         (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
         (c >= 0x20D0 && c <= 0x20FF);
}

/// Adds one decomposed code point.
void append_folded(Folded& folded, char32_t c) {
  c = undress(c);
  if (c < 0x80) {
    const bool upper = c >= 'A' && c <= 'Z';
    append_utf8(folded, upper ? c + 32 : c);
    return;
  }
  const auto point = static_cast<UChar32>(c);
  if (is_optional_mark(c) || u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0)
    return;
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC) return append_utf8(folded, U'\'');
  switch (u_charType(point)) {
    case U_DASH_PUNCTUATION: return append_utf8(folded, U'-');
    case U_DECIMAL_DIGIT_NUMBER:
      return append_utf8(folded, U'0' + static_cast<char32_t>(u_charDigitValue(point)));
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
      return append_utf8(folded,
                         undress(static_cast<char32_t>(u_foldCase(point, U_FOLD_CASE_DEFAULT))));
    default: return append_utf8(folded, U' ');
  }
}

}  // namespace

Folded fold(char32_t code_point) {
  Folded folded;
  if (code_point == 0x00B4) {  // its decomposition would part the word it stands in
    append_utf8(folded, U'\'');
    return folded;
  }
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkd = unorm2_getNFKDInstance(&status);
  if (U_FAILURE(status) != 0) {  // ICU's data file is missing: read on, unfolded
    append_utf8(folded, code_point);
    return folded;
  }
  std::array<UChar, 24> units{};
  const std::int32_t count =
      unorm2_getDecomposition(nfkd, static_cast<UChar32>(code_point), units.data(),
                              static_cast<std::int32_t>(units.size()), &status);
  if (U_FAILURE(status) != 0 || count < 0) {  // none, or a ligature of a whole sentence
    append_folded(folded, code_point);
    return folded;
  }
  for (std::int32_t at = 0; at < count;) {
    UChar32 point = 0;
    U16_NEXT(units.data(), at, count, point);
    append_folded(folded, static_cast<char32_t>(point));
  }
  return folded;
}

Decoded decode(std::string_view text) {
  constexpr Decoded malformed{U'\uFFFD', 1};
  const auto byte = [&text](std::size_t at) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at]));
  };
  const auto follows = [&](std::size_t at) {
    return at < text.size() && (byte(at) & 0xC0U) == 0x80U;
  };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first >= 0xC2 && first <= 0xDF && follows(1))
    return {((first & 0x1F) << 6) | (byte(1) & 0x3F), 2};
  if (first >= 0xE0 && first <= 0xEF && follows(1) && follows(2)) {
    const char32_t c = ((first & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    return c < 0x800 || surrogate ? malformed : Decoded{c, 3};
  }
  if (first >= 0xF0 && first <= 0xF4 && follows(1) && follows(2) && follows(3)) {
    const char32_t c = ((first & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) |
                       (byte(3) & 0x3F);
    return c < 0x10000 || c > 0x10FFFF ? malformed : Decoded{c, 4};
  }
  return malformed;
}

}  // namespace kentongan::language
