#include "quarantine/internal/cases.hpp"

#include "base/text.hpp"

namespace kentongan::quarantine::cases {

namespace {

std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> names;
  for (const std::string_view name : split(std::string_view(text), ',')) {
    if (!name.empty()) names.emplace_back(name);
  }
  return names;
}

/// The columns of every SELECT here, in this order.
Case read_case(const db::Row& row) {
  Case read;
  read.id = row.id<Case>(0);
  read.claim = row.id<tabayun::Claim>(1);
  const auto state = find_case_state(row.text(2));
  const auto area = places::AreaCode::parse(row.text(3));
  KENTONGAN_BUG_IF(!state || !area.ok());
  read.state = *state;
  read.area = *area;
  read.sorting = {names_in(row.text(4)), names_in(row.text(5)), names_in(row.text(6))};
  read.messages = row.integer(7);
  read.pictures = row.integer(8);
  read.evidence_hash = row.text(9);
  read.sealed_hash = row.text(10);
  read.sealed_by = row.id<people::Account>(11);
  read.sealed_at = row.instant(12);
  read.handed = {row.text(13), row.text(14), row.text(15)};
  read.revision = row.integer(16);
  read.changed_at = row.instant(17);
  read.reason = row.text(18);
  read.closing_note = row.text(19);
  read.summary = row.text(20);
  read.masked_text = row.text(21);
  return read;
}

}  // namespace

void insert(db::Tx& tx, const Case& made, const std::string& sealed) {
  tx.run(
      "INSERT INTO quarantine_cases (id, claim_id, open_claim, state, area, forms, aspects, media, "
      "messages, pictures, evidence_hash, sealed_hash, sealed_by, sealed_at, handed_to, "
      "handed_number, handed_on, revision, changed_at, reason, closing_note, summary, masked_text, "
      "sealed) VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, '', '', '', "
      "?14, ?15, ?16, '', ?17, ?18, ?19)",
      made.id, made.claim, name_of(made.state), made.area.text(), join(made.sorting.forms, ","),
      join(made.sorting.aspects, ","), join(made.sorting.media, ","), made.messages, made.pictures,
      made.evidence_hash, made.sealed_hash, made.sealed_by, made.sealed_at, made.revision,
      made.changed_at, made.reason, made.summary, made.masked_text, db::Blob{sealed});
}

Result<Case> must_find(db::Tx& tx, Id<Case> id) {
  const auto row = tx.row(
      "SELECT id, claim_id, state, area, forms, aspects, media, messages, pictures, evidence_hash, "
      "sealed_hash, sealed_by, sealed_at, handed_to, handed_number, handed_on, revision, "
      "changed_at, reason, closing_note, summary, masked_text FROM quarantine_cases WHERE id = ?1",
      id);
  if (!row) return Error(Refusal::not_found, "quarantine.not_found");
  return read_case(*row);
}

std::optional<Id<Case>> find_open(db::Tx& tx, Id<tabayun::Claim> claim) {
  const auto row = tx.row("SELECT id FROM quarantine_cases WHERE open_claim = ?1", claim);
  if (!row) return std::nullopt;
  return row->id<Case>(0);
}

Result<> save(db::Tx& tx, const Case& changed, std::int64_t seen_revision) {
  const char* open = changed.state == CaseState::released ? "no" : "yes";
  const std::int64_t saved = tx.run(
      "UPDATE quarantine_cases SET state = ?3, handed_to = ?4, handed_number = ?5, handed_on = ?6, "
      "closing_note = ?7, revision = ?8, changed_at = ?9, open_claim = CASE WHEN CAST(?10 AS TEXT) "
      "= 'yes' THEN open_claim ELSE NULL END WHERE id = ?1 AND revision = ?2",
      changed.id, seen_revision, name_of(changed.state), changed.handed.to, changed.handed.number,
      changed.handed.on, changed.closing_note, changed.revision, changed.changed_at, open);
  if (saved == 0) return Error(Refusal::conflict, "quarantine.changed_meanwhile");
  return {};
}

std::string sealed_bytes(db::Tx& tx, Id<Case> id) {
  const auto row = tx.row("SELECT sealed FROM quarantine_cases WHERE id = ?1", id);
  KENTONGAN_BUG_IF(!row);
  return row->blob(0);
}

std::vector<Case> list(db::Tx& tx, std::optional<CaseState> state, std::int64_t limit) {
  std::vector<Case> found;
  tx.each(
      "SELECT id, claim_id, state, area, forms, aspects, media, messages, pictures, evidence_hash, "
      "sealed_hash, sealed_by, sealed_at, handed_to, handed_number, handed_on, revision, "
      "changed_at, reason, closing_note, summary, masked_text FROM quarantine_cases"
      " WHERE (CAST(?1 AS TEXT) = '' OR state = ?1) ORDER BY sealed_at DESC, id DESC LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_case(row)); },
      state ? std::string(name_of(*state)) : std::string(), limit);
  return found;
}

void add_access(db::Tx& tx, Id<Case> id, const Access& access) {
  tx.run(
      "INSERT INTO quarantine_accesses (id, case_id, what, actor, reason, at) VALUES (?1, ?2, ?3, "
      "?4, ?5, ?6)",
      access.id, id, access.what, access.actor, access.reason, access.at);
}

std::vector<Access> list_accesses(db::Tx& tx, Id<Case> id, std::int64_t limit) {
  std::vector<Access> found;
  tx.each(
      "SELECT id, what, actor, reason, at FROM quarantine_accesses WHERE case_id = ?1 ORDER BY id "
      "LIMIT ?2",
      [&found](const db::Row& row) {
        found.push_back(
            {row.integer(0), row.text(1), row.id<people::Account>(2), row.text(3), row.instant(4)});
      },
      id, limit);
  return found;
}

}  // namespace kentongan::quarantine::cases
