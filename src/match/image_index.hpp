// Which known pictures look like this one? Exact within `matching_distance`: what was published
// last, and small archives, are walked (image_scan.hpp); the rest stands in tables
// (image_tables.hpp).
//
//   ImageIndex index;
//   index.publish({{.picture = id, .fingerprint = whole}, {.picture = id, .fingerprint = centre,
//   .shows = Shows::part}}); index.find(views, matching_distance);
#pragma once

#include "match/image_scan.hpp"
#include "match/image_tables.hpp"

#include "base/fingerprint.hpp"
#include "base/guarded.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_set>
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

/// How much of a picture a fingerprint was taken of.
enum class Shows : std::uint8_t { whole, part };

/// What a picture is asked by: one of its fingerprints.
struct ImageView {
  kentongan::Fingerprint fingerprint;
  Shows shows = Shows::whole;
};

/// One fingerprint of a picture of the archive; a picture has several.
struct ImageRow {
  std::int64_t picture = 0;  ///< below 2^62
  kentongan::Fingerprint fingerprint;
  Shows shows = Shows::whole;
};

/// A picture that looks alike, by the nearest of its fingerprints.
struct ImageHit {
  std::int64_t picture = 0;
  /// 0 the same … `matching_distance`. Where a part is alike, at least `answering_distance` + 1:
  /// the rest of the picture may say something else.
  int distance = 0;

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
  /// Cost: one copy of the last, unfilled segment (≤ 0.7 MB), then proportional to the rows. When
  /// more than `most_walked` rows and a quarter of the tables have come since, the tables are made
  /// anew (0.3 s for a million rows; readers go on with the old ones).
  void publish(std::span<const ImageRow> rows);
  /// Forgets every row of a picture that was published before. Cost: one walk over the numbers.
  void withdraw(std::int64_t picture);

  /// The pictures within `radius` of any of `views`, nearest first, then by number.
  /// Errors: throws `Bug` when `radius` is negative or above `matching_distance`.
  /// Cost: about 0.2 ms a view in a million rows (bench/image_bench.cpp).
  [[nodiscard]] std::vector<ImageHit> find(std::span<const ImageView> views, int radius) const;

  [[nodiscard]] std::size_t size() const;    ///< rows, with those withdrawn that still take room
  [[nodiscard]] std::size_t memory() const;  ///< bytes

  /// Walking so many takes about 0.2 ms.
  static constexpr std::size_t most_walked = 131'072;

 private:
  struct Archive {
    std::shared_ptr<const ImageTables> tables;  ///< may be null
    /// Pictures whose rows in `tables` no longer count.
    std::shared_ptr<const std::unordered_set<std::int64_t>> gone;
    std::vector<std::shared_ptr<const ImageSegment>> segments;
  };
  [[nodiscard]] std::shared_ptr<const Archive> now() const;
  static void make_tables(Archive& archive);

  // guarded: immutable once stored, readers take the pointer and leave
  Guarded<std::shared_ptr<const Archive>> now_;
  std::mutex one_writer_;  ///< held while new segments are made; readers do not take it
};

}  // namespace kentongan::match
