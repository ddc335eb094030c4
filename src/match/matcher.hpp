// Which known claims is a message about? Pure: no database, no clock, no network.
//
//   Matcher matcher;
//   matcher.adopt(builder.finish(nullptr));            // once, at start
//   matcher.publish({document});                       // when a verdict is published
//   decide(matcher.find(message, 10));                 // answer, ask or queue
#pragma once

#include "match/document.hpp"
#include "match/snapshot.hpp"

#include "base/guarded.hpp"

#include <memory>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace kentongan::match {

/// Thread: `find`, `size` and `snapshot` may be called from anywhere at any time and never wait for
/// a writer's work; `adopt`, `publish` and `withdraw` from anywhere, they queue among themselves.
class Matcher {
 public:
  Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  /// Puts a built segment in place of everything.
  void adopt(std::shared_ptr<const Segment> base);

  /// Adds documents, or replaces those with the same id. Found by every `find` that starts
  /// afterwards. Cost: proportional to the live part (≤ `largest_live` passages, some
  /// milliseconds); when that is full the two parts are merged (about 0.1 s for 12,000 documents).
  void publish(const std::vector<Document>& documents);
  void withdraw(std::int64_t document);

  /// The documents that share most with `message`, best first, at most `limit` (≤ 50).
  /// Errors: none; a message without content words finds nothing.
  /// Cost:   about 0.1 ms for 12,000 documents; bounded for any message by the 128 rarest words.
  [[nodiscard]] std::vector<Candidate> find(std::string_view message, std::size_t limit) const;

  [[nodiscard]] std::size_t size() const;    ///< documents
  [[nodiscard]] std::size_t memory() const;  ///< bytes of the index
  [[nodiscard]] Snapshot snapshot() const;

  static constexpr std::size_t largest_live = 4096;  ///< passages

 private:
  void replace(const std::vector<Document>& documents, const std::unordered_set<std::int64_t>& ids);

  Guarded<Snapshot> now_;
  std::mutex one_writer_;  ///< held while a new snapshot is made; readers do not take it
};

/// Searches one snapshot. Pure.
[[nodiscard]] std::vector<Candidate> find_in(const Snapshot& snapshot, std::string_view message,
                                             std::size_t limit);

/// Answer, ask or queue, from what was found. Pure: the same candidates give the same decision.
/// The thresholds and the guards are explained where they stand, in decide.cpp.
[[nodiscard]] Decision decide(const std::vector<Candidate>& candidates);

}  // namespace kentongan::match
