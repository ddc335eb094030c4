// Words of the vocabulary that a word nobody knows was probably meant to be: one letter wrong, left
// out, too many or swapped with its neighbour (`vaskin`, `vaksn`), or written as another region
// writes it.
#pragma once

#include "match/segment.hpp"

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// A word under one of its spellings. Ordered by key, then word.
struct SpellingKey {
  std::uint32_t key = 0;
  Segment::Word word = 0;
  friend auto operator<=>(const SpellingKey&, const SpellingKey&) = default;
};

inline constexpr std::size_t shortest_misspelt = 4;  ///< bytes; below it every word is one letter
                                                     ///< from another
inline constexpr std::size_t longest_misspelt = 30;

/// Letters only: a number with another digit is another number.
[[nodiscard]] bool may_be_misspelt(std::string_view word);

/// Hash of a word without the letter at `left_out`; the whole word when that is its size.
[[nodiscard]] std::uint32_t spelling_key(std::string_view word, std::size_t left_out);

/// The keys of a word: itself and itself without each letter. Two words with one difference share a
/// key. Source: W. Garbe, "SymSpell", symmetric deletes, 2012.
template <typename Visit>
void for_each_spelling(std::string_view word, Visit&& visit) {
  if (!may_be_misspelt(word)) return;
  for (std::size_t left_out = 0; left_out <= word.size(); ++left_out) {
    // The second of a double letter leaves the same word as the first.
    if (left_out > 0 && left_out < word.size() && word[left_out] == word[left_out - 1]) continue;
    visit(spelling_key(word, left_out));
  }
}

struct SimilarWord {
  Segment::Word word = 0;
  float likeness = 0;  ///< 0 … 1
};

/// The words of a segment that are one difference away, the most frequent first, at most `limit`.
/// Cost: about 1 µs.
[[nodiscard]] std::vector<SimilarWord> similar_words(const Segment& segment, std::string_view word,
                                                     std::size_t limit);

/// Whether one letter put in, left out, replaced or swapped with the next makes `left` `right`.
[[nodiscard]] bool is_one_edit_apart(std::string_view left, std::string_view right);

}  // namespace kentongan::match
