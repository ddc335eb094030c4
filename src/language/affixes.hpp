// How Indonesian fixes things to a root, as tables: prefixes with what they do to the letter behind
// them, endings, and which of them go together.
#pragma once

#include "language/roots.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kentongan::language {

[[nodiscard]] constexpr bool is_vowel(char letter) {
  return letter == 'a' || letter == 'i' || letter == 'u' || letter == 'e' || letter == 'o';
}

/// `bom`, `cek`: words of one vowel take `menge-`, not `men-`.
[[nodiscard]] constexpr bool has_one_vowel(std::string_view letters) {
  return std::count_if(letters.begin(), letters.end(), is_vowel) == 1;
}

/// `kerja`, `cermin`, `ternak`: before these `ber-` and `ter-` lose their r.
[[nodiscard]] constexpr bool opens_with_er(std::string_view rest) {
  return rest.size() >= 4 && !is_vowel(rest[0]) && rest[1] == 'e' && rest[2] == 'r' &&
         !is_vowel(rest[3]);
}

/// What must stand behind a prefix.
enum class Before : std::uint8_t {
  anything,
  vowel,      ///< the prefix stands before it as it is
  swallowed,  ///< a vowel, before which the root's own first letter has gone
  liquid,     ///< l m n r w y
  labial,     ///< b f v p
  dental,     ///< c d j s t z
  velar,      ///< g h k q
  one_vowel,  ///< a root of one vowel; told when its end is known
  not_r,
  r_or_er,  ///< `rencana`, `kerja`
  ajar,     ///< the one word before which `ber-` and `pe-` become `bel-` and `pel-`
};

[[nodiscard]] constexpr bool fits(Before before, std::string_view rest) {
  const char next = rest.empty() ? '\0' : rest.front();
  const auto is_one_of = [next](std::string_view letters) {
    return next != '\0' && letters.find(next) != std::string_view::npos;
  };
  switch (before) {
    case Before::anything: return next != '\0';
    case Before::vowel:
    case Before::swallowed: return is_vowel(next);
    case Before::liquid: return is_one_of("lmnrwy");
    case Before::labial: return is_one_of("bfvp");
    case Before::dental: return is_one_of("cdjstz");
    case Before::velar: return is_one_of("ghkq");
    case Before::one_vowel: return next != '\0';
    case Before::not_r: return next != '\0' && next != 'r';
    case Before::r_or_er: return next == 'r' || opens_with_er(rest);
    case Before::ajar: return rest.starts_with("ajar");
  }
  return false;
}

/// How a prefix is written in front of what.
struct Form {
  std::string_view letters;
  Prefix prefix;
  Before before;
  char swallowed = 0;   ///< the root's first letter that went
  bool chatty = false;  ///< of spoken Jakarta Indonesian: `ngambil`, `nyari`
};

/// In the order of their first letters.
inline constexpr std::array<Form, 43> forms{{
    {"ber", Prefix::ber, Before::not_r},
    {"be", Prefix::ber, Before::r_or_er},
    {"bel", Prefix::ber, Before::ajar},
    {"di", Prefix::verb, Before::anything},
    {"ku", Prefix::verb, Before::anything},
    {"kau", Prefix::verb, Before::anything},
    {"ke", Prefix::ke, Before::anything},
    {"ke", Prefix::ter, Before::anything, 0, true},
    {"me", Prefix::verb, Before::liquid},
    {"mem", Prefix::verb, Before::labial},
    {"mem", Prefix::verb, Before::swallowed, 'p'},
    {"men", Prefix::verb, Before::dental},
    {"men", Prefix::verb, Before::swallowed, 't'},
    {"meny", Prefix::verb, Before::swallowed, 's'},
    {"meng", Prefix::verb, Before::vowel},
    {"meng", Prefix::verb, Before::velar},
    {"meng", Prefix::verb, Before::swallowed, 'k'},
    {"menge", Prefix::verb, Before::one_vowel},
    {"m", Prefix::verb, Before::swallowed, 'p', true},
    {"n", Prefix::verb, Before::swallowed, 't', true},
    {"n", Prefix::verb, Before::dental, 0, true},
    {"ny", Prefix::verb, Before::swallowed, 's', true},
    {"ny", Prefix::verb, Before::swallowed, 'c', true},
    {"ng", Prefix::verb, Before::vowel, 0, true},
    {"ng", Prefix::verb, Before::velar, 0, true},
    {"ng", Prefix::verb, Before::swallowed, 'k', true},
    {"nge", Prefix::verb, Before::anything, 0, true},
    {"pe", Prefix::pe, Before::anything},
    {"pem", Prefix::pe, Before::labial},
    {"pem", Prefix::pe, Before::swallowed, 'p'},
    {"pen", Prefix::pe, Before::dental},
    {"pen", Prefix::pe, Before::swallowed, 't'},
    {"peny", Prefix::pe, Before::swallowed, 's'},
    {"peng", Prefix::pe, Before::vowel},
    {"peng", Prefix::pe, Before::velar},
    {"peng", Prefix::pe, Before::swallowed, 'k'},
    {"penge", Prefix::pe, Before::one_vowel},
    {"pel", Prefix::pe, Before::ajar},
    {"per", Prefix::per, Before::not_r},
    {"pe", Prefix::per, Before::r_or_er},
    {"se", Prefix::se, Before::anything},
    {"ter", Prefix::ter, Before::not_r},
    {"te", Prefix::ter, Before::r_or_er},
}};

