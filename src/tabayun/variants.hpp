// Which messages in the queue are one message: a hundred variants of a question are one claim, one
// row on the desk. In memory, made anew at start, kept up with the ledger. Inside the room only.
#pragma once

#include "match/clusters.hpp"
#include "tabayun/claim.hpp"

#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kentongan::tabayun {

/// What may not differ between two wordings of one message, however alike the rest is.
struct Marks {
  std::set<std::string, std::less<>> numbers = {};
  bool is_short = false;  ///< so short that a `tidak` turns all of it around
  bool negated = false;
};
[[nodiscard]] Marks marks_of(std::string_view canonical);
/// Each has a number that the other lacks, or one of two short texts is negated.
[[nodiscard]] bool contradict(const Marks& one, const Marks& other);

/// Thread: everything may be called from anywhere.
class Variants {
 public:
  /// Puts a message (a question's or a claim's id) where it belongs and tells which claims stand
  /// for the others there, the oldest first; none when nobody asked alike, or only about other
  /// numbers. They were open when last heard of: look before joining one. A message without words
  /// is like no other. Cost: about 0.2 ms.
  [[nodiscard]] std::vector<Id<Claim>> place(std::int64_t message, std::string_view canonical);
  /// The message, placed before or now, is part of this claim.
  void belongs(std::int64_t message, std::string_view canonical, Id<Claim> claim);
  /// The claim has left the queue.
  void close(Id<Claim> claim);
  void clear();
  [[nodiscard]] std::size_t size() const;  ///< claims

  /// Held from `place` until the claim that was chosen is saved: two variants that come at one
  /// moment do not open two claims. On SQLite the writer's lane does the same; on PostgreSQL a
  /// second node may still open a second claim, which a person merges.
  std::mutex opening;

 private:
  using Cluster = match::Clusters::Question;
  Cluster find_place(std::int64_t message, std::string_view canonical);

  mutable std::mutex one_at_a_time_;
  // guarded by one_at_a_time_
  match::Clusters clusters_;
  std::unordered_map<Cluster, std::set<Id<Claim>>> claims_;
  std::unordered_map<std::int64_t, Marks> marks_;  ///< of each claim's first wording
};

}  // namespace kentongan::tabayun
