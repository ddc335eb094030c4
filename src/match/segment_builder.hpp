#pragma once

#include "match/segment.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace kentongan::match {

/// Takes documents one at a time and keeps none of their text. A document's id comes once.
/// Cost: about 60 ns a byte of title and messages.
class SegmentBuilder {
 public:
  void add(const Document& document);
  /// Adds what another segment holds, except the documents (their number in the segment)
  /// `is_dropped` names.
  template <typename IsDropped>
  void add_all(const Segment& segment, IsDropped&& is_dropped) {
    begin_copy(segment);
    for (std::uint32_t at = 0; at < segment.passage_count(); ++at) {
      if (!is_dropped(segment.document_of(at))) copy_passage(segment, at);
    }
  }
  /// `statistics` lend their word counts to a small segment beside large ones.
  /// The builder is empty afterwards.
  [[nodiscard]] std::shared_ptr<const Segment> finish(
      const std::vector<std::shared_ptr<const Segment>>& statistics = {});

 private:
  struct Passage {
    std::uint64_t exact = 0;
    std::uint32_t document = 0;
    std::uint32_t first = 0;
    Field field = Field::title;
  };

  void add_text(const std::string& text, Field field, std::uint32_t document);
  void begin_copy(const Segment& from);
  void copy_passage(const Segment& from, std::uint32_t passage);
  void open_passage(std::uint64_t exact, Field field, std::uint32_t document);
  void add_word(Segment::Word word, std::uint32_t colour);
  [[nodiscard]] std::uint32_t words_in(std::uint32_t passage) const;
  [[nodiscard]] std::vector<std::uint32_t> order_of_passages() const;
  [[nodiscard]] std::vector<std::uint32_t> sort_documents();

  TermsBuilder terms_;
  std::vector<Segment::Source> documents_;
  std::vector<Passage> passages_;
  std::vector<Segment::ColouredWord> forward_;
  std::vector<std::uint32_t> seen_in_;  ///< per word: the last passage it was added to, plus one

  // of the segment that is being copied: its numbers, here
  std::vector<std::uint32_t> copied_words_;
  std::vector<std::uint32_t> copied_documents_;
};

}  // namespace kentongan::match
