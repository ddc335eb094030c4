#include "search/index.hpp"

#include "base/bug.hpp"
#include "search/segment_builder.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::search {

namespace {

/// Documents in the small part, or gone from the large one, before the two become one: an eighth
/// of all, so that merging costs each document about eight times its own work over the years.
constexpr std::size_t fewest_to_merge = 512;
constexpr std::size_t share_to_merge = 8;

Part without(const Part& part, const std::vector<Named>& gone) {
  std::shared_ptr<Gone> marked;
  for (const Named& one : gone) {
    const auto document = part.segment->find(one.kind, one.id);
    if (!document || part.is_gone(*document)) continue;
    if (!marked)
      marked = part.gone ? std::make_shared<Gone>(*part.gone)
                         : std::make_shared<Gone>(part.segment->size());
    marked->add(*document);
  }
  return marked ? Part{part.segment, std::move(marked)} : part;
}

bool is_merge_due(const Part& large, const Part& small) {
  const std::size_t moved =
      small.segment->size() + (large.gone == nullptr ? 0 : large.gone->count());
  return moved > std::max(fewest_to_merge, large.segment->size() / share_to_merge);
}

}  // namespace

void Index::adopt(std::shared_ptr<const Segment> segment) {
  const std::lock_guard lock(one_writer_);
  auto next = std::make_shared<Snapshot>();
  next->parts = {{std::move(segment)}, {SegmentBuilder().finish()}};
  now_.locked([&next](auto& now) { now = std::move(next); });
}

void Index::change(const std::vector<Document>& documents, const std::vector<Named>& gone) {
  const std::lock_guard lock(one_writer_);
  const std::shared_ptr<const Snapshot> before = snapshot();
  KENTONGAN_BUG_IF(before == nullptr);
  std::vector<Named> replaced = gone;
  SegmentBuilder added;
  for (const Document& document : documents) {
    replaced.push_back({document.kind, document.id});
    added.add(document);
  }
  const Part large = without(before->parts[0], replaced);
  const Part kept = without(before->parts[1], replaced);
  const bool is_gone = large.gone != before->parts[0].gone || kept.gone != before->parts[1].gone;
  if (documents.empty() && !is_gone) return;  // most entries of the ledger are of no concern here
  const std::vector<Part> rest{kept, {added.finish()}};
  const Part small{merged(rest)};
  auto next = std::make_shared<Snapshot>();
  if (is_merge_due(large, small)) {
    const std::vector<Part> both{large, small};
    next->parts = {{merged(both)}, {SegmentBuilder().finish()}};
  } else {
    next->parts = {large, small};
  }
  now_.locked([&next](auto& now) { now = std::move(next); });
}

std::shared_ptr<const Snapshot> Index::snapshot() const {
  return now_.locked([](const auto& now) { return now; });
}

}  // namespace kentongan::search