/// Where in `forms` the prefixes begin that open with a letter; those of the next letter follow.
inline constexpr std::array<std::uint8_t, 27> forms_by_letter = [] {
  std::array<std::uint8_t, 27> begins{};
  for (std::size_t letter = 0; letter < begins.size(); ++letter) {
    std::size_t at = 0;
    while (at < forms.size() && forms[at].letters[0] < static_cast<char>('a' + letter)) ++at;
    begins[letter] = static_cast<std::uint8_t>(at);
  }
  return begins;
}();
static_assert(std::is_sorted(forms.begin(), forms.end(), [](const Form& left, const Form& right) {
  return left.letters[0] < right.letters[0];
}));

/// An ending that makes a new word.
struct Ending {
  std::string_view letters;
  Suffix suffix;
  bool chatty = false;
  bool borrowed = false;  ///< only behind a root, without any prefix
};
inline constexpr std::array<Ending, 10> endings{{
    {"", Suffix::none},
    {"kan", Suffix::kan},
    {"an", Suffix::an},
    {"i", Suffix::i},
    {"in", Suffix::kan, true},
    {"isasi", Suffix::none, false, true},
    {"isme", Suffix::none, false, true},
    {"is", Suffix::none, false, true},
    {"wati", Suffix::none, false, true},
    {"wan", Suffix::none, false, true},
}};
inline constexpr std::array<std::string_view, 5> particles{"", "lah", "kah", "tah", "pun"};
inline constexpr std::array<std::string_view, 4> possessives{"", "nya", "ku", "mu"};

/// Pairs that Indonesian does not make. Source: Nazief and Adriani 1996, table of confixes.
[[nodiscard]] constexpr bool exclude_each_other(Prefix prefix, Suffix suffix) {
  switch (prefix) {
    case Prefix::none:
    case Prefix::per:
    case Prefix::ter:
    case Prefix::pe: return prefix == Prefix::pe && (suffix == Suffix::i || suffix == Suffix::kan);
    case Prefix::verb: return suffix == Suffix::an;
    case Prefix::ber: return suffix == Suffix::i;
    case Prefix::ke: return suffix == Suffix::i || suffix == Suffix::kan;
    case Prefix::se: return suffix == Suffix::i || suffix == Suffix::kan;
  }
  return false;
}

/// Which prefix may stand inside another: `mem-per-`, `ke-ber-…-an`, but not `ber-me-`.
[[nodiscard]] constexpr bool may_hold(Prefix outer, Prefix inner) {
  switch (outer) {
    case Prefix::none: return true;
    case Prefix::verb:
      return inner == Prefix::per || inner == Prefix::ke || inner == Prefix::ber ||
             inner == Prefix::se || inner == Prefix::pe;
    case Prefix::ber: return inner == Prefix::ke || inner == Prefix::pe || inner == Prefix::se;
    case Prefix::ter: return inner == Prefix::per || inner == Prefix::ke || inner == Prefix::pe;
    case Prefix::ke: return inner != Prefix::none && inner != Prefix::ke;
    case Prefix::pe: return inner == Prefix::ber || inner == Prefix::per || inner == Prefix::se;
    case Prefix::per: return inner == Prefix::se || inner == Prefix::ber;
    case Prefix::se:
      return inner == Prefix::per || inner == Prefix::ke || inner == Prefix::pe ||
             inner == Prefix::ter || inner == Prefix::ber;
  }
  return false;
}

}  // namespace kentongan::language
