// Which known pictures look like this one? Every fingerprint of the archive is compared (no index
// to go stale): 32 bytes a row in two columns, of which the first alone rules out nearly all.
//
//   ImageIndex index;
//   index.publish({{.picture = id, .fingerprint = whole}, {.picture = id, .fingerprint = centre}});
//   index.find(probes, matching_distance);
#pragma once

#include "match/image_scan.hpp"

#include "base/fingerprint.hpp"
#include "base/guarded.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace kentongan::match {

/// At most this far, two fingerprints show the same picture. Source: the PDQ reference
/// (github.com/facebook/ThreatExchange, pdq/README) recommends 31 of 256.
inline constexpr int matching_distance = 31;
/// At most this far, a picture may answer by itself; farther ones are only asked about. bench/
/// image_bench.cpp prints how many unrelated chat screenshots come nearer (must be none).
inline constexpr int answering_distance = 10;
/// A picture of lower quality (media/fingerprint.hpp) has too little in it to tell it from others.
/// Source: the PDQ reference advises to leave out those below 50 of 100.
inline constexpr int least_quality = 50;

/// One fingerprint of a picture; a picture has several.
struct ImageRow {
  std::int64_t picture = 0;
  Fingerprint fingerprint;
};

/// A picture that looks alike, by the nearest of its fingerprints.
struct ImageHit {
  std::int64_t picture = 0;
  int distance = 0;  ///< 0 the same … `matching_distance`

  friend auto operator<=>(const ImageHit&, const ImageHit&) = default;
};

/// What a picture by itself allows, before its text is read.
enum class ImageOutcome {
  answer,  ///< one picture, so near that it is the same
  ask,     ///< alike: a person says whether it is the one
  none
};

/// Pure. `hits` as `find` returns them. Two different pictures within the answering distance are
/// asked about, since their verdicts may differ; the caller who knows the verdicts may know better.
[[nodiscard]] ImageOutcome judge_image(std::span<const ImageHit> hits, int quality);

/// Thread: everything may be called from anywhere; readers never wait for a writer's work.
class ImageIndex {
 public:
  ImageIndex();
  ImageIndex(const ImageIndex&) = delete;
  ImageIndex& operator=(const ImageIndex&) = delete;

  /// Adds rows; found by every `find` that starts afterwards.
  /// Cost: one copy of the last, unfilled segment (≤ 0.7 MB), then proportional to the rows.
  void publish(std::span<const ImageRow> rows);
  /// Forgets every row of a picture. Cost: one walk over the numbers, a copy of what held it.
  void withdraw(std::int64_t picture);

  /// The pictures within `radius` of any of `probes`, nearest first, then by number.
  /// Errors: throws `Bug` when `radius` is negative or above `matching_distance`.
  /// Cost: about 0.6 ms a probe in a million rows (bench/image_bench.cpp).
  [[nodiscard]] std::vector<ImageHit> find(std::span<const Fingerprint> probes, int radius) const;

  [[nodiscard]] std::size_t size() const;    ///< rows
  [[nodiscard]] std::size_t memory() const;  ///< bytes

 private:
  using Segments = std::vector<std::shared_ptr<const ImageSegment>>;

  // guarded: immutable once stored, readers take the pointer and leave
  Guarded<std::shared_ptr<const Segments>> now_;
  std::mutex one_writer_;  ///< held while new segments are made; readers do not take it
};

}  // namespace kentongan::match
