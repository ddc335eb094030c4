// The index on disk: saved in one step, mapped and read where it lies. The store of record is the
// database; a file that cannot be used is refused and the caller builds the index anew.
#pragma once

#include "match/segment.hpp"

#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace kentongan::match {

struct SavedIndex {
  std::shared_ptr<const Segment> segment;
  /// How far the index had followed when it was saved, in the caller's numbers (a ledger entry).
  std::int64_t position = 0;
};

/// Writes a new file beside `file`, makes it durable and puts it in its place, so that a crash
/// leaves the old one or the new one and whoever has mapped the old one keeps it.
///
/// `stamp` names what read the texts; change it whenever the same text would be read into other
/// words (the program's version will do).
/// Errors: `unavailable` when the disk refuses.
/// Cost:   one write of `segment.memory()` bytes and a sync.
[[nodiscard]] Result<> save_index(const Segment& segment, const std::filesystem::path& file,
                                  std::uint64_t stamp, std::int64_t position);

/// Errors: `not_found` without such a file; `invalid` when it is no index, cut short, changed or
///         hostile; `conflict` when another format version or another `stamp` made it;
///         `unavailable` when the disk refuses.
/// Cost:   one pass for the checksum, one to see that no number points outside: about 60 ms for a
///         million short claims.
/// Lifetime: the mapping lives as long as the segment. Nobody may write into the file meanwhile;
///         `save_index` does not.
[[nodiscard]] Result<SavedIndex> map_index(const std::filesystem::path& file, std::uint64_t stamp);

/// The same over bytes in memory, aligned to 8. Used by tests and by the fuzz target.
[[nodiscard]] Result<SavedIndex> read_index(std::span<std::byte> image,
                                            std::shared_ptr<const void> owner, std::uint64_t stamp);

/// The header of a saved index: the segment's with these. For `save_index` and tests.
[[nodiscard]] ImageHeader sealed_header(const Segment& segment, std::uint64_t stamp,
                                        std::int64_t position);

}  // namespace kentongan::match
