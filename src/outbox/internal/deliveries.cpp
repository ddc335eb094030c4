#include "outbox/internal/deliveries.hpp"

#include <algorithm>

namespace kentongan::outbox::deliveries {
namespace {

// What a worker needs to know, answered by the statement that gives it the lease.
#define KENTONGAN_LEASED_COLUMNS                                                                  \
  " RETURNING id, entry_id, kind, subject, attempts, possible_duplicate, order_at, leased_until," \
  " subscription_id, way,"                                                                        \
  " (SELECT s.address FROM subscriptions s WHERE s.id = deliveries.subscription_id),"             \
  " (SELECT s.state FROM subscriptions s WHERE s.id = deliveries.subscription_id),"               \
  " (SELECT s.language FROM subscriptions s WHERE s.id = deliveries.subscription_id)"

Leased read_leased(const db::Row& row) {
  Leased leased;
  leased.id = row.id<Leased>(0);
  leased.entry = row.integer(1);
  leased.kind = find_delivery_kind(row.text(2)).value();
  leased.subject = row.integer(3);
  leased.attempts = row.integer(4);
  using Copy = channels::Addressed::Copy;
  leased.copy = row.text(5) == "yes" ? Copy::perhaps_second : Copy::first;
  leased.order_at = row.instant(6);
  leased.leased_until = row.instant(7);
  leased.subscription = row.id<Subscription>(8);
  leased.way = channels::find_way(row.text(9)).value();
  leased.address = row.text(10);
  leased.subscription_state = find_subscription_state(row.text(11)).value();
  leased.language = find_language(row.text(12)).value_or(indonesian);
  return leased;
}

void add_count(DeliveryCounts& counts, DeliveryState state, std::int64_t number) {
  switch (state) {
    case DeliveryState::due: counts.due += number; return;
    case DeliveryState::leased: counts.leased += number; return;
    case DeliveryState::waiting: counts.waiting += number; return;
    case DeliveryState::sent: counts.sent += number; return;
    case DeliveryState::given_up: counts.given_up += number; return;
  }
  __builtin_unreachable();
}

}  // namespace

void insert(db::Tx& tx, const Personal& personal) {
  tx.run(
      "INSERT INTO deliveries (id, entry_id, subscription_id, way, kind, subject, state, due_at, "
      "order_at,"
      " leased_by, attempts, last_reason, possible_duplicate, created_at)"
      " VALUES (?1, ?7, ?2, ?3, ?4, ?8, 'due', ?5, ?6, '', 0, '', 'no', ?5)"
      " ON CONFLICT (entry_id, subscription_id) DO NOTHING",
      personal.id, personal.subscription, channels::name_of(personal.way), name_of(personal.kind),
      personal.now, personal.order_at, personal.occasion == 0 ? personal.id : personal.occasion,
      personal.subject == 0 ? personal.subscription.raw() : personal.subject);
}

std::vector<Leased> lease(db::Tx& tx, const LeaseTerms& terms) {
  std::vector<Leased> leased;
  const auto keep = [&leased](const db::Row& row) { leased.push_back(read_leased(row)); };
  const auto way = channels::name_of(terms.way);
  // The one difference between the engines: on PostgreSQL others lease at the same moment, and each
  // passes over what another is just taking.
  if (tx.engine() == db::Engine::postgres) {
    tx.each(
        "UPDATE deliveries SET state = 'leased', leased_by = ?2, leased_until = ?3 WHERE id IN ("
        " SELECT id FROM deliveries WHERE way = ?1 AND state = 'due' ORDER BY order_at, id LIMIT ?4"
        " FOR UPDATE SKIP LOCKED)" KENTONGAN_LEASED_COLUMNS,
        keep, way, terms.holder, terms.until, terms.limit);
  } else {
    tx.each(
        "UPDATE deliveries SET state = 'leased', leased_by = ?2, leased_until = ?3 WHERE id IN ("
        " SELECT id FROM deliveries WHERE way = ?1 AND state = 'due' ORDER BY order_at, id LIMIT ?4"
        ")" KENTONGAN_LEASED_COLUMNS,
        keep, way, terms.holder, terms.until, terms.limit);
  }
  std::sort(leased.begin(), leased.end(), [](const Leased& left, const Leased& right) {
    return std::pair(left.order_at, left.id) < std::pair(right.order_at, right.id);
  });
  return leased;
}

bool has_due(db::Tx& tx, channels::Way way) {
  return tx
      .row("SELECT 1 FROM deliveries WHERE way = ?1 AND state = 'due' LIMIT 1",
           channels::name_of(way))
      .has_value();
}

bool renew(db::Tx& tx, Id<Leased> id, const std::string& holder, Instant until) {
  return tx.run(
             "UPDATE deliveries SET leased_until = ?3"
             " WHERE id = ?1 AND leased_by = ?2 AND state = 'leased'",
             id, holder, until) == 1;
}

std::int64_t release(db::Tx& tx, const std::string& holder) {
  return tx.run(
      "UPDATE deliveries SET state = 'due', leased_by = '', leased_until = NULL"
      " WHERE state = 'leased' AND leased_by = ?1",
      holder);
}

bool settle(db::Tx& tx, const Leased& leased, const std::string& holder,
            const Settlement& settlement, Instant now) {
  std::optional<Instant> ended;
  if (settlement.state == DeliveryState::sent || settlement.state == DeliveryState::given_up)
    ended = now;
  const bool twice = settlement.copy == channels::Addressed::Copy::perhaps_second;
  return tx.run(
             "UPDATE deliveries SET state = ?3, due_at = ?4, order_at = CASE WHEN ?3 = 'waiting' "
             "THEN ?4 ELSE"
             " order_at END, attempts = ?5, last_reason = ?6, possible_duplicate = ?7, ended_at = "
             "?8,"
             " leased_by = '', leased_until = NULL"
             " WHERE id = ?1 AND leased_by = ?2 AND state = 'leased'",
             leased.id, holder, name_of(settlement.state), settlement.due_at, settlement.attempts,
             settlement.reason, twice ? "yes" : "no", ended) == 1;
}

std::int64_t promote_waiting(db::Tx& tx, Instant now) {
  return tx.run("UPDATE deliveries SET state = 'due' WHERE state = 'waiting' AND due_at <= ?1",
                now);
}

std::int64_t expire_leases(db::Tx& tx, Instant now) {
  return tx.run(
      "UPDATE deliveries SET state = 'due', leased_by = '', leased_until = NULL,"
      " possible_duplicate = 'yes' WHERE state = 'leased' AND leased_until <= ?1",
      now);
}

std::int64_t give_up_unsent_about(db::Tx& tx, std::int64_t subject, Instant now) {
  return tx.run(
      "UPDATE deliveries SET state = 'given_up', last_reason = 'outbox.withdrawn', ended_at = ?2"
      " WHERE subject = ?1 AND state IN ('due', 'waiting') AND kind IN ('item', 'correction',"
      " 'verdict', 'verdict_changed', 'answer', 'answer_changed', 'not_clarifiable')",
      subject, now);
}

std::int64_t give_up_unsent_for(db::Tx& tx, Id<Subscription> subscription, Instant now) {
  return tx.run(
      "UPDATE deliveries SET state = 'given_up', last_reason = 'outbox.ended', ended_at = ?2"
      " WHERE subscription_id = ?1 AND state IN ('due', 'waiting')",
      subscription, now);
}

DeliveryStats stats(db::Tx& tx, std::int64_t subject) {
  DeliveryStats stats;
  tx.each(
      "SELECT way, state, COUNT(*), MIN(ended_at), MAX(ended_at) FROM deliveries"
      " WHERE subject = ?1 GROUP BY way, state",
      [&stats](const db::Row& row) {
        const DeliveryState state = find_delivery_state(row.text(1)).value();
        add_count(stats.by_way[channels::find_way(row.text(0)).value()], state, row.integer(2));
        if (state != DeliveryState::sent) return;
        const Instant first = row.instant(3);
        const Instant last = row.instant(4);
        if (!stats.first_sent_at || first < *stats.first_sent_at) stats.first_sent_at = first;
        if (!stats.last_sent_at || last > *stats.last_sent_at) stats.last_sent_at = last;
      },
      subject);
  return stats;
}

std::map<channels::Way, DeliveryCounts> queue(db::Tx& tx) {
  std::map<channels::Way, DeliveryCounts> counts;
  const auto add = [&counts](const db::Row& row) {
    add_count(counts[channels::find_way(row.text(0)).value()],
              find_delivery_state(row.text(1)).value(), row.integer(2));
  };
  // One question a state: each is answered from the index of that state alone.
  tx.each("SELECT way, 'due', COUNT(*) FROM deliveries WHERE state = 'due' GROUP BY way", add);
  tx.each("SELECT way, 'leased', COUNT(*) FROM deliveries WHERE state = 'leased' GROUP BY way",
          add);
  tx.each("SELECT way, 'waiting', COUNT(*) FROM deliveries WHERE state = 'waiting' GROUP BY way",
          add);
  tx.each("SELECT way, 'given_up', COUNT(*) FROM deliveries WHERE state = 'given_up' GROUP BY way",
          add);
  return counts;
}

std::vector<DeadLetter> dead_letters(db::Tx& tx, const std::optional<DeadLetter>& before,
                                     std::int64_t limit) {
  std::vector<DeadLetter> letters;
  const Instant at = before ? before->at : Instant::from_micros(INT64_MAX);
  const std::int64_t id = before ? before->id.raw() : INT64_MAX;
  tx.each(
      "SELECT id, kind, subject, way, last_reason, attempts, ended_at FROM deliveries"
      " WHERE state = 'given_up' AND last_reason NOT IN ('outbox.withdrawn', 'outbox.ended')"
      " AND (ended_at < ?1 OR (ended_at = ?1 AND id < ?2))"
      " ORDER BY ended_at DESC, id DESC LIMIT ?3",
      [&letters](const db::Row& row) {
        DeadLetter letter;
        letter.id = row.id<Leased>(0);
        letter.kind = find_delivery_kind(row.text(1)).value();
        letter.subject = row.integer(2);
        letter.way = channels::find_way(row.text(3)).value();
        letter.reason = row.text(4);
        letter.attempts = row.integer(5);
        letter.at = row.instant(6);
        letters.push_back(letter);
      },
      at, id, limit);
  return letters;
}

std::int64_t retry_one(db::Tx& tx, Id<Leased> id, Instant now) {
  return tx.run(
      "UPDATE deliveries SET state = 'due', due_at = ?2, order_at = ?2, attempts = 0, ended_at = "
      "NULL"
      " WHERE id = ?1 AND state = 'given_up'",
      id, now);
}

std::int64_t retry_all(db::Tx& tx, const std::string& reason, Instant now) {
  return tx.run(
      "UPDATE deliveries SET state = 'due', due_at = ?2, order_at = ?2, attempts = 0, ended_at = "
      "NULL"
      " WHERE state = 'given_up' AND last_reason = ?1",
      reason, now);
}

}  // namespace kentongan::outbox::deliveries
