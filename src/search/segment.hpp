// An immutable part of the index: words over documents. How one is made: segment_builder.hpp.
//
//   words, ascending       bytes, where each begins, the set of its letters
//   roots                  hash of the root and word, ascending
//   postings of each word  document << 8 | impact, ascending
//   documents              id, moment, kind, label, areas; in the order in which they came
//
// An impact is how much a word says about a document: BM25 over its fields with lengths compared
// with fixed ones, in 255 steps. It depends on the document alone, so parts are merged without the
// texts, and every node gives the same order whatever its history.
#pragma once

#include "search/document.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kentongan::search {

/// Occurrences of one word in the fields of a document and the lengths of these.
struct Occurrences {
  std::array<std::uint32_t, field_count> times{};
  std::array<std::uint32_t, field_count> words{};  ///< of the field, stop words left out
};

/// 1 … 255. Source: S. Robertson, H. Zaragoza, M. Taylor, "Simple BM25 extension to multiple
/// weighted fields", CIKM 2004; fields count 5 : 2 : 1, k = 1.5, b = 0.75.
[[nodiscard]] std::uint8_t impact_of(const Occurrences& occurrences);

/// The letters a to z that a word has, one bit each; digits together, other bytes together.
[[nodiscard]] std::uint32_t letters_of(std::string_view word);

/// An area as a number of its digits, so that kinship is a division.
class PackedArea {
 public:
  explicit PackedArea(const places::AreaCode& code);
  /// Whether one is the other or lies in it.
  [[nodiscard]] bool touches(PackedArea other) const;

 private:
  std::uint64_t digits_ = 0;  ///< padded with zeros to ten digits
  places::Level level_ = places::Level::nation;
};

/// Thread: all of it from anywhere. Lifetime of what is handed out: as long as the segment.
class Segment {
 public:
  using Word = std::uint32_t;

  struct Entry {
    std::int64_t id = 0;
    std::int64_t at = 0;           ///< microseconds
    std::uint32_t first_area = 0;  ///< up to the next entry's
    Kind kind = Kind::item;
    std::uint8_t label = 0;
  };
  class Posting {
   public:
    Posting() = default;
    Posting(std::uint32_t document, std::uint8_t impact) : bits_(document << 8U | impact) {}
    [[nodiscard]] std::uint32_t document() const { return bits_ >> 8U; }
    [[nodiscard]] std::uint8_t impact() const { return static_cast<std::uint8_t>(bits_); }

   private:
    std::uint32_t bits_ = 0;
  };
  static constexpr std::size_t most_documents = std::size_t{1} << 24U;

  [[nodiscard]] std::size_t size() const { return entries_.size() - 1; }  ///< documents
  [[nodiscard]] const Entry& entry(std::uint32_t document) const { return entries_[document]; }
  [[nodiscard]] std::optional<std::uint32_t> find(Kind kind, std::int64_t id) const;
  [[nodiscard]] bool touches(std::uint32_t document, PackedArea area) const;

  [[nodiscard]] std::size_t word_count() const { return starts_.size() - 1; }
  [[nodiscard]] std::string_view word(Word word) const {
    return std::string_view(bytes_).substr(starts_[word], starts_[word + 1] - starts_[word]);
  }
  [[nodiscard]] std::optional<Word> find(std::string_view word) const;
  /// The words that begin so: from the first to before the second.
  [[nodiscard]] std::pair<Word, Word> beginning_with(std::string_view prefix) const;
  /// The words whose root this is, the root itself among them when it occurs.
  [[nodiscard]] std::vector<Word> of_root(std::string_view root) const;
  [[nodiscard]] std::uint32_t letters(Word word) const { return letters_[word]; }
  [[nodiscard]] std::span<const Posting> postings(Word word) const {
    return std::span(postings_).subspan(posting_firsts_[word],
                                        posting_firsts_[word + 1] - posting_firsts_[word]);
  }
  [[nodiscard]] std::size_t memory() const;  ///< bytes

 private:
  friend class SegmentMaker;
  Segment() = default;
  [[nodiscard]] Word first_not_before(std::string_view word) const;

  std::string bytes_;
  std::vector<std::uint32_t> starts_{0};
  std::vector<std::uint32_t> letters_;
  std::vector<std::pair<std::uint32_t, Word>> roots_;
  std::vector<std::uint32_t> posting_firsts_{0};
  std::vector<Posting> postings_;
  std::vector<Entry> entries_{Entry{}};  ///< and one more, where the areas end
  std::vector<PackedArea> areas_;
  std::vector<std::uint32_t> by_id_;  ///< documents in the order of (id, kind)
};

/// Which documents of a segment were withdrawn or replaced since it was built.
class Gone {
 public:
  explicit Gone(std::size_t documents) : bits_((documents + 63) / 64, 0) {}
  [[nodiscard]] bool contains(std::uint32_t document) const {
    return ((bits_[document / 64] >> (document % 64)) & 1U) != 0;
  }
  void add(std::uint32_t document) {
    count_ += contains(document) ? 0 : 1;
    bits_[document / 64] |= std::uint64_t{1} << (document % 64);
  }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  std::vector<std::uint64_t> bits_;
  std::size_t count_ = 0;
};

struct Part {
  std::shared_ptr<const Segment> segment;
  std::shared_ptr<const Gone> gone = nullptr;  ///< null: nobody

  [[nodiscard]] bool is_gone(std::uint32_t document) const {
    return gone != nullptr && gone->contains(document);
  }
  [[nodiscard]] std::size_t size() const {
    return segment->size() - (gone == nullptr ? 0 : gone->count());
  }
};

/// The index at one moment. Immutable, shared by all readers. A document is alive in at most one
/// part.
struct Snapshot {
  std::vector<Part> parts;

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::size_t memory() const;
};

}  // namespace kentongan::search
