#include "relay/internal/relays.hpp"

namespace kentongan::relay::relays {

namespace {

Relay read_relay(const db::Row& row) {
  Relay relay;
  relay.id = row.id<Relay>(0);
  relay.claim = row.id<tabayun::Claim>(1);
  relay.group = row.id<groups::Group>(2);
  const auto channel = find_relay_channel(row.text(3));
  if (!channel) throw Bug("claim_relays.channel");
  relay.spread = {.channel = *channel, .place = row.text(4), .reach = row.integer(5)};
  relay.relayed_on = row.text(6);
  relay.recorded_by = row.id<people::Account>(7);
  relay.recorded_at = row.instant(8);
  return relay;
}

}  // namespace

bool insert(db::Tx& tx, const Relay& relay, const std::optional<std::string>& form_key) {
  return tx.run(
             "INSERT INTO claim_relays (id, claim_id, group_id, channel, place, reach, relayed_on,"
             " recorded_by, recorded_at, form_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
             " CAST(?10 AS TEXT)) ON CONFLICT (form_key) DO NOTHING",
             relay.id, relay.claim, relay.group, name_of(relay.spread.channel), relay.spread.place,
             relay.spread.reach, relay.relayed_on, relay.recorded_by, relay.recorded_at,
             form_key) == 1;
}

std::optional<Relay> find_by_form(db::Tx& tx, const std::string& form_key) {
  const auto row = tx.row(
      "SELECT id, claim_id, group_id, channel, place, reach, relayed_on, recorded_by, recorded_at"
      " FROM claim_relays WHERE form_key = ?1",
      form_key);
  if (!row) return std::nullopt;
  return read_relay(*row);
}

std::vector<Relay> list(db::Tx& tx, Id<tabayun::Claim> claim) {
  std::vector<Relay> found;
  tx.each(
      "SELECT id, claim_id, group_id, channel, place, reach, relayed_on, recorded_by, recorded_at"
      " FROM claim_relays WHERE claim_id = ?1 ORDER BY id LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_relay(row)); }, claim, most_relays);
  return found;
}

std::vector<Id<groups::Group>> groups_of(db::Tx& tx, Id<tabayun::Claim> claim) {
  std::vector<Id<groups::Group>> found;
  tx.each(
      "SELECT DISTINCT group_id FROM claim_relays WHERE claim_id = ?1 ORDER BY group_id",
      [&found](const db::Row& row) { found.push_back(row.id<groups::Group>(0)); }, claim);
  return found;
}

std::int64_t count(db::Tx& tx, Id<tabayun::Claim> claim) {
  return tx.row("SELECT COUNT(*) FROM claim_relays WHERE claim_id = ?1", claim)->integer(0);
}

}  // namespace kentongan::relay::relays
