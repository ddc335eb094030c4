// The message as the comparison sees it: its different content words, what each weighs, where each
// stands, and which four letters follow each other.
#pragma once

#include "match/content.hpp"
#include "match/grams.hpp"
#include "match/grouped.hpp"
#include "match/retrieve.hpp"
#include "match/sense.hpp"

#include "language/text.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// A different content word of the message.
struct Asked {
  std::string_view word;
  std::uint64_t letter_pairs = 0;  ///< see fuzzy.hpp
  Sense sense = {};
  float weight = 0;  ///< inverse document frequency in the archive that is asked
  bool negated = false;
  bool is_number = false;
  bool is_known = false;  ///< some passage of the archive has it, spelt so
  bool debunks = false;   ///< says that something is not so
  /// Written small wherever it stands, in a message that writes others with a capital: no name.
  bool is_small = false;
};

/// Not copied: the words point into the text.
struct Question {
  Question(std::string_view message, const Snapshot& snapshot);
  Question(const Question&) = delete;
  Question& operator=(const Question&) = delete;

  language::Text text;
  Content content;
  std::vector<Asked> words;          ///< in order of first appearance
  std::vector<std::uint32_t> order;  ///< which of `words` stands at each place of the content
  GramSet grams;
  double weight = 0;  ///< of all words
  /// Names are told by what the Indonesian word list lacks: in another language that is every word,
  /// and tells nothing.
  bool knows_names = false;
  float names = 0;  ///< weight of the words that are names
  int numbers = 0;
  int dates = 0;  ///< months and days of the week
  /// So many words that no list and no archive has that one more is a slip and no name.
  bool is_careless = false;

  /// The places where word `which` of `words` stands, ascending.
  [[nodiscard]] std::span<const std::uint32_t> places_of(std::size_t which) const {
    return places_.of(which);
  }

  /// Content words that are compared; what stands behind them only votes. Longer than any message
  /// a person reads to its end.
  static constexpr std::size_t longest_compared = 2000;

 private:
  void look_at_capitals(std::string_view message);

  Grouped places_;  ///< by word
};

/// What to look for in the index: the words, and beside each its other forms and wordings.
/// Lifetime: as long as question and snapshot.
[[nodiscard]] Query query_of(const Question& question, const Snapshot& snapshot);

/// What a word that speaks of the message rather than of its claim weighs. Chosen by hand.
inline constexpr float frame_weight = 0.4F;

}  // namespace kentongan::match
