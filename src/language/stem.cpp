#include "language/stem.hpp"

#include "language/roots.hpp"

#include <algorithm>
#include <array>

namespace kentongan::language {

namespace {

bool is_vowel(char letter) {
  return letter == 'a' || letter == 'i' || letter == 'u' || letter == 'e' || letter == 'o';
}

/// `daun`, `ubah`: words of one vowel take `menge-`, not `men-`.
bool has_one_vowel(std::string_view letters) {
  return std::count_if(letters.begin(), letters.end(), is_vowel) == 1;
}

/// `kerja`, `cermin`, `ternak`: before these `ber-` and `ter-` lose their r.
bool opens_with_er(std::string_view rest) {
  return rest.size() >= 4 && !is_vowel(rest[0]) && rest[1] == 'e' && rest[2] == 'r' &&
         !is_vowel(rest[3]);
}

/// What must stand behind a prefix.
enum class Before {
  anything,
  vowel,      ///< the prefix stands before it as it is
  swallowed,  ///< a vowel, before which the root's own first letter has gone
  liquid,     ///< l m n r w y
  labial,     ///< b f v p
  dental,     ///< c d j s t z
  velar,      ///< g h k q
  one_vowel,  ///< a short word
  not_r,
  r_or_er,  ///< `rencana`, `kerja`
  ajar,     ///< the one word before which `ber-` and `pe-` become `bel-` and `pel-`
};

bool fits(Before before, std::string_view rest) {
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
    case Before::one_vowel: return has_one_vowel(rest);
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

constexpr std::array<Form, 43> forms{{
    {"di", Prefix::verb, Before::anything},
    {"ku", Prefix::verb, Before::anything},
    {"kau", Prefix::verb, Before::anything},
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
    {"ber", Prefix::ber, Before::not_r},
    {"be", Prefix::ber, Before::r_or_er},
    {"bel", Prefix::ber, Before::ajar},
    {"ter", Prefix::ter, Before::not_r},
    {"te", Prefix::ter, Before::r_or_er},
    {"ke", Prefix::ke, Before::anything},
    {"se", Prefix::se, Before::anything},
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
    {"m", Prefix::verb, Before::swallowed, 'p', true},
    {"n", Prefix::verb, Before::swallowed, 't', true},
    {"n", Prefix::verb, Before::dental, 0, true},
    {"ny", Prefix::verb, Before::swallowed, 's', true},
    {"ny", Prefix::verb, Before::swallowed, 'c', true},
    {"ng", Prefix::verb, Before::vowel, 0, true},
    {"ng", Prefix::verb, Before::velar, 0, true},
    {"ng", Prefix::verb, Before::swallowed, 'k', true},
    {"nge", Prefix::verb, Before::anything, 0, true},
    {"ke", Prefix::ter, Before::anything, 0, true},
}};

/// An ending that leaves a word behind it.
struct Ending {
  std::string_view letters;
  Suffix suffix;
  bool chatty = false;
};
constexpr std::array<Ending, 5> endings{{{"", Suffix::none},
                                         {"kan", Suffix::kan},
                                         {"an", Suffix::an},
                                         {"i", Suffix::i},
                                         {"in", Suffix::kan, true}}};
constexpr std::array<std::string_view, 5> particles{"", "lah", "kah", "tah", "pun"};
constexpr std::array<std::string_view, 4> possessives{"", "nya", "ku", "mu"};
/// Borrowed endings; only behind a whole root of the list.
constexpr std::array<std::string_view, 6> borrowed{"isasi", "isme", "is", "wati", "wan", "iah"};

/// Pairs that Indonesian does not make. Source: Nazief and Adriani 1996, table of confixes.
bool exclude_each_other(Prefix prefix, Suffix suffix) {
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
bool may_hold(Prefix outer, Prefix inner) {
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

constexpr std::size_t shortest_root = 3;
constexpr int deepest = 3;  ///< prefixes: `ke-se-per-…`

/// Tries every way to take a word apart and keeps the best. What is better is a matter of a few
/// points, largest first: the word list allows the pair of affixes; the root is longer; fewer
/// affixes came off, and rather endings than prefixes.
class Analysis {
 public:
  explicit Analysis(std::string_view word) : word_(word) {}

  /// The best root found; its size is 0 when there is none.
  [[nodiscard]] Root best() {
    for (const std::string_view particle : particles) {
      if (!word_.ends_with(particle)) continue;
      const std::string_view whole = word_.substr(0, word_.size() - particle.size());
      for (const std::string_view possessive : possessives) {
        if (!whole.ends_with(possessive)) continue;
        const int taken = (particle.empty() ? 0 : 1) + (possessive.empty() ? 0 : 1);
        take_ending(whole.substr(0, whole.size() - possessive.size()), taken);
      }
    }
    return best_;
  }

 private:
  void take_ending(std::string_view word, int taken) {
    for (const Ending& ending : endings) {
      if (!word.ends_with(ending.letters)) continue;
      const std::string_view rest = word.substr(0, word.size() - ending.letters.size());
      if (rest.size() < shortest_root) continue;
      suffix_ = ending.suffix;
      chatty_ = ending.chatty;
      outer_ = Prefix::none;
      taken_ = taken + (ending.letters.empty() ? 0 : 1);
      weigh({0, rest}, 0);
      take_prefix({0, rest}, Prefix::none, 0);
    }
    for (const std::string_view ending : borrowed) {
      if (word.size() < ending.size() + 5 || !word.ends_with(ending)) continue;
      suffix_ = Suffix::none;
      chatty_ = false;
      outer_ = Prefix::none;
      taken_ = taken + 1;
      weigh({0, word.substr(0, word.size() - ending.size())}, 0);
    }
  }

  void take_prefix(const Root& from, Prefix holder, int depth) {
    if (depth == deepest || from.size() < shortest_root + 2) return;
    for (const Form& form : forms) {
      if (depth > 0 && (form.chatty || !may_hold(holder, form.prefix))) continue;
      std::string_view rest;
      if (!starts_with(from, form.letters, rest) || !fits(form.before, rest)) continue;
      if (depth == 0) {
        if (exclude_each_other(form.prefix, suffix_)) continue;
        outer_ = form.prefix;
        chatty_prefix_ = form.chatty;
      }
      const Root root{form.swallowed, rest};
      if (root.size() < shortest_root) continue;
      weigh(root, depth + 1);
      take_prefix(root, form.prefix, depth + 1);
    }
    if (depth <= 1) take_doubled_start(from, depth);
    if (depth == 0) chatty_prefix_ = false;
  }

  /// `dedaunan`, `lelembut`, `rerata`: the first consonant said twice.
  void take_doubled_start(const Root& from, int depth) {
    const std::string_view word = from.rest;
    if (from.first != 0 || word.size() < 6 || word[1] != 'e' || word[0] != word[2]) return;
    if (depth == 0) outer_ = Prefix::none;
    weigh({0, word.substr(2)}, depth + 1);
  }

  static bool starts_with(const Root& from, std::string_view letters, std::string_view& rest) {
    if (from.first != 0) {
      if (letters.front() != from.first || !from.rest.starts_with(letters.substr(1))) return false;
      rest = from.rest.substr(letters.size() - 1);
    } else {
      if (!from.rest.starts_with(letters)) return false;
      rest = from.rest.substr(letters.size());
    }
    return true;
  }

  void weigh(const Root& root, int prefixes) {
    if (root.size() < shortest_root || (prefixes == 0 && taken_ == 0)) return;
    const std::optional<Licences> licences = find_root(root);
    if (!licences) return;
    const bool licensed = licences->allow(outer_, suffix_);
    const bool chatty = chatty_ || chatty_prefix_;
    // A root that nobody allowed these affixes needs some length before it is believed.
    if (!licensed && root.size() < 4) return;
    const int points = (licensed ? 40 : 0) - (chatty ? 15 : 0) + 4 * static_cast<int>(root.size()) -
                       6 * prefixes - 3 * taken_;
    if (points > points_) {
      points_ = points;
      best_ = root;
    }
  }

  std::string_view word_;
  Suffix suffix_ = Suffix::none;
  Prefix outer_ = Prefix::none;
  bool chatty_ = false;
  bool chatty_prefix_ = false;
  int taken_ = 0;
  int points_ = 0;
  Root best_;
};

bool is_clitic(std::string_view letters) {
  const auto is_it = [letters](std::string_view other) { return letters == other; };
  return std::any_of(particles.begin() + 1, particles.end(), is_it) ||
         std::any_of(possessives.begin() + 1, possessives.end(), is_it);
}

/// The root as one text. Its rest may lie in the buffer itself, behind where it goes.
std::string_view written(const Root& root, StemBuffer& buffer) {
  if (root.first == 0) return root.rest;
  buffer.letters[0] = root.first;
  std::copy(root.rest.begin(), root.rest.end(), buffer.letters.begin() + 1);
  return {buffer.letters.data(), root.size()};
}

std::string_view stem_of_one(std::string_view word, StemBuffer& buffer) {
  if (word.size() < shortest_root + 1 || find_root({0, word})) return word;
  const Root root = Analysis(word).best();
  return root.size() == 0 ? word : written(root, buffer);
}

/// `buku-buku`, `meniru-nirukan`, `nikmat-Ku`: read as one word with what the second half adds.
std::string_view stem_of_doubled(std::string_view word, std::size_t dash, StemBuffer& buffer) {
  if (find_root({0, word})) return word;
  const std::string_view left = word.substr(0, dash);
  std::string_view added = word.substr(dash + 1);
  if (!is_clitic(added)) {
    std::size_t said_again = added.size();
    while (said_again >= shortest_root && !left.ends_with(added.substr(0, said_again)))
      --said_again;
    if (said_again < shortest_root) return word;
    added.remove_prefix(said_again);
  }
  char* end = std::copy(left.begin(), left.end(), buffer.letters.data());
  end = std::copy_if(added.begin(), added.end(), end, [](char letter) { return letter != '-'; });
  const std::string_view once(buffer.letters.data(),
                              static_cast<std::size_t>(end - buffer.letters.data()));
  return stem_of_one(once, buffer);
}

bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }
bool is_small(char letter) { return letter >= 'a' && letter <= 'z'; }

/// Whether only spaces, quotes and the like stand between the token and the end of a sentence.
bool opens_sentence(std::string_view raw, std::size_t at) {
  while (at > 0) {
    const char before = raw[--at];
    if (before == '.' || before == '!' || before == '?' || before == ':' || before == '\n')
      return true;
    if (is_capital(before) || is_small(before) || (before >= '0' && before <= '9') || before == ',')
      return false;
  }
  return true;
}

}  // namespace

NameSense::NameSense(std::string_view raw, const Text& text) : raw_(raw) {
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (const Token& token : text.tokens) {
    if (token.kind != TokenKind::word || token.size < 4 || opens_sentence(raw, token.raw_begin))
      continue;
    ++words;
    if (is_capital(raw[token.raw_begin])) ++capitals;
  }
  // Half of the longer words capitalised is a headline or shouting, where capitals tell nothing.
  capitals_tell_ = capitals * 2 < words;
}

bool NameSense::is_name(const Token& token) const {
  return capitals_tell_ && token.kind == TokenKind::word && token.raw_end <= raw_.size() &&
         is_capital(raw_[token.raw_begin]) && token.raw_end - token.raw_begin > 1 &&
         is_small(raw_[token.raw_begin + 1]) && !opens_sentence(raw_, token.raw_begin);
}

std::string_view stem(std::string_view plain, StemBuffer& buffer) {
  if (plain.size() > longest_token) return plain;
  const std::size_t dash = plain.find('-');
  return dash == std::string_view::npos ? stem_of_one(plain, buffer)
                                        : stem_of_doubled(plain, dash, buffer);
}

}  // namespace kentongan::language
