// The only SQL that touches `claim_messages` and `claim_events`: wordings of a claim, and its
// history.
#pragma once

#include "db/db.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/queue.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kentongan::tabayun::messages {

struct Message {
  Id<Claim> claim;
  std::string key;
  std::string text;
  Id<people::Account> added_by;
  Instant added_at;
};
/// Whether it was new.
bool add(db::Tx& tx, std::int64_t id, const Message& message);
[[nodiscard]] std::vector<std::string> list(db::Tx& tx, Id<Claim> claim, std::int64_t limit);
/// Every wording of the claims with ids in [first, last], in the order of the claims' ids.
[[nodiscard]] std::vector<std::pair<Id<Claim>, std::string>> list_between(db::Tx& tx,
                                                                          Id<Claim> first,
                                                                          Id<Claim> last);

/// The wordings of one claim, each with its own id; at most 500.
[[nodiscard]] std::vector<Waiting> list_wordings(db::Tx& tx, Id<Claim> claim);
/// Wordings of claims that were withdrawn and are in the queue, after `after` in the order of their
/// ids; at most `limit`.
[[nodiscard]] std::vector<Waiting> list_waiting(db::Tx& tx, std::int64_t after, std::int64_t limit);

void add_event(db::Tx& tx, std::int64_t id, Id<Claim> claim, const Event& event);
/// Oldest first.
[[nodiscard]] std::vector<Event> list_events(db::Tx& tx, Id<Claim> claim, std::int64_t limit);

}  // namespace kentongan::tabayun::messages
