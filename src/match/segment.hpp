// An immutable part of the index: passages (a title or a message each) over words, both ways.
//
//   word  -> passages   postings_[posting_starts_[word] .. posting_starts_[word + 1])
//   passage -> words    forward_[passages_[p].first .. passages_[p + 1].first), each word once, in
//   order
#pragma once

#include "match/document.hpp"
#include "match/terms.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace kentongan::match {

class Segment {
 public:
  using Word = Terms::Id;
  /// A word of a passage with its colour in the highest bit.
  using ColouredWord = std::uint32_t;
  static constexpr std::uint32_t negated = 1U << 31U;

  struct Source {
    std::int64_t id = 0;
    std::int32_t verdict = 0;
  };
  struct Passage {
    std::uint64_t exact = 0;
    std::uint32_t document = 0;  ///< in `documents`
    std::uint32_t first = 0;     ///< in the forward array
    float norm = 1;              ///< BM25's share of length, for one occurrence
    Field field = Field::title;
  };

  [[nodiscard]] const Terms& terms() const { return terms_; }
  [[nodiscard]] std::size_t passage_count() const { return passages_.size() - 1; }
  [[nodiscard]] const Passage& passage(std::uint32_t at) const { return passages_[at]; }
  [[nodiscard]] std::span<const ColouredWord> words_of(std::uint32_t passage) const {
    return std::span(forward_).subspan(passages_[passage].first,
                                       passages_[passage + 1].first - passages_[passage].first);
  }
  [[nodiscard]] std::span<const std::uint32_t> passages_with(Word word) const {
    return std::span(postings_).subspan(posting_starts_[word],
                                        posting_starts_[word + 1] - posting_starts_[word]);
  }
  [[nodiscard]] const std::vector<Source>& documents() const { return documents_; }
  /// The weight of a word: its inverse document frequency, here and in the statistics the segment
  /// was built with.
  [[nodiscard]] float weight(Word word) const { return weights_[word]; }
  [[nodiscard]] bool is_number(Word word) const;
  /// The weight of a word nobody has seen, under these statistics.
  [[nodiscard]] float weight_of_unseen() const { return weight_of_unseen_; }
  [[nodiscard]] std::size_t memory() const;  ///< bytes

 private:
  friend class SegmentBuilder;
  Terms terms_;
  std::vector<Source> documents_;
  std::vector<Passage> passages_;  ///< one more than there are, so that each knows its end
  std::vector<ColouredWord> forward_;
  std::vector<std::uint32_t> posting_starts_;
  std::vector<std::uint32_t> postings_;
  std::vector<float> weights_;
  float weight_of_unseen_ = 0;
};

/// Takes documents one at a time and keeps none of their text.
/// Cost: about 60 ns a byte of title and messages.
class SegmentBuilder {
 public:
  SegmentBuilder();
  void add(const Document& document);
  /// Adds what another segment holds, except the documents `is_dropped` names.
  template <typename IsDropped>
  void add_all(const Segment& segment, IsDropped&& is_dropped) {
    for (std::uint32_t at = 0; at < segment.passage_count(); ++at) {
      if (!is_dropped(segment.documents()[segment.passage(at).document].id))
        add_passage(segment, at);
    }
  }
  /// `statistics` lends its word counts to a small segment beside a large one; may be null.
  [[nodiscard]] std::shared_ptr<const Segment> finish(const Segment* statistics);

 private:
  void add_text(const std::string& text, Field field);
  void add_passage(const Segment& from, std::uint32_t passage);
  void open_document(Segment::Source source);
  void close_passage(std::uint64_t exact, Field field);
  void add_word(Segment::Word word, std::uint32_t colour);
  void index_backwards();
  void weigh(const Segment* statistics);

  std::shared_ptr<Segment> segment_;
  std::vector<std::uint32_t> seen_in_;  ///< per word: the last passage it was added to, plus one
};

}  // namespace kentongan::match
