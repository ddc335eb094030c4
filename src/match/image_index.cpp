#include "match/image_index.hpp"

#include "base/bug.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

namespace kentongan::match {
namespace {

/// A segment with the rows of `from` but those of `without`.
std::shared_ptr<ImageSegment> copy_rows(const ImageSegment& from,
                                        std::optional<std::int64_t> without = {}) {
  auto copy = std::make_shared<ImageSegment>();
  copy->append(from, without);
  return copy;
}

}  // namespace

ImageOutcome judge_image(std::span<const ImageHit> hits, int quality) {
  if (hits.empty() || quality < least_quality) return ImageOutcome::none;
  if (hits.front().distance > answering_distance) return ImageOutcome::ask;
  const bool another = hits.size() > 1 && hits[1].distance <= answering_distance;
  return another ? ImageOutcome::ask : ImageOutcome::answer;
}

ImageIndex::ImageIndex() : now_(std::make_shared<const Archive>()) {}

std::shared_ptr<const ImageIndex::Archive> ImageIndex::now() const {
  return now_.locked([](const auto& archive) { return archive; });
}

void ImageIndex::make_tables(Archive& archive) {
  std::vector<ImageRow> rows;
  if (archive.tables) {
    for (std::size_t index = 0; index < archive.tables->size(); ++index) {
      const ImageRow row = archive.tables->row(index);
      if (!archive.gone || !archive.gone->contains(row.picture)) rows.push_back(row);
    }
  }
  for (const auto& segment : archive.segments) {
    for (std::size_t index = 0; index < segment->size(); ++index) {
      rows.push_back(segment->row(index));
    }
  }
  archive = {.tables = std::make_shared<const ImageTables>(std::move(rows)),
             .gone = nullptr,
             .segments = {}};
}

void ImageIndex::publish(std::span<const ImageRow> rows) {
  if (rows.empty()) return;
  const std::lock_guard writer(one_writer_);
  auto archive = std::make_shared<Archive>(*now());
  auto& segments = archive->segments;
  std::shared_ptr<ImageSegment> open;
  if (!segments.empty() && segments.back()->size() < ImageSegment::capacity) {
    open = copy_rows(*segments.back());
    segments.pop_back();
  }
  for (const ImageRow& row : rows) {
    if (!open) open = std::make_shared<ImageSegment>();
    open->add(row);
    if (open->size() == ImageSegment::capacity) segments.push_back(std::move(open));
  }
  if (open) segments.push_back(std::move(open));
  const std::size_t walked = segments.size() * ImageSegment::capacity;
  const std::size_t tabled = archive->tables ? archive->tables->size() : 0;
  if (walked > most_walked && walked > tabled / 4) make_tables(*archive);
  now_.locked([&](auto& current) { current = std::move(archive); });
}

void ImageIndex::withdraw(std::int64_t picture) {
  const std::lock_guard writer(one_writer_);
  auto archive = std::make_shared<Archive>(*now());
  if (archive->tables && archive->tables->holds(picture)) {
    std::unordered_set<std::int64_t> gone;
    if (archive->gone) gone = *archive->gone;
    gone.insert(picture);
    archive->gone = std::make_shared<const std::unordered_set<std::int64_t>>(std::move(gone));
  }
  const auto before = std::exchange(archive->segments, {});
  auto& after = archive->segments;
  for (const auto& segment : before) {
    if (!segment->holds(picture)) {
      after.push_back(segment);
      continue;
    }
    auto kept = copy_rows(*segment, picture);
    // What became small joins the segment before it, so that removing never makes the walk longer.
    if (!after.empty() && after.back()->size() + kept->size() <= ImageSegment::capacity) {
      auto joined = copy_rows(*after.back());
      joined->append(*kept, {});
      after.back() = std::move(joined);
    } else if (kept->size() > 0) {
      after.push_back(std::move(kept));
    }
  }
  now_.locked([&](auto& current) { current = std::move(archive); });
}

std::vector<ImageHit> ImageIndex::find(std::span<const ImageView> views, int radius) const {
  KENTONGAN_BUG_IF(radius < 0 || radius > matching_distance);
  const auto archive = now();
  std::unordered_map<std::int64_t, int> nearest;
  const auto take = [&](const ImageView& view, std::int64_t picture, Shows shows, int far) {
    const bool whole = shows == Shows::whole && view.shows == Shows::whole;
    if (!whole) far = std::max(far, answering_distance + 1);
    if (far > radius) return;
    const auto [place, fresh] = nearest.try_emplace(picture, far);
    if (!fresh) place->second = std::min(place->second, far);
  };
  if (archive->tables) {
    std::vector<std::uint32_t> scratch;
    for (const ImageView& view : views) {
      archive->tables->scan(view.fingerprint, radius, scratch,
                            [&](std::int64_t picture, Shows shows, int far) {
                              if (archive->gone && archive->gone->contains(picture)) return;
                              take(view, picture, shows, far);
                            });
    }
  }
  const ScanPath path = best_scan_path();
  for (const auto& segment : archive->segments) {
    for (const ImageView& view : views) {  // the segment stays in the cache for all of them
      segment->scan(
          view.fingerprint, radius, path,
          [&](std::int64_t picture, Shows shows, int far) { take(view, picture, shows, far); });
    }
  }
  std::vector<ImageHit> hits;
  hits.reserve(nearest.size());
  for (const auto& [picture, far] : nearest) hits.push_back({.picture = picture, .distance = far});
  std::sort(hits.begin(), hits.end(), [](const ImageHit& left, const ImageHit& right) {
    return std::pair(left.distance, left.picture) < std::pair(right.distance, right.picture);
  });
  return hits;
}

std::size_t ImageIndex::size() const {
  const auto archive = now();
  std::size_t rows = archive->tables ? archive->tables->size() : 0;
  for (const auto& segment : archive->segments) rows += segment->size();
  return rows;
}

std::size_t ImageIndex::memory() const {
  const auto archive = now();
  std::size_t bytes = sizeof(Archive) + (archive->tables ? archive->tables->memory() : 0);
  for (const auto& segment : archive->segments) bytes += segment->memory();
  return bytes;
}

}  // namespace kentongan::match
