#include "language/stem.hpp"

#include "language/affixes.hpp"
#include "language/roots.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace kentongan::language {

namespace {

constexpr std::size_t shortest_root = 3;
constexpr std::size_t shortest_before_borrowed = 5;  ///< `ideal`, but not `mars` in `marsis`
constexpr int deepest = 3;                           ///< prefixes: `ke-se-per-…`

/// A root in two parts: a letter that a prefix has swallowed (0 when none), and a piece of the
/// word.
struct Root {
  char first = 0;
  std::string_view rest;
  [[nodiscard]] std::size_t size() const { return rest.size() + (first == 0 ? 0 : 1); }
};

/// One way to take the endings off: what stays in front of them.
struct Cut {
  std::size_t end = 0;  ///< bytes of the word that stay
  const Ending* ending = nullptr;
  int taken = 0;  ///< endings, particles and possessives
};

/// The prefixes taken off so far.
struct Chain {
  std::size_t begin = 0;  ///< bytes of the word that are gone
  char swallowed = 0;
  Prefix outer = Prefix::none;
  Prefix inner = Prefix::none;
  int prefixes = 0;
  bool chatty = false;
  bool pronoun = false;              ///< one of the prefixes is `ku-` or `kau-`
  Before before = Before::anything;  ///< what the last prefix asks of its root
};

/// Whether an analysis is to be believed of a word that is in the word list itself.
enum class Sure : std::uint8_t {
  no,
  of_a_lone_word,  ///< of one that the list makes no other words from (`idealisme`, `dedaunan`)
  even_of_a_root,  ///< `belajar`
};

/// Tries every way to take a word apart and keeps the best. What is better is a matter of points,
/// largest first: the word list allows the pair of affixes; the root is longer; fewer affixes came
/// off, and rather endings than prefixes. The weights were chosen by reading derived words of the
/// word list, not fitted.
class Analysis {
 public:
  explicit Analysis(std::string_view word) : word_(word) {
    for (const std::string_view particle : particles) {
      if (!word.ends_with(particle)) continue;
      const std::string_view whole = word.substr(0, word.size() - particle.size());
      for (const std::string_view possessive : possessives) {
        if (!whole.ends_with(possessive)) continue;
        cut_endings(whole.substr(0, whole.size() - possessive.size()),
                    (particle.empty() ? 0 : 1) + (possessive.empty() ? 0 : 1));
      }
    }
    std::sort(cuts_.begin(), cuts_.begin() + cut_count_,
              [](const Cut& left, const Cut& right) { return left.end < right.end; });
    weigh(Chain());
    take_prefix(Chain());
  }

  /// The best root found; its size is 0 when there is none.
  [[nodiscard]] const Root& best() const { return best_; }
  [[nodiscard]] Sure sure() const { return sure_; }

 private:
  void cut_endings(std::string_view word, int taken) {
    for (const Ending& ending : endings) {
      if (!word.ends_with(ending.letters) || cut_count_ == cuts_.size()) continue;
      const std::size_t end = word.size() - ending.letters.size();
      if (end < (ending.borrowed ? shortest_before_borrowed : shortest_root)) continue;
      cuts_[cut_count_++] = {end, &ending, taken + (ending.letters.empty() ? 0 : 1)};
    }
  }

  void take_prefix(const Chain& chain) {
    const std::size_t left = word_.size() - chain.begin;
    if (chain.prefixes == deepest || left < shortest_root + 2) return;
    const char next = chain.swallowed != 0 ? chain.swallowed : word_[chain.begin];
    if (next < 'a' || next > 'z') return;
    const auto letter = static_cast<std::size_t>(next - 'a');
    for (std::size_t at = forms_by_letter[letter]; at < forms_by_letter[letter + 1]; ++at) {
      take_form(chain, forms[at]);
    }
    take_doubled_start(chain);
  }

  void take_form(const Chain& chain, const Form& form) {
    if (chain.prefixes > 0 && (form.chatty || !may_hold(chain.inner, form.prefix))) return;
    const std::size_t known = chain.swallowed != 0 ? 1 : 0;
    std::string_view rest = word_.substr(chain.begin);
    if (!rest.starts_with(form.letters.substr(known))) return;
    rest.remove_prefix(form.letters.size() - known);
    if (!fits(form.before, rest)) return;
    Chain longer = chain;
    longer.begin = word_.size() - rest.size();
    longer.swallowed = form.swallowed;
    if (longer.prefixes++ == 0) longer.outer = form.prefix;
    longer.inner = form.prefix;
    longer.chatty = chain.chatty || form.chatty;
    longer.pronoun = chain.pronoun || (form.letters[0] == 'k' && form.prefix == Prefix::verb);
    longer.before = form.before;
    weigh(longer);
    take_prefix(longer);
  }

