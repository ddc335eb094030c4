// Words of the vocabulary that a word stands for: the others of its root (`memvaksin`, `divaksin`),
// and, for a word nobody knows, what it was probably meant to be: a letter wrong, left out, too
// many or swapped (`vaskin`), or a word alike (`vaksinasinya`, another region's spelling, a bad
// scan).
#pragma once

#include "match/segment.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// A word under one of its spellings. Ordered by key, then word.
struct SpellingKey {
  std::uint32_t key = 0;
  Segment::Word word = 0;
  friend auto operator<=>(const SpellingKey&, const SpellingKey&) = default;
};

/// The keys under which a word is found again, in any order: itself and itself without each letter,
/// so that two words with one difference share a key; its groups of four letters, of which words
/// that are alike share many; its root. A word with a digit or an accent, a very short or very long
/// one has none: a number with another digit is another number.
/// Source: W. Garbe, "SymSpell", symmetric deletes, 2012.
[[nodiscard]] std::vector<std::uint32_t> spelling_keys_of(std::string_view word);

struct SimilarWord {
  Segment::Word word = 0;
  float likeness = 0;  ///< 0 … 1
};

/// What `word` was probably meant to be, the likest first, at most `limit`.
/// Cost: about 5 µs; bounded for any vocabulary, since only the rarest letter groups are followed.
[[nodiscard]] std::vector<SimilarWord> similar_words(const Segment& segment, std::string_view word,
                                                     std::size_t limit);

/// The other words of its root, the most frequent first, at most `limit`. Cost: about 0.5 µs.
[[nodiscard]] std::vector<SimilarWord> words_of_one_root(const Segment& segment,
                                                         std::string_view word, std::size_t limit);

/// Whether one letter put in, left out, replaced or swapped with the next makes `left` `right`.
[[nodiscard]] bool is_one_edit_apart(std::string_view left, std::string_view right);

}  // namespace kentongan::match
