#include "ledger/internal/entries.hpp"

namespace kentongan::ledger {

namespace {

using db::Blob;
using db::Engine;
using db::Row;
using db::Tx;

constexpr std::int64_t most_chains = 10'000;

/// Columns: id, regency, kind, subject, actor, detail, at, position.
Entry entry_of(const Row& row) {
  return {.id = row.integer(0),
          .position = row.maybe_integer(7).value_or(0),
          .regency = row.text(1),
          .kind = row.text(2),
          .subject = row.integer(3),
          .actor = row.integer(4),
          .detail = row.text(5),
          .at = row.instant(6)};
}

std::string blob_or_nothing(const Row& row, std::size_t column) {
  return row.is_null(column) ? std::string() : row.blob(column);
}

// On SQLite the writer lane is the only writer: whoever can see an entry sees it finished.
void insert_on_sqlite(Tx& tx, const Entry& entry) {
  tx.run(
      "INSERT INTO ledger(id, regency, kind, subject, actor, detail, at, xid)"
      " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
      entry.id, entry.regency, entry.kind, entry.subject, entry.actor, entry.detail, entry.at);
}

void insert_on_postgres(Tx& tx, const Entry& entry) {
  tx.run(
      "INSERT INTO ledger(id, regency, kind, subject, actor, detail, at, xid)"
      " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT))",
      entry.id, entry.regency, entry.kind, entry.subject, entry.actor, entry.detail, entry.at);
}

std::vector<Entry> entries_of(const std::vector<Row>& rows) {
  std::vector<Entry> entries;
  entries.reserve(rows.size());
  for (const Row& row : rows) entries.push_back(entry_of(row));
  return entries;
}

}  // namespace

void insert_entry(Tx& tx, const Entry& entry) {
  switch (tx.engine()) {
    case Engine::sqlite: return insert_on_sqlite(tx, entry);
    case Engine::postgres: return insert_on_postgres(tx, entry);
  }
}

bool become_sealer(Tx& tx) {
  if (tx.engine() == Engine::sqlite) return true;
  // "LEDG"; let go of at the end of the transaction, so that seals become visible in order.
  return tx.row("SELECT CASE WHEN pg_try_advisory_xact_lock(1279607879) THEN 1 ELSE 0 END")
             ->integer(0) == 1;
}

std::vector<Entry> find_finished(Tx& tx, std::int64_t limit) {
  switch (tx.engine()) {
    case Engine::sqlite:
      return entries_of(
          tx.rows("SELECT id, regency, kind, subject, actor, detail, at, position FROM ledger"
                  " WHERE position IS NULL ORDER BY xid, id LIMIT ?1",
                  limit));
    case Engine::postgres:
      // The horizon: every transaction below it has ended, so nothing below it can appear later. A
      // number this server has not given out yet came with a pg_restore from another one.
      return entries_of(tx.rows(
          "SELECT id, regency, kind, subject, actor, detail, at, position FROM ledger"
          " WHERE position IS NULL"
          " AND (xid < CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)"
          " OR xid >= CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT))"
          " ORDER BY xid, id LIMIT ?1",
          limit));
  }
  __builtin_unreachable();
}

void save_seal(Tx& tx, const SealedRow& row) {
  tx.run("UPDATE ledger SET position = ?2, previous_hash = ?3, hash = ?4 WHERE id = ?1",
         row.entry.id, row.entry.position, Blob{row.previous_hash}, Blob{row.hash});
}

Chains load_chains(Tx& tx) {
  Chains chains;
  tx.each(
      "SELECT regency, last_position, last_hash FROM ledger_chains ORDER BY regency LIMIT ?1",
      [&](const Row& row) {
        chains[row.text(0)] = {row.integer(1), row.blob(2)};
      },
      most_chains);
  return chains;
}

void save_chain(Tx& tx, const std::string& regency, const Link& link) {
  tx.run(
      "INSERT INTO ledger_chains(regency, last_position, last_hash) VALUES(?1, ?2, ?3)"
      " ON CONFLICT (regency) DO UPDATE SET last_position = excluded.last_position,"
      " last_hash = excluded.last_hash",
      regency, link.position, Blob{link.hash});
}

std::vector<Entry> find_after(Tx& tx, std::int64_t position, std::int64_t limit) {
  return entries_of(
      tx.rows("SELECT id, regency, kind, subject, actor, detail, at, position FROM ledger"
              " WHERE position > ?1 ORDER BY position LIMIT ?2",
              position, limit));
}

std::vector<Entry> find_about(Tx& tx, std::int64_t subject, std::int64_t limit) {
  return entries_of(
      tx.rows("SELECT id, regency, kind, subject, actor, detail, at, position FROM ledger"
              " WHERE subject = ?1 AND position IS NOT NULL ORDER BY position LIMIT ?2",
              subject, limit));
}

std::vector<SealedRow> find_sealed_after(Tx& tx, std::int64_t position, std::int64_t limit) {
  std::vector<SealedRow> rows;
  tx.each(
      "SELECT id, regency, kind, subject, actor, detail, at, position, previous_hash, hash FROM "
      "ledger"
      " WHERE position > ?1 ORDER BY position LIMIT ?2",
      [&](const Row& row) {
        rows.push_back({entry_of(row), blob_or_nothing(row, 8), blob_or_nothing(row, 9)});
      },
      position, limit);
  return rows;
}

std::int64_t find_last_position(Tx& tx) {
  return tx.row("SELECT COALESCE(MAX(position), 0) FROM ledger")->integer(0);
}

}  // namespace kentongan::ledger
