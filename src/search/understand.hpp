// What somebody typed, as words of the index: the words themselves, others of the same root, words
// that begin so, words that were probably meant.
#pragma once

#include "search/segment.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::search {

inline constexpr std::size_t most_words = 8;  ///< of a search; further ones are left out

/// A word of the index that counts as a word asked for.
struct Variant {
  std::string word;
  float likeness = 1;           ///< 0 … 1, what its impact is multiplied by
  std::uint32_t documents = 0;  ///< that have it
};

/// How an asked word was found.
enum class How {
  as_typed,  ///< itself or another word of its root
  begun,     ///< only as the beginning of words
  misspelt,  ///< only with a letter or two changed
  nowhere
};

struct UnderstoodWord {
  std::string asked;            ///< as the language reads it
  std::uint32_t raw_begin = 0;  ///< bytes in what was typed
  std::uint32_t raw_end = 0;
  How how = How::nowhere;
  std::vector<Variant> variants;  ///< best first
  float weight = 0;               ///< inverse document frequency of all variants together
};

struct Understanding {
  std::vector<UnderstoodWord> words;  ///< different ones that carry content, at most `most_words`
  bool had_words = false;             ///< stop words included
};

/// Errors: none, whatever was typed. Thread: pure. At most `longest_search` bytes are looked at.
/// Cost: about 20 µs a word; up to 0.3 ms for one that occurs nowhere (100,000 different words).
[[nodiscard]] Understanding understand(const Snapshot& snapshot, std::string_view typed);
inline constexpr std::size_t longest_search = 1'000;

/// What was typed with the misspelt words put right; empty when none was.
[[nodiscard]] std::string put_right(const Understanding& understanding, std::string_view typed);

}  // namespace kentongan::search
