#include "exchange/internal/sources.hpp"

namespace kentongan::exchange::sources {

namespace {

Row read(const db::Row& row) {
  Row read;
  read.source.name = row.text(0);
  read.source.kind =
      row.text(1) == name_of(SourceKind::mafindo) ? SourceKind::mafindo : SourceKind::claim_review;
  read.source.shown = row.text(2);
  read.source.home = row.text(3);
  read.source.licence = row.text(4);
  SourceState& state = read.state;
  state.name = row.text(0);
  state.cursor = row.text(5);
  state.etag = row.text(6);
  state.last_modified = row.text(7);
  state.due_at = row.instant(8);
  state.asked_at = row.maybe_instant(9);
  state.succeeded_at = row.maybe_instant(10);
  state.failures = row.integer(11);
  state.problem = row.text(12);
  state.taken = row.integer(13);
  state.last_seen = row.integer(14);
  state.last_added = row.integer(15);
  state.last_changed = row.integer(16);
  state.last_refused = row.integer(17);
  return read;
}

}  // namespace

void settle(db::Tx& tx, const Source& source, Instant now) {
  tx.run(
      "INSERT INTO exchange_sources (name, kind, shown, home, licence, cursor, etag, "
      "last_modified, due_at, asked_at, succeeded_at, failures, problem, taken, last_seen, "
      "last_added, last_changed, last_refused, holder, leased_until)"
      " VALUES (?1, ?2, ?3, ?4, ?5, '', '', '', ?6, NULL, NULL, 0, '', 0, 0, 0, 0, 0, '', 0)"
      " ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, shown = excluded.shown, home = "
      "excluded.home, licence = excluded.licence",
      source.name, name_of(source.kind), source.shown, source.home, source.licence, now);
}

std::vector<Row> list(db::Tx& tx) {
  std::vector<Row> found;
  tx.each(
      "SELECT name, kind, shown, home, licence, cursor, etag, last_modified, due_at, asked_at, "
      "succeeded_at, failures, problem, taken, last_seen, last_added, last_changed, last_refused "
      "FROM exchange_sources ORDER BY name LIMIT 200",
      [&found](const db::Row& row) { found.push_back(read(row)); });
  return found;
}

std::optional<Row> find(db::Tx& tx, const std::string& name) {
  const auto row = tx.row(
      "SELECT name, kind, shown, home, licence, cursor, etag, last_modified, due_at, asked_at, "
      "succeeded_at, failures, problem, taken, last_seen, last_added, last_changed, last_refused "
      "FROM exchange_sources WHERE name = ?1",
      name);
  if (!row) return std::nullopt;
  return read(*row);
}

bool lease(db::Tx& tx, const std::string& name, const std::string& holder, Instant now,
           Instant until) {
  // A lease that ends much later than any of ours can is the work of a clock that was wrong.
  constexpr Span clocks_apart = std::chrono::hours(1);
  return tx.run(
             "UPDATE exchange_sources SET holder = ?2, leased_until = ?4 WHERE name = ?1 AND "
             "(leased_until <= ?3 OR leased_until > ?5)",
             name, holder, now, until, until + clocks_apart) == 1;
}

bool save(db::Tx& tx, const SourceState& state, const std::string& holder) {
  return tx.run(
             "UPDATE exchange_sources SET cursor = ?3, etag = ?4, last_modified = ?5, due_at = ?6, "
             "asked_at = CAST(?7 AS BIGINT), succeeded_at = CAST(?8 AS BIGINT), failures = ?9, "
             "problem = ?10, taken = ?11, last_seen = ?12, last_added = ?13, last_changed = ?14, "
             "last_refused = ?15, holder = '', leased_until = 0 WHERE name = ?1 AND holder = ?2",
             state.name, holder, state.cursor, state.etag, state.last_modified, state.due_at,
             state.asked_at, state.succeeded_at, state.failures, state.problem, state.taken,
             state.last_seen, state.last_added, state.last_changed, state.last_refused) == 1;
}

void wish(db::Tx& tx, const std::string& name, Instant now) {
  tx.run("UPDATE exchange_sources SET due_at = ?2, cursor = '' WHERE name = ?1", name, now);
}

void put_origin(db::Tx& tx, Id<tabayun::Claim> claim, const Origin& origin) {
  tx.run(
      "INSERT INTO exchange_origins (claim_id, source, fetched_at) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (claim_id) DO UPDATE SET source = excluded.source, fetched_at = "
      "excluded.fetched_at",
      claim, origin.source, origin.fetched_at);
}

std::optional<Origin> find_origin(db::Tx& tx, Id<tabayun::Claim> claim) {
  const auto row =
      tx.row("SELECT source, fetched_at FROM exchange_origins WHERE claim_id = ?1", claim);
  if (!row) return std::nullopt;
  return Origin{row->text(0), row->instant(1)};
}

}  // namespace kentongan::exchange::sources
