#pragma once

#include "search/segment.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kentongan::search {

/// Takes documents one at a time and keeps none of their text. A document comes once.
/// Cost: about 100 ns a byte of text, most of it reading; at most 70 MB beside the result.
class SegmentBuilder {
 public:
  void add(const Document& document);
  /// The builder is empty afterwards.
  [[nodiscard]] std::shared_ptr<const Segment> finish();

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };
  struct Occurrence {
    std::uint32_t word = 0;
    Segment::Posting posting;
  };
  struct InDocument {
    std::uint32_t word = 0;
    Occurrences occurrences;
  };
  void read(std::string_view text, Field field, Occurrences& lengths);
  [[nodiscard]] std::uint32_t number_of(std::string_view word);
  [[nodiscard]] std::shared_ptr<const Segment> make();

  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<Occurrence> occurrences_;
  std::vector<Segment::Entry> entries_;
  std::vector<PackedArea> areas_;
  std::vector<Part> finished_;  ///< of a large collection

  // of the document in hand
  std::vector<InDocument> words_;
  std::vector<std::uint32_t> place_of_;  ///< per word: its place in `words_` plus one
};

/// One segment of what is alive in all parts, in their order. Words of what is gone are gone.
/// Cost: linear, about 10 ns a posting.
[[nodiscard]] std::shared_ptr<const Segment> merged(std::span<const Part> parts);

}  // namespace kentongan::search
