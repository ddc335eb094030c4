// Which known claims is a message about? Pure: no database, no clock, no network.
//
//   Matcher matcher;
//   matcher.adopt(builder.finish());                   // once, at start; or map_index(…)
//   matcher.publish({document});                       // when a verdict is published
//   decide(matcher.find(message, 10));                 // answer, ask or queue
#pragma once

#include "match/document.hpp"
#include "match/model.hpp"
#include "match/segment_builder.hpp"
#include "match/snapshot.hpp"

#include "base/guarded.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <vector>

namespace kentongan::match {

/// Parts: one large, a few smaller ones of what was published since, and a small live one that is
/// built anew with every publication. When it is full it becomes a part of its own; a thread merges
/// parts of like size in the background and puts the result in their place in one step.
///
/// Thread: `find`, `size` and `snapshot` may be called from anywhere at any time and never wait for
/// a writer's or the merger's work; `adopt`, `publish` and `withdraw` from anywhere, they queue
/// among themselves.
class Matcher {
 public:
  Matcher();
  ~Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  /// Puts a built or mapped segment in place of everything.
  void adopt(std::shared_ptr<const Segment> base);

  /// Adds documents, or replaces those with the same id. Found by every `find` that starts
  /// afterwards. Cost: proportional to the live part (≤ `largest_live` passages, some
  /// milliseconds), whatever the size of the archive.
  void publish(const std::vector<Document>& documents);
  void withdraw(std::int64_t document);

  /// The documents that share most with `message`, best first, at most `limit` (≤ 50).
  /// Errors: none; a message without content words finds nothing.
  /// Cost:   about 0.1 ms for 12,000 documents; bounded for any message (retrieve.hpp).
  [[nodiscard]] std::vector<Candidate> find(std::string_view message, std::size_t limit) const;

  /// Everything in one segment, to be saved (store.hpp). Cost: a merge, unless there is only one.
  [[nodiscard]] std::shared_ptr<const Segment> whole() const;

  /// Returns when nothing is left to merge.
  void settle();

  [[nodiscard]] std::size_t size() const;    ///< documents
  [[nodiscard]] std::size_t memory() const;  ///< bytes of the index
  [[nodiscard]] Snapshot snapshot() const;

  static constexpr std::size_t largest_live = 512;  ///< passages

 private:
  void replace(const std::vector<Document>& documents, const std::unordered_set<std::int64_t>& ids);
  bool merge_once();
  void keep_merging(const std::stop_token& stop);

  Guarded<Snapshot> now_;  ///< the last part is the live one
  std::mutex one_writer_;  ///< held while a new snapshot is made; readers do not take it
  std::mutex one_merger_;  ///< held while parts are merged; taken before `one_writer_`
  std::condition_variable_any has_full_part_;  ///< with `one_writer_`
  std::jthread merger_;  ///< started with the first full part; last, so that it stops first
};

/// Searches one snapshot. Pure.
[[nodiscard]] std::vector<Candidate> find_in(const Snapshot& snapshot, std::string_view message,
                                             std::size_t limit);
/// The same with another model than the built-in one.
[[nodiscard]] std::vector<Candidate> find_in(const Snapshot& snapshot, std::string_view message,
                                             std::size_t limit, const Model& model);

/// Answer, ask or queue, from what was found. Pure: the same candidates give the same decision.
/// The thresholds and the guards are explained where they stand, in decide.cpp.
[[nodiscard]] Decision decide(const std::vector<Candidate>& candidates, Path path = Path::text);
[[nodiscard]] Decision decide(const std::vector<Candidate>& candidates,
                              const Thresholds& thresholds);

}  // namespace kentongan::match
