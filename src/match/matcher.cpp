#include "match/matcher.hpp"

#include "match/merge.hpp"

#include <mutex>
#include <utility>

namespace kentongan::match {

namespace {

using Ids = std::unordered_set<std::int64_t>;

std::vector<std::shared_ptr<const Segment>> segments_of(std::span<const Part> parts) {
  std::vector<std::shared_ptr<const Segment>> segments;
  for (const Part& part : parts) segments.push_back(part.segment);
  return segments;
}

Part empty_part() { return {SegmentBuilder().finish(), nullptr}; }

}  // namespace

Matcher::Matcher() { adopt(SegmentBuilder().finish()); }

Matcher::~Matcher() = default;

void Matcher::adopt(std::shared_ptr<const Segment> base) {
  const std::lock_guard lock(one_writer_);
  Snapshot next;
  next.parts = {{std::move(base), nullptr}, empty_part()};
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
  Snapshot next = snapshot();
  const Part before = next.parts.back();
  next.parts.pop_back();
  for (Part& part : next.parts) part.gone = with_gone(part, ids);
  SegmentBuilder live;
  live.add_all(*before.segment, [&before, &ids](std::uint32_t document) {
    return ids.contains(before.segment->document(document).id);
  });
  Ids added;
  for (const Document& document : documents) {
    if (added.insert(document.id).second) live.add(document);
  }
  next.parts.push_back({live.finish(segments_of(next.parts)), nullptr});
  if (next.parts.back().segment->passage_count() > largest_live) {
    next.parts.push_back(empty_part());
  }
  const bool is_due = first_to_merge(next).has_value();
  now_.locked([&next](Snapshot& now) { std::swap(now, next); });
  if (!is_due) return;
  if (!merger_.joinable())
    merger_ = std::jthread([this](const std::stop_token& stop) { keep_merging(stop); });
  has_full_part_.notify_one();
}

void Matcher::keep_merging(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    while (!stop.stop_requested() && merge_once()) {
    }
    std::unique_lock lock(one_writer_);
    has_full_part_.wait(lock, stop, [this] { return first_to_merge(snapshot()).has_value(); });
  }
}

bool Matcher::merge_once() {
  const std::lock_guard only(one_merger_);
  const Snapshot before = snapshot();
  const auto first = first_to_merge(before);
  if (!first) return false;
  const auto merging = std::span(before.parts).subspan(*first, before.parts.size() - 1 - *first);
  const std::shared_ptr<const Segment> whole = merged(merging);

  const std::lock_guard lock(one_writer_);
  Snapshot next = snapshot();
  if (next.parts.size() <= *first + merging.size()) return true;
  const auto now = std::span(next.parts).subspan(*first, merging.size());
  for (std::size_t at = 0; at < merging.size(); ++at) {
    if (now[at].segment != merging[at].segment) return true;  // another index was adopted meanwhile
  }
  Part part{whole, gone_meanwhile(*whole, merging, now)};
  const auto begin = next.parts.begin() + static_cast<std::ptrdiff_t>(*first);
  next.parts.erase(begin + 1, begin + static_cast<std::ptrdiff_t>(merging.size()));
  next.parts[*first] = std::move(part);
  now_.locked([&next](Snapshot& current) { std::swap(current, next); });
  return true;
}

void Matcher::settle() {
  while (merge_once()) {
  }
}

std::vector<Candidate> Matcher::find(std::string_view message, std::size_t limit) const {
  return find_in(snapshot(), message, limit);
}

std::shared_ptr<const Segment> Matcher::whole() const {
  const Snapshot now = snapshot();
  if (now.parts.size() == 2 && now.parts[0].gone == nullptr &&
      now.parts[1].segment->document_count() == 0)
    return now.parts[0].segment;
  return merged(now.parts);
}

std::size_t Matcher::size() const {
  std::size_t documents = 0;
  for (const Snapshot now = snapshot(); const Part& part : now.parts)
    documents += part.segment->document_count() - (part.gone ? part.gone->count() : 0);
  return documents;
}

std::size_t Matcher::memory() const {
  std::size_t bytes = 0;
  for (const Snapshot now = snapshot(); const Part& part : now.parts)
    bytes += part.segment->memory();
  return bytes;
}

Snapshot Matcher::snapshot() const {
  return now_.locked([](const Snapshot& now) { return now; });
}

}  // namespace kentongan::match
