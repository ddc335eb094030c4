// A question and a passage held against each other, word by word.
#pragma once

#include "match/document.hpp"
#include "match/question.hpp"
#include "match/segment.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace kentongan::match {

/// One question against the passages of one segment.
/// Lifetime: as long as both. Thread: one at a time.
class Comparison {
 public:
  Comparison(const Segment& segment, const Question& question);

  [[nodiscard]] Candidate compare(std::uint32_t passage);
  /// The shared words, heaviest first.
  [[nodiscard]] std::vector<std::string> shared_words(std::uint32_t passage) const;
  [[nodiscard]] const Segment& segment() const { return segment_; }

 private:
  void weigh(std::uint32_t passage, Evidence& evidence);
  [[nodiscard]] double swapped(std::span<const Segment::ColouredWord> words) const;
  [[nodiscard]] double swapped_between(std::span<const Segment::ColouredWord> gap,
                                       std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] const Asked* asked_for(Segment::ColouredWord word) const {
    return asked_[word & ~Segment::negated];
  }

  const Segment& segment_;
  const Question& question_;
  std::vector<const Asked*> asked_;  ///< per word of the segment
  std::vector<char> shared_;         ///< per word of the question: the passage in hand has it
};

}  // namespace kentongan::match
