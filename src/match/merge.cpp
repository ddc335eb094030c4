#include "match/merge.hpp"

#include "match/segment_builder.hpp"

#include <vector>

namespace kentongan::match {

namespace {

/// How much larger a part is than all behind it: the higher, the fewer parts and the more merging.
constexpr std::size_t growth = 4;

}  // namespace

std::shared_ptr<const Segment> merged(std::span<const Part> parts) {
  SegmentBuilder builder;
  for (const Part& part : parts) {
    builder.add_all(*part.segment,
                    [&part](std::uint32_t document) { return part.is_gone(document); });
  }
  return builder.finish();
}

std::shared_ptr<const Gone> gone_meanwhile(const Segment& merged, std::span<const Part> before,
                                           std::span<const Part> now) {
  std::vector<std::int64_t> ids;
  for (std::size_t at = 0; at < before.size(); ++at) {
    if (before[at].gone == now[at].gone) continue;
    const auto known = before[at].segment->document_ids();
    for (std::uint32_t document = 0; document < known.size(); ++document) {
      if (now[at].is_gone(document) && !before[at].is_gone(document))
        ids.push_back(known[document]);
    }
  }
  // Nobody owns the segment here: only its numbers are asked.
  const Part part{std::shared_ptr<const Segment>(std::shared_ptr<const Segment>(), &merged),
                  nullptr};
  return with_gone(part, ids);
}

std::optional<std::size_t> first_to_merge(const Snapshot& snapshot) {
  const std::size_t parts = snapshot.parts.size();
  if (parts < 2) return std::nullopt;
  std::optional<std::size_t> first;
  std::size_t behind = 0;
  for (std::size_t at = parts - 1; at-- > 0;) {
    const Part& part = snapshot.parts[at];
    const std::size_t passages = part.segment->passage_count();
    const std::size_t gone = part.gone ? part.gone->count() : 0;
    if ((behind > 0 && passages < growth * behind) || gone * 2 > part.segment->document_count())
      first = at;
    behind += passages;
  }
  return first;
}

}  // namespace kentongan::match
