// The only SQL that touches `deliveries`, save the two statements of fan_outs.cpp that fill it.
#pragma once

#include "db/db.hpp"
#include "outbox/outbox.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::outbox::deliveries {

/// A message to one person that no ledger entry tells of.
struct Personal {
  std::int64_t id = 0;
  std::int64_t occasion = 0;  ///< why they are written to: once for each; 0: `id`
  std::int64_t subject = 0;   ///< 0: the subscription
  DeliveryKind kind = DeliveryKind::confirmation;
  Id<Subscription> subscription;
  channels::Way way = channels::Way::email;
  Instant order_at;
  Instant now;
};
void insert(db::Tx& tx, const Personal& personal);

struct LeaseTerms {
  channels::Way way = channels::Way::email;
  std::string holder;
  std::int64_t limit = 1;
  Instant until;
};
/// In order of their places in the queue.
[[nodiscard]] std::vector<Leased> lease(db::Tx& tx, const LeaseTerms& terms);
[[nodiscard]] bool has_due(db::Tx& tx, channels::Way way);
/// False: `holder` does not have it any more.
[[nodiscard]] bool renew(db::Tx& tx, Id<Leased> id, const std::string& holder, Instant until);
std::int64_t release(db::Tx& tx, const std::string& holder);
[[nodiscard]] bool settle(db::Tx& tx, const Leased& leased, const std::string& holder,
                          const Settlement& settlement, Instant now);

std::int64_t promote_waiting(db::Tx& tx, Instant now);
/// Leases that ended before `now`; what they held may have left.
std::int64_t expire_leases(db::Tx& tx, Instant now);
/// Gives up, with this reason, what has not left yet: about a subject, or for a subscription.
std::int64_t give_up_unsent_about(db::Tx& tx, std::int64_t subject, Instant now);
std::int64_t give_up_unsent_for(db::Tx& tx, Id<Subscription> subscription, Instant now);

[[nodiscard]] DeliveryStats stats(db::Tx& tx, std::int64_t subject);
[[nodiscard]] std::map<channels::Way, DeliveryCounts> queue(db::Tx& tx);
[[nodiscard]] std::vector<DeadLetter> dead_letters(db::Tx& tx,
                                                   const std::optional<DeadLetter>& before,
                                                   std::int64_t limit);
std::int64_t retry_one(db::Tx& tx, Id<Leased> id, Instant now);
std::int64_t retry_all(db::Tx& tx, const std::string& reason, Instant now);

}  // namespace kentongan::outbox::deliveries