  /// `dedaunan`, `lelembut`, `berdedaunan`: the first consonant said twice.
  void take_doubled_start(const Chain& chain) {
    const std::string_view rest = word_.substr(chain.begin);
    if (chain.swallowed != 0 || chain.prefixes > 1 || rest.size() < 6) return;
    if (rest[1] != 'e' || rest[0] != rest[2] || is_vowel(rest[0])) return;
    Chain longer = chain;
    longer.begin += 2;
    ++longer.prefixes;
    weigh(longer);
  }

  /// Looks up every root that the chain of prefixes and a cut leave, in one pass over the letters.
  void weigh(const Chain& chain) {
    RootHash hash;
    if (chain.swallowed != 0) hash.take(chain.swallowed);
    std::size_t at = chain.begin;
    for (std::size_t place = 0; place < cut_count_; ++place) {
      const Cut& cut = cuts_[place];
      if (cut.end < chain.begin + shortest_root - (chain.swallowed != 0 ? 1 : 0)) continue;
      while (at < cut.end) hash.take(word_[at++]);
      if (exclude_each_other(chain.outer, cut.ending->suffix)) continue;
      if (chain.prefixes == 0 && cut.taken == 0) continue;
      if (chain.prefixes > 0 && cut.ending->borrowed) continue;
      if (const auto licences = find_root(hash)) weigh_root(chain, cut, *licences);
    }
  }

  void weigh_root(const Chain& chain, const Cut& cut, Licences licences) {
    const Root root{chain.swallowed, word_.substr(chain.begin, cut.end - chain.begin)};
    if (chain.before == Before::one_vowel && !has_one_vowel(root.rest)) return;
    const bool licensed = licences.allow(chain.outer, cut.ending->suffix);
    // A root that nobody allowed these affixes needs some length before it is believed.
    if (!licensed && root.size() < 4) return;
    const bool chatty = chain.chatty || cut.ending->chatty;
    // The list says nothing of borrowed endings: `menangis` is sooner `tangis` than `menang`.
    int points = (licensed ? 40 : 0) - (chatty ? 15 : 0) - (cut.ending->borrowed ? 20 : 0);
    points += 4 * static_cast<int>(root.size()) - 6 * chain.prefixes - 3 * cut.taken;
    // Behind `ber-`, `ter-`, `per-` an r is the prefix's sooner than the root's.
    if (chain.before == Before::r_or_er) points -= 5;
    // A form of the prefix that one root alone has.
    if (chain.before == Before::ajar) points += 40;
    if (points <= points_) return;
    points_ = points;
    best_ = root;
    const bool makes_new_word = cut.taken == (cut.ending->letters.empty() ? 0 : 1);
    const bool plain = licensed && !chatty && !chain.pronoun && makes_new_word && root.size() >= 4;
    sure_ = chain.before == Before::ajar ? Sure::even_of_a_root
            : plain                      ? Sure::of_a_lone_word
                                         : Sure::no;
  }

  std::string_view word_;
  std::array<Cut, 24> cuts_;
  std::size_t cut_count_ = 0;
  int points_ = 0;
  Sure sure_ = Sure::no;
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

/// `belajar` and `pelajar` are in the list, and come from `ajar` all the same.
bool may_hide_ajar(std::string_view word) {
  return word.size() > 3 && word.substr(1).starts_with("elajar");
}

std::string_view stem_of_one(std::string_view word, StemBuffer& buffer) {
  if (word.size() <= shortest_root) return word;
  const std::optional<Licences> own = find_root(word);
  if (own && own->allow_any() && !may_hide_ajar(word)) return word;
  const Analysis analysis(word);
  const Sure needed = !own               ? Sure::no
                      : own->allow_any() ? Sure::even_of_a_root
                                         : Sure::of_a_lone_word;
  return analysis.best().size() == 0 || analysis.sure() < needed ? word
                                                                 : written(analysis.best(), buffer);
}

/// `buku-buku`, `meniru-nirukan`, `nikmat-Ku`: read as one word with what the second half adds.
std::string_view stem_of_doubled(std::string_view word, std::size_t dash, StemBuffer& buffer) {
  if (find_root(word)) return word;
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

}  // namespace

std::string_view stem(std::string_view plain, StemBuffer& buffer) {
  if (plain.size() > longest_token) return plain;
  const std::size_t dash = plain.find('-');
  return dash == std::string_view::npos ? stem_of_one(plain, buffer)
                                        : stem_of_doubled(plain, dash, buffer);
}

}  // namespace kentongan::language
