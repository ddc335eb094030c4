#include "trial/mangle.hpp"

#include "base/text.hpp"

#include <array>
#include <utility>
#include <vector>

namespace kentongan::trial {

namespace {

/// Source: S. Vigna, splitmix64, public domain.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
  bool one_in(std::size_t count) { return below(count) == 0; }
  bool of_ten(std::size_t count) { return below(10) < count; }

 private:
  std::uint64_t state_;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_plain(std::string_view word) {
  for (const char c : word) {
    if (!is_letter(c)) return false;
  }
  return word.size() >= 3;
}

std::string with_typo(std::string_view word, Dice& dice) {
  std::string out(word);
  const std::size_t at = dice.below(word.size());
  const auto letter = static_cast<char>('a' + static_cast<int>(dice.below(26)));
  switch (dice.below(4)) {
    case 0: out.erase(at, 1); break;
    case 1: out.insert(at, 1, dice.one_in(2) ? letter : word[at]); break;
    case 2: out[at] = letter; break;
    case 3:
      if (at + 1 < out.size()) std::swap(out[at], out[at + 1]);
      break;
  }
  return out;
}

std::string without_vowels(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const bool is_vowel = std::string_view("aeiouAEIOU").find(word[at]) != std::string_view::npos;
    if (!is_vowel || at == 0) out += word[at];
  }
  return out;
}

std::string as_misread(std::string_view word, Dice& dice) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> readings{{{"m", "rn"},
                                                                                   {"rn", "m"},
                                                                                   {"l", "1"},
                                                                                   {"i", "l"},
                                                                                   {"o", "0"},
                                                                                   {"u", "ii"},
                                                                                   {"e", "c"},
                                                                                   {"a", "o"},
                                                                                   {"cl", "d"}}};
  const auto& [from, to] = readings[dice.below(readings.size())];
  std::string out(word);
  const std::size_t at = out.find(from);
  if (at != std::string::npos) out.replace(at, from.size(), to);
  return out;
}

std::string wrapped(std::string_view text, Dice& dice) {
  constexpr std::array<std::string_view, 4> before{
      "Diteruskan berkali-kali. ", "Assalamualaikum warga RT, mohon dibaca dulu. ",
      "Dapat kiriman dari saudara, betulkah ini? ", "Izin bertanya admin, ini sudah dicek belum? "};
  constexpr std::array<std::string_view, 3> behind{
      " Tolong teruskan ke semua kontak, jangan putus di kamu.", " Semoga berguna. Terima kasih.",
      " Bagikan ke keluarga tercinta sebelum terlambat!"};
  std::string out(before[dice.below(before.size())]);
  out += text;
  return out += behind[dice.below(behind.size())];
}

}  // namespace

std::string mangle(std::string_view text, Damage damage, std::uint64_t seed) {
  Dice dice(seed);
  if (damage == Damage::none) return std::string(text);
  if (damage == Damage::wrapped) return wrapped(text, dice);
  std::string out;
  bool glued = false;
  for (const std::string_view word : split(text, ' ')) {
    const bool is_hit = dice.of_ten(damage == Damage::slang ? 5 : 3);
    if (damage == Damage::deletions && is_hit) continue;
    if (!out.empty() && !glued) out += ' ';
    glued = false;
    if (!is_hit || !is_plain(word)) {
      out += word;
      continue;
    }
    if (damage == Damage::typos) out += with_typo(word, dice);
    if (damage == Damage::slang) out += without_vowels(word);
    if (damage == Damage::misread) {
      out += as_misread(word, dice);
      glued = dice.one_in(3);
    }
    if (damage == Damage::deletions) out += word;
  }
  return out;
}

}  // namespace kentongan::trial
