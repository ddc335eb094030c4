#include "intake/internal/messages.hpp"

#include "intake/internal/incoming_json.hpp"

#include <algorithm>

namespace kentongan::intake::messages {
namespace {

constexpr std::int64_t most_together = 10;  // an album of Telegram's

void forget_files(db::Tx& tx, std::int64_t id) {
  tx.run("DELETE FROM intake_files WHERE message_id = ?1", id);
}

void keep_files(db::Tx& tx, std::int64_t id, const channels::Incoming& message) {
  std::int64_t number = 0;
  for (const channels::Attachment& each : message.attachments) {
    if (!each.bytes.empty()) {
      tx.run("INSERT INTO intake_files (message_id, number, bytes) VALUES (?1, ?2, ?3)", id, number,
             db::Blob{each.bytes});
    }
    ++number;
  }
}

struct Row {
  std::int64_t id = 0;
  std::int64_t attempts = 0;
  std::string sender;
  std::string body;
};
Row read_row(const db::Row& row) {
  return {row.integer(0), row.integer(1), row.text(2), row.text(3)};
}

std::vector<Taken> with_messages(db::Tx& tx, std::vector<Row> rows, Instant now) {
  std::ranges::sort(rows, {}, &Row::id);
  std::vector<Taken> taken;
  for (Row& row : rows) {
    auto message = read_incoming(row.body);
    if (!message) {
      fail(tx, row.id, "intake.unreadable_row", now);
      continue;
    }
    tx.each(
        "SELECT number, bytes FROM intake_files WHERE message_id = ?1 ORDER BY number",
        [&message](const db::Row& file) {
          const auto number = static_cast<std::size_t>(file.integer(0));
          if (number < message->attachments.size())
            message->attachments[number].bytes = file.blob(1);
        },
        row.id);
    taken.push_back({row.id, row.attempts, std::move(row.sender), std::move(*message)});
  }
  return taken;
}

}  // namespace

bool insert(db::Tx& tx, const New& what) {
  const channels::Incoming& message = *what.message;
  const std::string together =
      message.together.empty() ? std::string() : what.sender + message.together;
  const std::int64_t added = tx.run(
      "INSERT INTO intake_messages (id, way, external_id, sender, together, state, due_at,"
      " leased_until, attempts, reason, received_at, done_at, body)"
      " VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, NULL, 0, '', ?7, NULL, ?8)"
      " ON CONFLICT (way, external_id) DO NOTHING",
      what.id, channels::name_of(message.way), message.external_id, what.sender, together,
      what.due_at, what.now, write_incoming(message));
  if (added == 1) keep_files(tx, what.id, message);
  return added == 1;
}

std::vector<Taken> lease(db::Tx& tx, Instant now, Instant until, std::int64_t limit) {
  std::vector<Row> rows;
  const auto keep = [&rows](const db::Row& row) { rows.push_back(read_row(row)); };
  // The one difference between the engines: on PostgreSQL others lease at the same moment.
  if (tx.engine() == db::Engine::postgres) {
    tx.each(
        "UPDATE intake_messages SET state = 'leased', leased_until = ?2 WHERE id IN ("
        " SELECT id FROM intake_messages WHERE state = 'waiting' AND due_at <= ?1"
        " ORDER BY due_at, id LIMIT ?3 FOR UPDATE SKIP LOCKED)"
        " RETURNING id, attempts, sender, body",
        keep, now, until, limit);
  } else {
    tx.each(
        "UPDATE intake_messages SET state = 'leased', leased_until = ?2 WHERE id IN ("
        " SELECT id FROM intake_messages WHERE state = 'waiting' AND due_at <= ?1"
        " ORDER BY due_at, id LIMIT ?3) RETURNING id, attempts, sender, body",
        keep, now, until, limit);
  }
  return with_messages(tx, std::move(rows), now);
}

std::vector<Taken> lease_together(db::Tx& tx, const Taken& first, Instant until) {
  if (first.message.together.empty()) return {};
  std::vector<Row> rows;
  tx.each(
      "UPDATE intake_messages SET state = 'leased', leased_until = ?3 WHERE id IN ("
      " SELECT id FROM intake_messages WHERE sender = ?1 AND together = ?2 AND state = 'waiting'"
      " ORDER BY id LIMIT ?4) RETURNING id, attempts, sender, body",
      [&rows](const db::Row& row) { rows.push_back(read_row(row)); }, first.sender,
      first.sender + first.message.together, until, most_together);
  return with_messages(tx, std::move(rows), until);
}

void finish(db::Tx& tx, std::int64_t id, Instant now) {
  forget_files(tx, id);
  tx.run(
      "UPDATE intake_messages SET state = 'done', body = '', leased_until = NULL, done_at = ?2"
      " WHERE id = ?1",
      id, now);
}

void try_again(db::Tx& tx, std::int64_t id, Instant due_at) {
  tx.run(
      "UPDATE intake_messages SET state = 'waiting', leased_until = NULL, due_at = ?2,"
      " attempts = attempts + 1 WHERE id = ?1 AND state = 'leased'",
      id, due_at);
}

void fail(db::Tx& tx, std::int64_t id, const char* reason, Instant now) {
  forget_files(tx, id);
  tx.run(
      "UPDATE intake_messages SET state = 'failed', body = '', leased_until = NULL, done_at = ?3,"
      " reason = ?2 WHERE id = ?1",
      id, reason, now);
}

std::int64_t expire_leases(db::Tx& tx, Instant now) {
  return tx.run(
      "UPDATE intake_messages SET state = 'waiting', leased_until = NULL, attempts = attempts + 1"
      " WHERE state = 'leased' AND leased_until <= ?1",
      now);
}

void forget_done(db::Tx& tx, Instant before) {
  tx.run("DELETE FROM intake_messages WHERE state IN ('done', 'failed') AND done_at < ?1", before);
  tx.run("DELETE FROM intake_spoken WHERE at < ?1", before);
}

std::int64_t count_of(db::Tx& tx, const std::string& sender, Instant since) {
  return tx
      .row("SELECT COUNT(*) FROM intake_messages WHERE sender = ?1 AND received_at > ?2", sender,
           since)
      ->integer(0);
}

std::optional<Instant> last_of(db::Tx& tx, const std::string& sender) {
  const auto row = tx.row("SELECT MAX(received_at) FROM intake_messages WHERE sender = ?1", sender);
  return row ? row->maybe_instant(0) : std::nullopt;
}

bool spoke_since(db::Tx& tx, const std::string& chat, std::int64_t claim, Instant since) {
  return tx
      .row("SELECT 1 FROM intake_spoken WHERE chat = ?1 AND claim = ?2 AND at > ?3", chat, claim,
           since)
      .has_value();
}

void spoke(db::Tx& tx, const std::string& chat, std::int64_t claim, Instant now) {
  tx.run(
      "INSERT INTO intake_spoken (chat, claim, at) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (chat, claim) DO UPDATE SET at = ?3",
      chat, claim, now);
}

std::int64_t count_in(db::Tx& tx, const char* state) {
  return tx.row("SELECT COUNT(*) FROM intake_messages WHERE state = ?1", state)->integer(0);
}

}  // namespace kentongan::intake::messages
