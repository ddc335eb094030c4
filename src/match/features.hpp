// What the engine looks at when it holds a message against a document. Values.
//
// A document is told by its title, by a message and by an article; each field is measured apart and
// never glued to another. What is measured of each is listed once (`Measure`), so a feature of a
// document is a field and a measure: `title.share`.
#pragma once

#include "match/document.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kentongan::match {

/// One measured thing about a message and one passage. Words weigh their inverse document
/// frequency; weights are in parts of the weight of a word that nobody has seen, so that they mean
/// the same in a small archive and a large one. A misspelt or inflected word counts in part.
enum class Measure : std::uint8_t {
  present,          ///< 1 when the field was compared at all
  share,            ///< of the passage's weight that the message has
  exact_share,      ///< the same, only words spelt the same
  local_share,      ///< the same, only within one stretch of the message
  query_share,      ///< of the message's weight that the passage has
  query_root,       ///< its square root
  both_shares,      ///< share times query_share
  words,            ///< log(1 + shared words)
  words_share,      ///< words times share
  weight,           ///< log(1 + shared weight)
  pairs,            ///< share of neighbours that are neighbours in the message
  run,              ///< share of the longest run of words that the message has in the same order
  ordered,          ///< how many steps of the stretch go forward in the passage
  density,          ///< shared words a word of the stretch
  start,            ///< 1 when the stretch opens the message, less the later it comes
  found,            ///< log(1 + retrieval's score)
  found_share,      ///< found times share
  rank,             ///< 1 for retrieval's first, less behind
  missing,          ///< the heaviest word that the message lacks
  names_shared,     ///< log(1 + weight of shared names)
  names_missing,    ///< log(1 + weight of names that the message lacks)
  query_names,      ///< share of the message's names that the passage has
  numbers_shared,   ///< 1 when a number stands in both
  numbers_missing,  ///< 1 when each has a number that the other lacks
  swapped,          ///< rare words in the place of others: another bank, another town
  negation,         ///< 1 when a shared word is turned around on one side only
  letters,          ///< share of the passage's four-letter pieces that the message has
  length,           ///< log(1 + words of the passage)
  query_length,     ///< log(1 + different words of the message)
  exact,            ///< 1 when all words are the same in the same order
  query_pairs,      ///< weight of the message's neighbours that are neighbours in the passage
  query_run,        ///< of these, what hangs together: the message quoted within the passage
};
inline constexpr std::size_t measures = 32;
inline constexpr std::size_t fields = 3;
inline constexpr std::size_t features = measures * fields;

/// What was measured of one passage.
struct Overlap {
  std::array<float, measures> values{};
  bool exact = false;
  bool numbers_differ = false;
  bool debunks = false;    ///< the message, and not the passage, says that something is not so
  float turned_share = 0;  ///< of the shared weight that is turned around on one side only
  int shared_words = 0;
  int shared_numbers = 0;
  float swapped = 0;  ///< in plain weight: about 5 to 9 for a rare word

  [[nodiscard]] float& operator[](Measure measure) {
    return values[static_cast<std::size_t>(measure)];
  }
  [[nodiscard]] float operator[](Measure measure) const {
    return values[static_cast<std::size_t>(measure)];
  }
};

/// `title.share`, as the model file spells it. `feature` < `features`.
[[nodiscard]] std::string_view feature_name(std::size_t feature);
[[nodiscard]] constexpr std::size_t feature_of(Field field, Measure measure) {
  return static_cast<std::size_t>(field) * measures + static_cast<std::size_t>(measure);
}

/// What decides how sure the engine may be of a candidate: about the candidate itself (its
/// strongest passage) and about those beside it.
enum class Certainty : std::uint8_t {
  score,  ///< the ranking's
  gap,    ///< to the best other document, −5 … 5
  share,
  exact_share,
  local_share,
  query_share,
  both_shares,
  local_words,  ///< local_share times words
  words,
  run,
  density,
  missing,
  names_missing,
  query_names,
  numbers_missing,
  swapped,
  negation,
  letters,
  length,
  query_length,
  exact,
  is_title,
  is_article,
  debunks,  ///< the message itself says that something is not so
};
inline constexpr std::size_t certainties = 24;
[[nodiscard]] std::string_view certainty_name(std::size_t certainty);

}  // namespace kentongan::match
