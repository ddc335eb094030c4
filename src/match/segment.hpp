// An immutable part of the index: passages (a title or a message each) over words, both ways. How
// it lies in memory is drawn in index_image.hpp; how it is made, in segment_builder.hpp.
#pragma once

#include "match/document.hpp"
#include "match/grouped.hpp"
#include "match/index_image.hpp"
#include "match/lexicon.hpp"
#include "match/terms.hpp"

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <span>

namespace kentongan::match {

/// BM25's weight of a word that stands in `with_word` of `passages` passages.
/// Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
/// A handful of documents knows nothing of how rare words are: below 1,000 passages every word
/// weighs about the same.
[[nodiscard]] float inverse_document_frequency(double with_word, double passages);

/// BM25's share of length of a passage with so many different words, each standing there once: 0.3
/// … 1.7. Messages repeat themselves to persuade, so repetitions do not count. b = 0.75 as measured
/// on this kind of data.
[[nodiscard]] inline float share_of_length(std::size_t words, float mean_words) {
  constexpr float k1 = 1.2F;
  constexpr float b = 0.75F;
  return (k1 + 1) / (1 + k1 * (1 - b + b * static_cast<float>(words) / mean_words));
}

/// Thread: all of it from anywhere. Lifetime of what is handed out: as long as the segment.
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
    std::uint32_t document = 0;  ///< pass it to `document`
    float norm = 1;              ///< BM25's share of length, for one occurrence
    Field field = Field::title;
  };

  /// Reads an index where it lies; `owner` keeps the bytes alive and unchanged.
  /// Errors: `invalid` when any number in it points outside: whatever the bytes, no later call
  ///         reads beyond them. The envelope (checksum) is `check_envelope`'s affair.
  /// Cost:   linear; about 30 ms for a million short claims.
  static Result<std::shared_ptr<const Segment>> open(std::span<std::byte> image,
                                                     std::shared_ptr<const void> owner);

  [[nodiscard]] const Terms& terms() const { return terms_; }
  [[nodiscard]] std::size_t passage_count() const { return exact_.size(); }
  [[nodiscard]] std::uint32_t passage_count(Field field) const;
  [[nodiscard]] float mean_words(Field field) const {
    return header_.mean_words[static_cast<std::size_t>(field)];
  }
  [[nodiscard]] std::size_t document_count() const { return document_ids_.size(); }
  [[nodiscard]] Passage passage(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t document_of(std::uint32_t passage) const {
    return passage_documents_[passage];
  }
  [[nodiscard]] Source document(std::uint32_t at) const {
    return {document_ids_[at], document_verdicts_[at]};
  }
  /// The passages of a document, by number: titles, then messages, then articles.
  [[nodiscard]] std::span<const std::uint32_t> passages_of(std::uint32_t document) const {
    return passages_by_document_.of(document);
  }
  /// Ascending.
  [[nodiscard]] std::span<const std::int64_t> document_ids() const { return document_ids_; }
  [[nodiscard]] std::span<const ColouredWord> words_of(std::uint32_t passage) const {
    return forward_.subspan(passage_firsts_[passage],
                            passage_firsts_[passage + 1] - passage_firsts_[passage]);
  }
  /// What `words_of` will read soon is asked for now.
  void prefetch_words(std::uint32_t passage) const {
    __builtin_prefetch(forward_.data() + passage_firsts_[passage]);
  }
  /// The weight of a word: its inverse document frequency, here and in the statistics the segment
  /// was built with.
  [[nodiscard]] float weight(Word word) const { return weights_[word]; }
  [[nodiscard]] bool is_number(Word word) const;
  /// The weight of a word nobody has seen, under these statistics.
  [[nodiscard]] float weight_of_unseen() const { return header_.weight_of_unseen; }
  /// What the words mean; made when the segment is opened, no part of the image.
  [[nodiscard]] const Lexicon& lexicon() const { return *lexicon_; }
  [[nodiscard]] std::size_t memory() const {
    return image_.size() + lexicon_->memory() + passages_by_document_.memory();
  }  ///< bytes

  // ---- for retrieve.hpp ----
  [[nodiscard]] float norm(Field field, std::size_t words) const {
    return share_of_length(words, mean_words(field));
  }
  [[nodiscard]] std::size_t range_count() const { return ranges_.size() - 1; }
  [[nodiscard]] const Range& range(std::size_t at) const { return ranges_[at]; }
  /// The runs of a word and one more, whose `first` is the end of the last.
  [[nodiscard]] std::span<const Run> runs_of(Word word) const {
    return runs_.subspan(run_firsts_[word], run_firsts_[word + 1] - run_firsts_[word] + 1);
  }
  [[nodiscard]] std::span<const std::uint16_t> postings() const { return postings_; }
  /// How many passages have the word.
  [[nodiscard]] std::uint32_t frequency(Word word) const {
    return runs_[run_firsts_[word + 1]].first - runs_[run_firsts_[word]].first;
  }
  [[nodiscard]] std::span<const std::uint32_t> spelling_keys() const { return spelling_keys_; }
  [[nodiscard]] std::span<const Word> spelling_words() const { return spelling_words_; }
  [[nodiscard]] std::span<const std::byte> image() const { return image_; }

 private:
  Segment(std::span<std::byte> image, const ImageHeader& header, const ImageLayout& layout,
          std::shared_ptr<const void> owner);
  [[nodiscard]] const char* fault() const;
  [[nodiscard]] const char* fault_in_passages() const;
  [[nodiscard]] const char* fault_in_words() const;
  [[nodiscard]] const char* fault_in_postings() const;

  std::shared_ptr<const void> owner_;
  std::span<const std::byte> image_;
  ImageHeader header_;
  Terms terms_;
  std::unique_ptr<const Lexicon> lexicon_;
  std::span<const std::int64_t> document_ids_;
  std::span<const std::int32_t> document_verdicts_;
  std::span<const std::uint64_t> exact_;
  std::span<const std::uint32_t> passage_documents_;
  std::span<const std::uint32_t> passage_firsts_;
  std::span<const ColouredWord> forward_;
  std::span<const char> term_bytes_;
  std::span<const std::uint32_t> term_starts_;
  std::span<const Word> term_slots_;
  std::span<const float> weights_;
  std::span<const Range> ranges_;
  std::span<const std::uint32_t> run_firsts_;
  std::span<const Run> runs_;
  std::span<const std::uint16_t> postings_;
  std::span<const std::uint32_t> spelling_keys_;
  std::span<const Word> spelling_words_;
  // Made when the segment is opened, no part of the image.
  Grouped passages_by_document_;
};

}  // namespace kentongan::match
