// The words of a query as one segment knows them, and what a passage is worth by them.
#pragma once

#include "match/retrieve.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace kentongan::match {

/// The query's heaviest words, each as the segment knows it, with the words it may have been meant
/// to be. By number.
[[nodiscard]] std::vector<SegmentWords> understood_words(const Snapshot& snapshot,
                                                         const Query& query, std::size_t most);

/// Weighs passages: the sum of the best word of each group, times the share of length.
/// Lifetime: as long as segment and words. Thread: one at a time.
class Scale {
 public:
  Scale(const Segment& segment, std::span<const Understood> words);

  [[nodiscard]] float weigh(std::uint32_t passage, Field field);

 private:
  struct Slot {
    Segment::Word word = Terms::none;
    std::uint32_t group = 0;
    float weight = 0;
  };

  [[nodiscard]] const Slot* find(Segment::Word word) const {
    for (std::size_t at = (word * 0x9E3779B1U) >> shift_;; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].word == word) return &slots_[at];
      if (slots_[at].word == Terms::none) return nullptr;
    }
  }

  const Segment& segment_;
  std::vector<Slot> slots_;  ///< open addressing, at most a quarter full
  unsigned shift_ = 0;
  std::vector<const Slot*> shared_;  ///< of the passage in hand
};

}  // namespace kentongan::match
