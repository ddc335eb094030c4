// Many fingerprints, each found without looking at the others: sixteen tables of sixteen bits.
//
// Two fingerprints that differ in at most 31 of 256 bits differ in at most one bit of at least one
// of their sixteen 16-bit words, since 16 x 2 is more than 31. So each row stands in sixteen
// tables, one a word, and a question looks into the 17 places its word and its 16 neighbours have
// in each: exact, and 272 places instead of a million rows (about 4,000 rows are compared). Source:
// M. Norouzi, A. Punjani, D. Fleet, "Fast exact search in Hamming space with multi-index hashing",
// IEEE TPAMI 36(6), 2014.
#pragma once

#include "match/image_scan.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_set>
#include <vector>

namespace kentongan::match {

/// Immutable. Memory: 104 bytes a row and 4 MB.
class ImageTables {
 public:
  /// Cost: sixteen counting sorts; about 0.3 s for a million rows. At most 2^32 - 1 rows.
  explicit ImageTables(std::vector<ImageRow> rows);

  [[nodiscard]] std::size_t size() const { return pictures_.size(); }
  [[nodiscard]] std::size_t memory() const;
  [[nodiscard]] ImageRow row(std::size_t index) const;
  [[nodiscard]] bool holds(std::int64_t picture) const;

  /// Calls `found(picture, shows, distance)`, at least once, for each row within `radius` (at most
  /// 31) of `probe`.
  template <typename Found>
  void scan(const kentongan::Fingerprint& probe, int radius, std::vector<std::uint32_t>& scratch,
            const Found& found) const {
    candidates(probe, scratch);
    constexpr std::size_t ahead = 16;  // so many rows are on their way from memory
    for (std::size_t index = 0; index < scratch.size(); ++index) {
      if (index + ahead < scratch.size()) {
        __builtin_prefetch(&fingerprints_[scratch[index + ahead]]);
      }
      const std::size_t at = scratch[index];
      const int far = distance(fingerprints_[at], probe);
      if (far <= radius) found(pictures_[at] >> 1, static_cast<Shows>(pictures_[at] & 1), far);
    }
  }

 private:
  static constexpr std::size_t words = 16;
  static constexpr std::size_t places = 65'536;

  /// The rows that share a place with `probe`; some stand twice.
  void candidates(const kentongan::Fingerprint& probe, std::vector<std::uint32_t>& rows) const;

  std::vector<kentongan::Fingerprint> fingerprints_;
  std::vector<std::int64_t> pictures_;                    ///< twice the number, plus one for a part
  std::array<std::vector<std::uint32_t>, words> begins_;  ///< of each place, and the end
  std::array<std::vector<std::uint32_t>, words> rows_;    ///< ordered by place
};

}  // namespace kentongan::match
