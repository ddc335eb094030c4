#include "match/image_index.hpp"

#include "base/bug.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

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

ImageIndex::ImageIndex() : now_(std::make_shared<const Segments>()) {}

void ImageIndex::publish(std::span<const ImageRow> rows) {
  if (rows.empty()) return;
  const std::lock_guard writer(one_writer_);
  auto segments = std::make_shared<Segments>(*now_.locked([](const auto& now) { return now; }));
  std::shared_ptr<ImageSegment> open;
  if (!segments->empty() && segments->back()->size() < ImageSegment::capacity) {
    open = copy_rows(*segments->back());
    segments->pop_back();
  }
  for (const ImageRow& row : rows) {
    if (!open) open = std::make_shared<ImageSegment>();
    open->add(row);
    if (open->size() == ImageSegment::capacity) segments->push_back(std::move(open));
  }
  if (open) segments->push_back(std::move(open));
  now_.locked([&](auto& now) { now = std::move(segments); });
}

void ImageIndex::withdraw(std::int64_t picture) {
  const std::lock_guard writer(one_writer_);
  const auto before = now_.locked([](const auto& now) { return now; });
  auto after = std::make_shared<Segments>();
  for (const auto& segment : *before) {
    const auto pictures = segment->pictures();
    if (std::find(pictures.begin(), pictures.end(), picture) == pictures.end()) {
      after->push_back(segment);
      continue;
    }
    auto kept = copy_rows(*segment, picture);
    // What became small joins the segment before it, so that removing never makes the walk longer.
    if (!after->empty() && after->back()->size() + kept->size() <= ImageSegment::capacity) {
      auto joined = copy_rows(*after->back());
      joined->append(*kept, {});
      after->back() = std::move(joined);
    } else if (kept->size() > 0) {
      after->push_back(std::move(kept));
    }
  }
  now_.locked([&](auto& now) { now = std::move(after); });
}

std::vector<ImageHit> ImageIndex::find(std::span<const Fingerprint> probes, int radius) const {
  KENTONGAN_BUG_IF(radius < 0 || radius > matching_distance);
  const auto segments = now_.locked([](const auto& now) { return now; });
  const ScanPath path = best_scan_path();
  std::unordered_map<std::int64_t, int> nearest;
  for (const auto& segment : *segments) {
    for (const Fingerprint& probe : probes) {  // the segment stays in the cache for all of them
      segment->scan(probe, radius, path, [&](std::int64_t picture, int far) {
        const auto [place, fresh] = nearest.try_emplace(picture, far);
        if (!fresh) place->second = std::min(place->second, far);
      });
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
  const auto segments = now_.locked([](const auto& now) { return now; });
  std::size_t rows = 0;
  for (const auto& segment : *segments) rows += segment->size();
  return rows;
}

std::size_t ImageIndex::memory() const {
  const auto segments = now_.locked([](const auto& now) { return now; });
  std::size_t bytes = segments->capacity() * sizeof(segments->front());
  for (const auto& segment : *segments) bytes += segment->memory();
  return bytes;
}

}  // namespace kentongan::match
