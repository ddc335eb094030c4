#include "exchange/internal/links.hpp"

namespace kentongan::exchange::links {

namespace {

Link read(const db::Row& row) {
  return {row.id<tabayun::Claim>(0), row.id<tabayun::Claim>(1), row.integer(2) != 0,
          row.instant(3)};
}

}  // namespace

void put(db::Tx& tx, const Link& link) {
  tx.run(
      "INSERT INTO also_checked (claim_id, first_id, contradicts, found_at, settled_by, settled_at)"
      " VALUES (?1, ?2, ?3, ?4, 0, NULL) ON CONFLICT (claim_id, first_id) DO UPDATE SET"
      " settled_at = CASE WHEN also_checked.contradicts = excluded.contradicts THEN "
      "also_checked.settled_at ELSE NULL END, contradicts = excluded.contradicts",
      link.claim, link.first, link.contradicts ? 1 : 0, link.found_at);
}

void remove(db::Tx& tx, Id<tabayun::Claim> one, Id<tabayun::Claim> other) {
  tx.run(
      "DELETE FROM also_checked WHERE (claim_id = ?1 AND first_id = ?2) OR (claim_id = ?2 AND "
      "first_id = ?1)",
      one, other);
}

std::vector<Link> list(db::Tx& tx, Id<tabayun::Claim> claim, std::int64_t limit) {
  std::vector<Link> found;
  tx.each(
      "SELECT claim_id, first_id, contradicts, found_at FROM also_checked WHERE claim_id = ?1 OR "
      "first_id = ?1 ORDER BY first_id, claim_id LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read(row)); }, claim, limit);
  return found;
}

std::vector<Link> list_open(db::Tx& tx, std::int64_t limit) {
  std::vector<Link> found;
  tx.each(
      "SELECT claim_id, first_id, contradicts, found_at FROM also_checked WHERE contradicts = 1 "
      "AND settled_at IS NULL ORDER BY found_at, claim_id LIMIT ?1",
      [&found](const db::Row& row) { found.push_back(read(row)); }, limit);
  return found;
}

bool settle(db::Tx& tx, Id<tabayun::Claim> claim, Id<tabayun::Claim> first, Id<people::Account> by,
            Instant now) {
  return tx.run(
             "UPDATE also_checked SET settled_by = ?3, settled_at = ?4 WHERE claim_id = ?1 AND "
             "first_id = ?2 AND contradicts = 1 AND settled_at IS NULL",
             claim, first, by, now) == 1;
}

}  // namespace kentongan::exchange::links
