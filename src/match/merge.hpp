// Several parts of an index made one. Pure.
#pragma once

#include "match/snapshot.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>

namespace kentongan::match {

/// What is alive in the parts, in one segment. Cost: about 1 s for a million short claims.
[[nodiscard]] std::shared_ptr<const Segment> merged(std::span<const Part> parts);

/// Who of a merged segment is gone by now: whoever was taken from one of the parts since the merge
/// began. Null: nobody. `before` and `now`: the same parts, then and now.
[[nodiscard]] std::shared_ptr<const Gone> gone_meanwhile(const Segment& merged,
                                                         std::span<const Part> before,
                                                         std::span<const Part> now);

/// The part from which on all should be merged: the first that is less than four times as large as
/// all behind it together, so that every passage is moved a few times only and there are few parts;
/// or one of which half is gone. The live part at the end is left alone.
[[nodiscard]] std::optional<std::size_t> first_to_merge(const Snapshot& snapshot);

/// `gone` and these documents; the same when the segment has none of them.
template <typename Ids>
[[nodiscard]] std::shared_ptr<const Gone> with_gone(const Part& part, const Ids& ids) {
  std::shared_ptr<Gone> next;
  const auto known = part.segment->document_ids();
  for (const auto id : ids) {
    const auto found = std::lower_bound(known.begin(), known.end(), id);
    if (found == known.end() || *found != id) continue;
    if (next == nullptr)
      next = part.gone ? std::make_shared<Gone>(*part.gone) : std::make_shared<Gone>(known.size());
    next->add(static_cast<std::uint32_t>(found - known.begin()));
  }
  if (next == nullptr) return part.gone;
  return next;
}

}  // namespace kentongan::match
