// The only SQL that touches `subscriptions`, `subscription_areas` and `subscription_topics`.
#pragma once

#include "db/db.hpp"
#include "outbox/outbox.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::outbox::subscriptions {

[[nodiscard]] std::optional<Subscription> find(db::Tx& tx, Id<Subscription> id);
/// The one with this address in this state, the newest first asked for.
[[nodiscard]] std::optional<Subscription> find_by_address(db::Tx& tx,
                                                          const channels::Address& address,
                                                          SubscriptionState state);
[[nodiscard]] AskedBefore asked_before(db::Tx& tx, const channels::Address& address, Instant since);
[[nodiscard]] std::int64_t asked_since(db::Tx& tx, Instant since);
[[nodiscard]] std::vector<Subscription> list_chats(db::Tx& tx, const places::AreaCode& area,
                                                   std::int64_t limit);
[[nodiscard]] std::map<channels::Way, SubscriptionCounts> count(db::Tx& tx);

void insert(db::Tx& tx, const Subscription& subscription);
void set_interest(db::Tx& tx, Id<Subscription> id, const Interest& interest);
void set_asked(db::Tx& tx, Id<Subscription> id, Instant now);
void set_confirmed(db::Tx& tx, Id<Subscription> id, Instant now);
/// Ends it and forgets its address.
void end(db::Tx& tx, Id<Subscription> id, const char* reason, Instant now);
void set_address(db::Tx& tx, Id<Subscription> id, const channels::Address& address);
void count_reached(db::Tx& tx, Id<Subscription> id);
/// Returns the failures in a row.
[[nodiscard]] std::int64_t count_failure(db::Tx& tx, Id<Subscription> id);
/// Ends requests that were last asked for before `before`.
std::int64_t forget_unconfirmed(db::Tx& tx, Instant before, Instant now);

}  // namespace kentongan::outbox::subscriptions
