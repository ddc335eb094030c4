// Candidate passages for a weighted list of words. What the words are and what the passages are
// worth is decided elsewhere (question.hpp, compare.hpp).
#pragma once

#include "match/snapshot.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kentongan::match {

enum class Spelling : std::uint8_t {
  as_written,
  /// Other words of its root count too, at a discount, and a word that the archive does not know
  /// may be a misspelling of one that it knows.
  or_nearly,
};

/// A word to look for, spelt as the index spells it.
struct Wanted {
  static constexpr std::uint32_t alone = ~std::uint32_t{0};

  std::string_view word;
  float share = 1;  ///< what finding it counts, in parts of its inverse document frequency
  /// Several wordings of one thing (`anak`, `bocah`) share a number: a passage is paid for the best
  /// of them only.
  std::uint32_t group = alone;
  Spelling spelling = Spelling::or_nearly;
};

struct Query {
  std::vector<Wanted> words;  ///< different ones
};

struct RetrieveLimits {
  std::size_t passages = 100;  ///< of each field
  std::size_t words = 128;     ///< the heaviest of the query; the others do not vote
  std::size_t postings =
      200'000;  ///< read of each field of each segment before the best are weighed
};

/// Lifetime: as long as the snapshot it was found in.
struct Hit {
  const Segment* segment = nullptr;
  std::uint32_t passage = 0;
  Field field = Field::title;
  float score = 0;  ///< BM25, exact, comparable within one field of one query
};

/// What a wanted word became in one segment: itself, or a word that it may have been meant to be.
struct Understood {
  Segment::Word word = 0;
  std::uint32_t wanted = 0;  ///< which word of the query
  std::uint32_t group = 0;
  float share = 0;   ///< the wanted share, less for a misspelling
  float weight = 0;  ///< the share of the inverse document frequency
};
struct SegmentWords {
  const Segment* segment = nullptr;
  std::vector<Understood> words;  ///< by number, each once
};

struct Retrieved {
  std::vector<Hit> hits;            ///< segment by segment, by number
  std::vector<SegmentWords> words;  ///< of each segment that has any
};

/// A word in the archive as a whole.
struct Known {
  double passages = 0;  ///< that have it
  float weight = 0;     ///< its inverse document frequency; when nobody has seen it, a new word's
};
[[nodiscard]] Known known_as_in(const Snapshot& snapshot, std::string_view word);

/// The passages with the heaviest shared words.
///
/// The words' lists are read in the order of impact until the budget is spent; the passages with
/// the most votes are then weighed exactly, from their own words. A passage can be missed only when
/// all that it shares is so common that it was never read.
///
/// Errors: none. Thread: pure. Lifetime of the query's words: the call.
/// Cost:   bounded by the limits for any query and any archive.
/// Source: Lin and Trotman, "Anytime ranking for impact-ordered indexes", ICTIR 2015.
[[nodiscard]] Retrieved retrieve(const Snapshot& snapshot, const Query& query,
                                 const RetrieveLimits& limits);

/// The same without index, budget or bound: every passage is weighed. What `retrieve` is tested and
/// measured against.
[[nodiscard]] Retrieved retrieve_exhaustively(const Snapshot& snapshot, const Query& query,
                                              const RetrieveLimits& limits);

}  // namespace kentongan::match
