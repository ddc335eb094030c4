#pragma once

#include "match/segment.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace kentongan::match {

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
  std::shared_ptr<const Gone> gone;  ///< null: nobody

  [[nodiscard]] bool is_gone(std::uint32_t document) const {
    return gone != nullptr && gone->contains(document);
  }
};

/// The index as it stands at one moment: a large part built once, smaller ones that were published
/// since. Immutable, shared by all readers. A document is alive in at most one part.
struct Snapshot {
  std::vector<Part> parts;  ///< the largest first
};

}  // namespace kentongan::match
