#include "match/matcher.hpp"

#include <mutex>
#include <utility>

namespace kentongan::match {

namespace {

using Ids = std::unordered_set<std::int64_t>;

std::size_t documents_in(const Segment& segment) { return segment.documents().size(); }

}  // namespace

Matcher::Matcher() { adopt(SegmentBuilder().finish(nullptr)); }

void Matcher::adopt(std::shared_ptr<const Segment> base) {
  const std::lock_guard lock(one_writer_);
  Snapshot next{std::move(base), SegmentBuilder().finish(nullptr), std::make_shared<const Ids>()};
  now_.locked([&next](Snapshot& now) { std::swap(now, next); });
}

void Matcher::publish(const std::vector<Document>& documents) {
  Ids ids;
  for (const Document& document : documents) ids.insert(document.id);
  replace(documents, ids);
}

void Matcher::withdraw(std::int64_t document) { replace({}, {document}); }

void Matcher::replace(const std::vector<Document>& documents, const Ids& ids) {
  const std::lock_guard lock(one_writer_);
  const Snapshot before = snapshot();
  Snapshot next = before;
  auto gone = std::make_shared<Ids>(*before.gone);
  gone->insert(ids.begin(), ids.end());
  const auto is_replaced = [&ids](std::int64_t id) { return ids.contains(id); };
  SegmentBuilder live;
  live.add_all(*before.live, is_replaced);
  Ids added;
  for (const Document& document : documents) {
    if (added.insert(document.id).second) live.add(document);
  }
  next.live = live.finish(before.base.get());
  next.gone = std::move(gone);
  if (next.live->passage_count() > largest_live) {
    SegmentBuilder whole;
    whole.add_all(*before.base, [&next](std::int64_t id) { return next.gone->contains(id); });
    whole.add_all(*next.live, [](std::int64_t) { return false; });
    next = {whole.finish(nullptr), SegmentBuilder().finish(nullptr), std::make_shared<const Ids>()};
  }
  now_.locked([&next](Snapshot& now) { std::swap(now, next); });
}

std::vector<Candidate> Matcher::find(std::string_view message, std::size_t limit) const {
  return find_in(snapshot(), message, limit);
}

std::size_t Matcher::size() const {
  const Snapshot now = snapshot();
  std::size_t replaced = 0;
  for (const Segment::Source& source : now.base->documents())
    replaced += now.gone->count(source.id);
  return documents_in(*now.base) - replaced + documents_in(*now.live);
}

std::size_t Matcher::memory() const {
  const Snapshot now = snapshot();
  return now.base->memory() + now.live->memory();
}

Snapshot Matcher::snapshot() const {
  return now_.locked([](const Snapshot& now) { return now; });
}

}  // namespace kentongan::match
