// Which confirmed message is this one a copy of? Copies with typing errors, wrapped in greetings,
// or cut are found; every hit is compared letter by letter, so that none is reported by chance.
//
//   NearDuplicates known;
//   known.replace({}, {{claim, language::canonical(message)}});
//   for (const NearDuplicate& hit : known.find(language::canonical(asked), 3))
//     if (hit.is_same()) ...
#pragma once

#include "match/near_duplicate.hpp"
#include "match/near_duplicate_segment.hpp"

#include "base/guarded.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace kentongan::match {

/// A known message that the asked one resembles.
struct NearDuplicate {
  std::int64_t document = 0;
  Likeness likeness = {};
  [[nodiscard]] bool is_same() const { return is_same_message(likeness); }
};

/// The known messages at one moment: parts from large to small. Immutable, shared by all readers.
struct NearDuplicateSnapshot {
  using Documents = std::unordered_set<std::int64_t>;
  struct Part {
    std::shared_ptr<const NearDuplicateSegment> segment;
    /// Documents whose messages in this part no longer count.
    std::shared_ptr<const Documents> gone;
  };
  std::vector<Part> parts;
};

/// Searches one snapshot: the messages most like the asked text, best first, one for each document,
/// at most `limit` (≤ `most_compared`). Pure; equal inputs give equal results.
/// Cost: see `NearDuplicates::find`.
[[nodiscard]] std::vector<NearDuplicate> find_near(const NearDuplicateSnapshot& snapshot,
                                                   std::string_view canonical, std::size_t limit);
inline constexpr std::size_t most_compared = 32;  ///< messages of a part, letter by letter

/// Thread: `find`, `snapshot`, `size` and `memory` from anywhere at any time, never waiting for a
/// writer's work; `replace` from anywhere, one after another.
class NearDuplicates {
 public:
  NearDuplicates();
  NearDuplicates(const NearDuplicates&) = delete;
  NearDuplicates& operator=(const NearDuplicates&) = delete;

  /// Forgets all messages of `dropped` and learns `added`, at one moment for readers.
  /// Cost: parts grow by merging equals, so that a message is built into log4(n) parts in all: 20
  /// µs
  ///       each on average; the largest merge takes about 1.5 s for a million.
  void replace(std::span<const std::int64_t> dropped, const std::vector<KnownMessage>& added);

  /// Cost: about 0.1 ms for a message of 30 to 150 words among a million; bounded by `most_work`
  ///       postings and `most_compared` comparisons a part, and by the asked text's first 64 KiB.
  [[nodiscard]] std::vector<NearDuplicate> find(std::string_view canonical,
                                                std::size_t limit) const;

  [[nodiscard]] NearDuplicateSnapshot snapshot() const;
  [[nodiscard]] std::size_t size()
      const;  ///< messages, with those forgotten and not yet merged away
  [[nodiscard]] std::size_t memory() const;  ///< bytes

 private:
  Guarded<NearDuplicateSnapshot> now_;
  std::mutex one_writer_;  ///< held while a snapshot is made; readers do not take it
};

}  // namespace kentongan::match
