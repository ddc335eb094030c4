#include "people/internal/sessions.hpp"

namespace kentongan::people {

void Sessions::add(db::Tx& tx, const StoredSession& session) {
  tx.run(
      "INSERT INTO sessions (token_hash, account, created_at, last_seen_at, expires_at)"
      " VALUES (?1, ?2, ?3, ?4, ?5)",
      db::Blob{session.token_hash}, session.account, session.created_at, session.last_seen_at,
      session.expires_at);
}

std::optional<StoredSession> Sessions::find(db::Tx& tx, const std::string& token_hash) {
  const auto row = tx.row(
      "SELECT account, created_at, last_seen_at, expires_at FROM sessions WHERE token_hash = ?1",
      db::Blob{token_hash});
  if (!row) return std::nullopt;
  return StoredSession{token_hash, row->id<Account>(0), row->instant(1), row->instant(2),
                       row->instant(3)};
}

void Sessions::touch(db::Tx& tx, const std::string& token_hash, Instant now) {
  tx.run("UPDATE sessions SET last_seen_at = ?1 WHERE token_hash = ?2 AND last_seen_at < ?1", now,
         db::Blob{token_hash});
}

void Sessions::remove(db::Tx& tx, const std::string& token_hash) {
  tx.run("DELETE FROM sessions WHERE token_hash = ?1", db::Blob{token_hash});
}

void Sessions::remove_all(db::Tx& tx, Id<Account> account) {
  tx.run("DELETE FROM sessions WHERE account = ?1", account);
}

void Sessions::remove_over(db::Tx& tx, Instant now, Instant idle_since) {
  tx.run("DELETE FROM sessions WHERE expires_at <= ?1 OR last_seen_at <= ?2", now, idle_since);
}

}  // namespace kentongan::people
