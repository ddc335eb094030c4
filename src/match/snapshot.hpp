#pragma once

#include "match/segment.hpp"

#include <cstdint>
#include <memory>
#include <unordered_set>

namespace kentongan::match {

/// The index as it stands at one moment: a large part built once and a small part of what was
/// published since. Immutable, shared by all readers.
struct Snapshot {
  std::shared_ptr<const Segment> base;
  std::shared_ptr<const Segment> live;
  /// Documents of `base` that `live` replaces or that were withdrawn.
  std::shared_ptr<const std::unordered_set<std::int64_t>> gone;
};

}  // namespace kentongan::match
