#include "match/fuzzy.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace kentongan::match {

namespace {

constexpr std::size_t longest_measured = 24;  ///< bytes; longer words are links and accidents
constexpr std::size_t shortest_fuzzy = 4;

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/// Optimal string alignment: insertions, deletions, substitutions, neighbours swapped. Stops when
/// it must exceed `limit`. Source: Damerau, CACM 1964.
std::size_t distance(std::string_view left, std::string_view right, std::size_t limit) {
  std::array<std::array<std::uint8_t, longest_measured + 1>, 3> rows{};
  for (std::size_t at = 0; at <= right.size(); ++at) rows[0][at] = static_cast<std::uint8_t>(at);
  for (std::size_t i = 1; i <= left.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    row[0] = static_cast<std::uint8_t>(i);
    std::uint8_t least = row[0];
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const int cost = left[i - 1] == right[j - 1] ? 0 : 1;
      int best = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + cost});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
        best = std::min(best, before[j - 2] + 1);
      row[j] = static_cast<std::uint8_t>(best);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
  }
  return rows[left.size() % 3][right.size()];
}

/// `narkoba` written `nrkb`: the shorter has no vowel and is what is left of the longer.
bool is_skeleton(std::string_view shorter, std::string_view longer) {
  if (shorter.size() < 3 || shorter.front() != longer.front()) return false;
  std::size_t at = 0;
  for (std::size_t i = 0; i < longer.size(); ++i) {
    if (is_vowel(longer[i]) && (i != 0 || at >= shorter.size() || shorter[at] != longer[i]))
      continue;
    if (at >= shorter.size() || shorter[at] != longer[i]) return false;
    ++at;
  }
  return at == shorter.size();
}

}  // namespace

bool has_vowel(std::string_view word) { return std::any_of(word.begin(), word.end(), is_vowel); }

std::uint64_t letter_pairs(std::string_view word) {
  std::uint64_t pairs = 0;
  std::uint32_t before = ' ';
  for (const char c : word) {
    const auto letter = static_cast<unsigned char>(c);
    pairs |= std::uint64_t{1} << (((before * 31U + letter) * 0x9e3779b1U) >> 26U);
    before = letter;
  }
  return pairs | std::uint64_t{1} << (((before * 31U + ' ') * 0x9e3779b1U) >> 26U);
}

float likeness(const Written& left, const Written& right) {
  if (left.word == right.word) return 1;
  if (left.meaning == right.meaning) return 0.9F;
  const auto [shorter, longer] = left.word.size() <= right.word.size()
                                     ? std::pair(left.word, right.word)
                                     : std::pair(right.word, left.word);
  if (longer.size() > longest_measured || shorter.size() < 3) return 0;
  if (!has_vowel(shorter) && longer.size() <= shorter.size() * 3 && is_skeleton(shorter, longer))
    return 0.8F;
  if (shorter.size() < shortest_fuzzy) return 0;
  const int common = std::popcount(left.letter_pairs & right.letter_pairs);
  const int all = std::popcount(left.letter_pairs) + std::popcount(right.letter_pairs);
  if (!has_enough_pairs(common, all)) return 0;
  std::size_t front = 0;
  while (front < shorter.size() && shorter[front] == longer[front]) ++front;
  const auto length = static_cast<float>(longer.size());
  float best = 0;
  if (front >= 5 && front * 10 >= longer.size() * 6)
    best = 0.4F + 0.5F * static_cast<float>(front) / length;
  if (shorter.size() >= 5 && (longer.starts_with(shorter) || longer.ends_with(shorter)))
    best = std::max(best, 0.45F + 0.45F * static_cast<float>(shorter.size()) / length);
  const std::size_t limit = longer.size() < 6 ? 1 : longer.size() < 10 ? 2 : 3;
  if (longer.size() - shorter.size() <= limit) {
    const std::size_t apart = distance(shorter, longer, limit);
    if (apart <= limit) best = std::max(best, 1.0F - static_cast<float>(apart) * 1.4F / length);
  }
  return best >= 0.5F ? best : 0;
}

}  // namespace kentongan::match
