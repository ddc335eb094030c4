#include "radar/internal/explainers.hpp"

#include "base/bug.hpp"

#include <utility>

namespace kentongan::radar::explainers {

namespace {

Explainer read(const db::Row& row) {
  Explainer explainer;
  explainer.id = row.id<Explainer>(0);
  const auto state = find_explainer_state(row.text(1));
  auto area = places::AreaCode::parse(row.text(3));
  KENTONGAN_BUG_IF(!state || !area.ok());
  explainer.state = *state;
  explainer.claim = row.id<tabayun::Claim>(2);
  explainer.area = std::move(*area);
  explainer.title = row.text(4);
  explainer.group = row.id<groups::Group>(5);
  explainer.person = row.id<people::Account>(6);
  explainer.item = row.id<newsroom::Item>(7);
  explainer.reason = row.text(8);
  explainer.opened_by = row.id<people::Account>(9);
  explainer.opened_at = row.instant(10);
  explainer.changed_at = row.instant(11);
  explainer.revision = row.integer(12);
  return explainer;
}

std::optional<std::int64_t> open_claim(const Explainer& explainer) {
  if (explainer.is_over()) return std::nullopt;
  return explainer.claim.raw();
}

}  // namespace

bool insert(db::Tx& tx, const Explainer& made) {
  return tx.run(
             "INSERT INTO explainer_tasks (id, state, claim_id, open_claim, area, title, group_id, "
             "person, item_id, reason, opened_by, opened_at, changed_at, revision) VALUES (?1, ?2, "
             "?3, CAST(?4 AS BIGINT), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
             " ON CONFLICT (open_claim) DO NOTHING",
             made.id, name_of(made.state), made.claim, open_claim(made), made.area.text(),
             made.title, made.group, made.person, made.item, made.reason, made.opened_by,
             made.opened_at, made.changed_at, made.revision) == 1;
}

std::optional<Explainer> find(db::Tx& tx, Id<Explainer> id) {
  const auto row = tx.row(
      "SELECT id, state, claim_id, area, title, group_id, person, item_id, reason, opened_by, "
      "opened_at, changed_at, revision FROM explainer_tasks WHERE id = ?1",
      id);
  if (!row) return std::nullopt;
  return read(*row);
}

std::optional<Explainer> find_about(db::Tx& tx, Id<tabayun::Claim> claim) {
  const auto row = tx.row(
      "SELECT id, state, claim_id, area, title, group_id, person, item_id, reason, opened_by, "
      "opened_at, changed_at, revision FROM explainer_tasks WHERE claim_id = ?1 ORDER BY id DESC "
      "LIMIT 1",
      claim);
  if (!row) return std::nullopt;
  return read(*row);
}

bool save(db::Tx& tx, const Explainer& next, std::int64_t seen_revision) {
  return tx.run(
             "UPDATE explainer_tasks SET state = ?3, open_claim = CAST(?4 AS BIGINT), group_id = "
             "?5, person = ?6, item_id = ?7, reason = ?8, changed_at = ?9, revision = ?10"
             " WHERE id = ?1 AND revision = ?2",
             next.id, seen_revision, name_of(next.state), open_claim(next), next.group, next.person,
             next.item, next.reason, next.changed_at, next.revision) == 1;
}

void each(db::Tx& tx, std::int64_t limit, const std::function<void(Explainer)>& take) {
  tx.each(
      "SELECT id, state, claim_id, area, title, group_id, person, item_id, reason, opened_by, "
      "opened_at, changed_at, revision FROM explainer_tasks ORDER BY changed_at DESC, id DESC "
      "LIMIT ?1",
      [&take](const db::Row& row) { take(read(row)); }, limit);
}

}  // namespace kentongan::radar::explainers
