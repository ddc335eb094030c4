// One segment of the fingerprint archive and the walk over it, with and without AVX2.
//
//   column 1, 16 bytes a row: { w0 ^ w1, w2 ^ w3 }   the fold
//   column 2, 16 bytes a row: { w0, w2 }             what is needed to undo it
//   column 3,  8 bytes a row: twice the picture's number, plus one for a part of it
//
// The distance of two folds is at most the distance of the fingerprints (an exclusive or can only
// let differences cancel), so a row whose folds differ in more than `radius` bits is ruled out
// exactly. Folds of unrelated fingerprints differ in 64 ± 6 bits: at radius 31 nearly no row is
// looked at twice, and the walk reads 16 bytes a row instead of 32.
#pragma once

#include "base/fingerprint.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace kentongan::match {

struct ImageRow;
enum class Shows : std::uint8_t;

/// How a segment is walked. All find the same.
enum class ScanPath { portable, avx2 };

/// The fastest path of this machine. Thread: may be called from anywhere.
[[nodiscard]] ScanPath best_scan_path();

class ImageSegment {
 public:
  /// Rows of a full segment: 640 kB.
  static constexpr std::size_t capacity = 16'384;

  ImageSegment();
  void add(const ImageRow& row);
  /// Adds the rows of another segment, but those of `without`.
  void append(const ImageSegment& other, std::optional<std::int64_t> without);
  [[nodiscard]] std::size_t size() const { return pictures_.size(); }
  [[nodiscard]] std::size_t memory() const;
  [[nodiscard]] ImageRow row(std::size_t index) const;
  [[nodiscard]] bool holds(std::int64_t picture) const;

  /// Calls `found(picture, shows, distance)` for each row within `radius` of `probe`.
  template <typename Found>
  void scan(const kentongan::Fingerprint& probe, int radius, ScanPath path,
            const Found& found) const {
    std::array<std::uint32_t, block> near;
    for (std::size_t begin = 0; begin < size(); begin += block) {
      const std::size_t rows = std::min(block, size() - begin);
      const std::size_t count = near_folds(probe, radius, path, begin, rows, near.data());
      for (std::size_t index = 0; index < count; ++index) {
        const std::size_t at = near[index];
        const int far = distance_of(at, probe);
        if (far <= radius) found(picture_of(pictures_[at]), shows_of(pictures_[at]), far);
      }
    }
  }

 private:
  using Half = std::array<std::uint64_t, 2>;
  static std::int64_t picture_of(std::int64_t stored) { return stored >> 1; }
  static Shows shows_of(std::int64_t stored) { return static_cast<Shows>(stored & 1); }
  static constexpr std::size_t block = 1024;

  /// Writes the rows of [begin, begin + rows) whose folds are within `radius`; returns how many.
  std::size_t near_folds(const kentongan::Fingerprint& probe, int radius, ScanPath path,
                         std::size_t begin, std::size_t rows, std::uint32_t* near) const;
  [[nodiscard]] int distance_of(std::size_t index, const kentongan::Fingerprint& probe) const;

  std::vector<Half> folds_;
  std::vector<Half> rests_;
  std::vector<std::int64_t> pictures_;
};

}  // namespace kentongan::match
