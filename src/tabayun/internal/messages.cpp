#include "tabayun/internal/messages.hpp"

#include "tabayun/internal/withheld.hpp"

namespace kentongan::tabayun::messages {

bool add(db::Tx& tx, std::int64_t id, const Message& message) {
  const bool is_new =
      tx.run(
          "INSERT INTO claim_messages (id, claim_id, key, added_by, added_at, text)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (claim_id, key) DO NOTHING",
          id, message.claim, message.key, message.added_by, message.added_at, message.text) == 1;
  if (is_new) withheld::take_out_message(tx, id, message.claim);
  return is_new;
}

std::vector<std::string> list(db::Tx& tx, Id<Claim> claim, std::int64_t limit) {
  std::vector<std::string> found;
  tx.each(
      "SELECT text FROM claim_messages WHERE claim_id = ?1 ORDER BY id LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(row.text(0)); }, claim, limit);
  return found;
}

std::vector<std::pair<Id<Claim>, std::string>> list_between(db::Tx& tx, Id<Claim> first,
                                                            Id<Claim> last) {
  // A claim with more wordings than this keeps the oldest in the index.
  constexpr std::int64_t most = 200'000;
  std::vector<std::pair<Id<Claim>, std::string>> found;
  tx.each(
      "SELECT claim_id, text FROM claim_messages WHERE claim_id >= ?1 AND claim_id <= ?2 ORDER BY "
      "claim_id, id"
      " LIMIT ?3",
      [&found](const db::Row& row) { found.emplace_back(row.id<Claim>(0), row.text(1)); }, first,
      last, most);
  return found;
}

std::vector<Waiting> list_wordings(db::Tx& tx, Id<Claim> claim) {
  std::vector<Waiting> found;
  tx.each(
      "SELECT id, claim_id, text FROM claim_messages WHERE claim_id = ?1 ORDER BY id LIMIT 500",
      [&found](const db::Row& row) {
        found.push_back({row.integer(0), row.id<Claim>(1), row.text(2)});
      },
      claim);
  return found;
}

std::vector<Waiting> list_waiting(db::Tx& tx, std::int64_t after, std::int64_t limit) {
  std::vector<Waiting> found;
  tx.each(
      "SELECT m.id, m.claim_id, m.text FROM claims c JOIN claim_messages m ON m.claim_id = c.id"
      " WHERE c.withdrawn_at IS NOT NULL AND c.state IN ('new', 'under_check', 'waiting', "
      "'proposed') AND m.id > ?1 ORDER BY m.id LIMIT ?2",
      [&found](const db::Row& row) {
        found.push_back({row.integer(0), row.id<Claim>(1), row.text(2)});
      },
      after, limit);
  return found;
}

void add_event(db::Tx& tx, std::int64_t id, Id<Claim> claim, const Event& event) {
  tx.run(
      "INSERT INTO claim_events (id, claim_id, what, actor, note, at) VALUES (?1, ?2, ?3, ?4, ?5, "
      "?6)",
      id, claim, event.what, event.actor, event.note, event.at);
}

std::vector<Event> list_events(db::Tx& tx, Id<Claim> claim, std::int64_t limit) {
  std::vector<Event> found;
  tx.each(
      "SELECT what, actor, note, at FROM claim_events WHERE claim_id = ?1 ORDER BY id LIMIT ?2",
      [&found](const db::Row& row) {
        found.push_back({row.text(0), row.id<people::Account>(1), row.text(2), row.instant(3)});
      },
      claim, limit);
  return found;
}

}  // namespace kentongan::tabayun::messages
