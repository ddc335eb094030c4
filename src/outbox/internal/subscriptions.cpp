#include "outbox/internal/subscriptions.hpp"

#include "base/text.hpp"
#include "outbox/internal/area_columns.hpp"

namespace kentongan::outbox::subscriptions {
namespace {

#define KENTONGAN_SUBSCRIPTION_COLUMNS                                                         \
  "s.id, s.way, s.address, s.areas, s.topics, s.state, s.language, s.failures, s.end_reason, " \
  "s.created_at, s.asked_at, s.confirmed_at, s.ended_at"

/// Areas and topics as words parted by blanks; the nation, whose code is empty, is `-`.
std::string spell(const Interest& interest) {
  std::vector<std::string> words;
  for (const places::AreaCode& area : interest.areas)
    words.push_back(area.text().empty() ? "-" : area.text());
  return join(words, " ");
}

Interest read_interest(const std::string& areas, const std::string& topics) {
  Interest interest;
  for (const std::string_view word : split(areas, ' ')) {
    if (word.empty()) continue;
    interest.areas.push_back(places::AreaCode::parse(word == "-" ? "" : word).value());
  }
  for (const std::string_view word : split(topics, ' ')) {
    if (!word.empty()) interest.topics.emplace_back(word);
  }
  return interest;
}

Subscription read_subscription(const db::Row& row) {
  Subscription subscription;
  subscription.id = row.id<Subscription>(0);
  subscription.way = channels::find_way(row.text(1)).value();
  subscription.address = row.text(2);
  subscription.interest = read_interest(row.text(3), row.text(4));
  subscription.state = find_subscription_state(row.text(5)).value();
  subscription.language = find_language(row.text(6)).value_or(indonesian);
  subscription.failures = row.integer(7);
  subscription.end_reason = row.text(8);
  subscription.created_at = row.instant(9);
  subscription.asked_at = row.instant(10);
  subscription.confirmed_at = row.maybe_instant(11);
  subscription.ended_at = row.maybe_instant(12);
  return subscription;
}

std::string key_of(const channels::Address& address) {
  return lower_ascii(channels::text_of(address));
}

void save_lists(db::Tx& tx, Id<Subscription> id, const Interest& interest) {
  tx.run("DELETE FROM subscription_areas WHERE subscription_id = ?1", id);
  tx.run("DELETE FROM subscription_topics WHERE subscription_id = ?1", id);
  for (const places::AreaCode& code : interest.areas) {
    const AreaColumns columns(code);
    tx.run(
        "INSERT INTO subscription_areas (subscription_id, area, province, regency, district)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",
        id, columns.area, columns.province, columns.regency, columns.district);
  }
  for (const std::string& topic : interest.topics) {
    tx.run("INSERT INTO subscription_topics (subscription_id, topic) VALUES (?1, ?2)", id, topic);
  }
}

}  // namespace

std::optional<Subscription> find(db::Tx& tx, Id<Subscription> id) {
  const auto row =
      tx.row("SELECT " KENTONGAN_SUBSCRIPTION_COLUMNS " FROM subscriptions s WHERE s.id = ?1", id);
  if (!row) return std::nullopt;
  return read_subscription(*row);
}

std::optional<Subscription> find_by_address(db::Tx& tx, const channels::Address& address,
                                            SubscriptionState state) {
  const auto row =
      tx.row("SELECT " KENTONGAN_SUBSCRIPTION_COLUMNS
             " FROM subscriptions s WHERE s.way = ?1 AND s.address_key = ?2 AND s.state = ?3"
             " ORDER BY s.id DESC LIMIT 1",
             name_of(way_of(address)), key_of(address), name_of(state));
  if (!row) return std::nullopt;
  return read_subscription(*row);
}

// Counts deliveries, not rows of subscriptions: a request that is made again keeps its row.
AskedBefore asked_before(db::Tx& tx, const channels::Address& address, Instant since) {
  AskedBefore before;
  const auto row = tx.row(
      "SELECT COUNT(*), MAX(d.created_at) FROM deliveries d JOIN subscriptions s ON s.id = "
      "d.subscription_id"
      " WHERE s.way = ?1 AND s.address_key = ?2 AND d.kind = 'confirmation' AND d.created_at > ?3",
      name_of(way_of(address)), key_of(address), since);
  before.in_a_day = row->integer(0);
  before.last = row->maybe_instant(1);
  return before;
}

std::int64_t asked_since(db::Tx& tx, Instant since) {
  return tx
      .row("SELECT COUNT(*) FROM subscriptions WHERE state = 'pending' AND asked_at > ?1", since)
      ->integer(0);
}

std::vector<Subscription> list_chats(db::Tx& tx, const places::AreaCode& area, std::int64_t limit) {
  const AreaColumns columns(area);
  std::vector<Subscription> found;
  tx.each(
      "SELECT " KENTONGAN_SUBSCRIPTION_COLUMNS
      " FROM subscriptions s WHERE s.way = 'telegram' AND s.state = 'confirmed'"
      " AND EXISTS (SELECT 1 FROM subscription_areas a WHERE a.subscription_id = s.id AND ("
      "  a.area IN ('', ?1, ?2, ?3, ?4) OR CAST(?1 AS TEXT) IN ('', a.province, a.regency, "
      "a.district)))"
      " ORDER BY s.id LIMIT ?5",
      [&found](const db::Row& row) { found.push_back(read_subscription(row)); }, columns.area,
      columns.district, columns.regency, columns.province, limit);
  return found;
}

std::map<channels::Way, SubscriptionCounts> count(db::Tx& tx) {
  std::map<channels::Way, SubscriptionCounts> counts;
  tx.each(
      "SELECT way, state, COUNT(*) FROM subscriptions WHERE state IN ('pending', 'confirmed')"
      " GROUP BY way, state",
      [&counts](const db::Row& row) {
        SubscriptionCounts& of_way = counts[channels::find_way(row.text(0)).value()];
        (row.text(1) == "confirmed" ? of_way.confirmed : of_way.pending) = row.integer(2);
      });
  return counts;
}

void insert(db::Tx& tx, const Subscription& subscription) {
  const channels::Address address =
      channels::parse_address(subscription.way, subscription.address).value();
  tx.run(
      "INSERT INTO subscriptions (id, way, address, address_key, state, language, areas, topics, "
      "failures,"
      " end_reason, created_at, asked_at, confirmed_at)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, '', ?9, ?10, ?11)",
      subscription.id, channels::name_of(subscription.way), channels::text_of(address),
      key_of(address), name_of(subscription.state), subscription.language.tag(),
      spell(subscription.interest), join(subscription.interest.topics, " "),
      subscription.created_at, subscription.asked_at, subscription.confirmed_at);
  save_lists(tx, subscription.id, subscription.interest);
}

void set_interest(db::Tx& tx, Id<Subscription> id, const Interest& interest) {
  tx.run("UPDATE subscriptions SET areas = ?2, topics = ?3 WHERE id = ?1", id, spell(interest),
         join(interest.topics, " "));
  save_lists(tx, id, interest);
}

void set_asked(db::Tx& tx, Id<Subscription> id, Instant now) {
  tx.run("UPDATE subscriptions SET asked_at = ?2 WHERE id = ?1", id, now);
}

void set_confirmed(db::Tx& tx, Id<Subscription> id, Instant now) {
  tx.run(
      "UPDATE subscriptions SET state = 'confirmed', confirmed_at = ?2 WHERE id = ?1 AND state = "
      "'pending'",
      id, now);
}

void end(db::Tx& tx, Id<Subscription> id, const char* reason, Instant now) {
  tx.run(
      "UPDATE subscriptions SET state = 'ended', address = '', address_key = '', end_reason = ?2,"
      " ended_at = ?3 WHERE id = ?1 AND state <> 'ended'",
      id, reason, now);
}

void set_address(db::Tx& tx, Id<Subscription> id, const channels::Address& address) {
  // Where the new address has a subscription of its own already, that one stays and this one ends.
  const auto other = tx.row(
      "SELECT id FROM subscriptions WHERE way = ?1 AND address_key = ?2"
      " AND state = (SELECT state FROM subscriptions WHERE id = ?3)"
      " AND state IN ('confirmed', 'asker') AND id <> ?3",
      name_of(way_of(address)), key_of(address), id);
  if (other) return;
  tx.run(
      "UPDATE subscriptions SET address = ?2, address_key = ?3 WHERE id = ?1 AND state <> 'ended'",
      id, channels::text_of(address), key_of(address));
}

void count_reached(db::Tx& tx, Id<Subscription> id) {
  tx.run("UPDATE subscriptions SET failures = 0 WHERE id = ?1 AND failures > 0", id);
}

std::int64_t count_failure(db::Tx& tx, Id<Subscription> id) {
  const auto row = tx.row(
      "UPDATE subscriptions SET failures = failures + 1 WHERE id = ?1 RETURNING failures", id);
  return row ? row->integer(0) : 0;
}

std::int64_t forget_unconfirmed(db::Tx& tx, Instant before, Instant now) {
  return tx.run(
      "UPDATE subscriptions SET state = 'ended', address = '', address_key = '',"
      " end_reason = 'unconfirmed', ended_at = ?2 WHERE state = 'pending' AND asked_at < ?1",
      before, now);
}

}  // namespace kentongan::outbox::subscriptions
