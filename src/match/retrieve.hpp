// Candidate passages for a weighted list of words. What the words are and what the passages are
// worth is decided elsewhere (question.hpp, compare.hpp).
#pragma once

#include "match/snapshot.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// A word to look for, spelt as the index spells it.
struct Wanted {
  std::string_view word;
  float share = 1;  ///< what finding it counts, in parts of its inverse document frequency
};

struct Query {
  std::vector<Wanted> words;  ///< different ones
};

struct RetrieveLimits {
  std::size_t passages = 60;  ///< of each segment
  std::size_t words = 128;    ///< the heaviest of the query; the others do not vote
};

/// Lifetime: as long as the snapshot it was found in.
struct Hit {
  const Segment* segment = nullptr;
  std::uint32_t passage = 0;
  float score = 0;  ///< BM25, comparable within one query
};

/// The weight of a word: its inverse document frequency in the archive as a whole; what a new word
/// would have, when nobody has seen it.
[[nodiscard]] float weight_of(const Snapshot& snapshot, std::string_view word);

/// The passages with the heaviest shared words, in no particular order.
/// Errors: none. Thread: pure.
[[nodiscard]] std::vector<Hit> retrieve(const Snapshot& snapshot, const Query& query,
                                        const RetrieveLimits& limits);

}  // namespace kentongan::match
