#include "casework/internal/evidence_rows.hpp"

namespace kentongan::casework::evidence_rows {

namespace {

template <typename Enumerator>
Enumerator known(std::optional<Enumerator> found) {
  if (!found) throw Bug("evidence: a word that stands for nothing");
  return *found;
}

Rung rung_of(std::int64_t rank) {
  for (const Rung rung : {Rung::document, Rung::agency, Rung::witness}) {
    if (rank_of(rung) == rank) return rung;
  }
  throw Bug("evidence.rung");
}

Evidence read_evidence(const db::Row& row) {
  Evidence evidence;
  evidence.id = row.id<Evidence>(0);
  evidence.claim = row.id<tabayun::Claim>(1);
  evidence.kind = known(find_kind(row.text(2)));
  evidence.rung = rung_of(row.integer(3));
  evidence.state = known(find_evidence_state(row.text(4)));
  evidence.title = row.text(5);
  evidence.position = row.text(6);
  evidence.said_on = row.text(7);
  evidence.url = row.text(8);
  evidence.request = row.id<Request>(9);
  evidence.added_by = row.id<people::Account>(10);
  evidence.added_at = row.instant(11);
  evidence.changed_by = row.id<people::Account>(12);
  evidence.changed_at = row.instant(13);
  Copy& copy = evidence.copy;
  copy.state = known(find_copy_state(row.text(14)));
  copy.reason = known(find_copy_reason(row.text(15)));
  copy.status = static_cast<int>(row.integer(16));
  copy.attempts = static_cast<int>(row.integer(17));
  copy.fetched_at = row.maybe_instant(18);
  copy.bytes = row.integer(19);
  copy.sha256 = row.text(20);
  copy.mime = row.text(21);
  copy.url = row.text(22);
  copy.title = row.text(23);
  evidence.text = row.text(24);
  evidence.has_picture = row.integer(25) != 0;
  return evidence;
}

}  // namespace

bool insert(db::Tx& tx, const Evidence& evidence, const std::optional<std::string>& form_key) {
  return tx.run(
             "INSERT INTO evidence (id, claim_id, kind, rung, state, title, position, said_on, url,"
             " request_id, form_key, added_by, added_at, changed_by, changed_at, copy_state,"
             " copy_reason, copy_status, copy_attempts, copy_due_at, copy_leased_until, copy_bytes,"
             " copy_sha256, copy_mime, copy_url, copy_title, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
             " ?7, ?8, ?9, ?10, CAST(?11 AS TEXT), ?12, ?13, ?12, ?13, ?14, 'none', 0, 0, ?13, 0,"
             " 0, '', '', '', '', ?15) ON CONFLICT (form_key) DO NOTHING",
             evidence.id, evidence.claim, name_of(evidence.kind), rank_of(evidence.rung),
             name_of(evidence.state), evidence.title, evidence.position, evidence.said_on,
             evidence.url, evidence.request, form_key, evidence.added_by, evidence.added_at,
             name_of(evidence.copy.state), evidence.text) == 1;
}

void keep_picture(db::Tx& tx, Id<Evidence> evidence, const tabayun::SafePicture& picture) {
  tx.run(
      "INSERT INTO evidence_pictures (evidence_id, mime, width, height, bytes) VALUES (?1, ?2, ?3,"
      " ?4, ?5)",
      evidence, picture.mime, picture.width, picture.height, db::Blob{picture.bytes});
}

std::optional<Evidence> find(db::Tx& tx, Id<Evidence> evidence) {
  const auto row = tx.row(
      "SELECT e.id, claim_id, kind, rung, state, title, position, said_on, url, request_id,"
      " added_by, added_at, changed_by, changed_at, copy_state, copy_reason, copy_status,"
      " copy_attempts, copy_fetched_at, copy_bytes, copy_sha256, copy_mime, copy_url, copy_title,"
      " text, CASE WHEN p.evidence_id IS NULL THEN 0 ELSE 1 END FROM evidence e LEFT JOIN"
      " evidence_pictures p ON p.evidence_id = e.id WHERE e.id = ?1",
      evidence);
  if (!row) return std::nullopt;
  return read_evidence(*row);
}

std::optional<Evidence> find_by_form(db::Tx& tx, const std::string& form_key) {
  const auto row = tx.row("SELECT id FROM evidence WHERE form_key = ?1", form_key);
  if (!row) return std::nullopt;
  return find(tx, row->id<Evidence>(0));
}

std::vector<Evidence> list(db::Tx& tx, Id<tabayun::Claim> claim) {
  std::vector<Evidence> found;
  tx.each(
      "SELECT e.id, claim_id, kind, rung, state, title, position, said_on, url, request_id,"
      " added_by, added_at, changed_by, changed_at, copy_state, copy_reason, copy_status,"
      " copy_attempts, copy_fetched_at, copy_bytes, copy_sha256, copy_mime, copy_url, copy_title,"
      " text, CASE WHEN p.evidence_id IS NULL THEN 0 ELSE 1 END FROM evidence e LEFT JOIN"
      " evidence_pictures p ON p.evidence_id = e.id WHERE e.claim_id = ?1 ORDER BY e.rung, e.id"
      " LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_evidence(row)); }, claim, most_evidence);
  return found;
}

std::int64_t count(db::Tx& tx, Id<tabayun::Claim> claim) {
  return tx.row("SELECT COUNT(*) FROM evidence WHERE claim_id = ?1", claim)->integer(0);
}

std::int64_t count_waiting(db::Tx& tx, Id<tabayun::Claim> claim) {
  return tx
      .row("SELECT COUNT(*) FROM evidence WHERE claim_id = ?1 AND copy_state = 'pending'", claim)
      ->integer(0);
}

bool has_address(db::Tx& tx, Id<tabayun::Claim> claim, const std::string& url) {
  return tx
      .row("SELECT 1 FROM evidence WHERE claim_id = ?1 AND url = ?2 AND state <> 'removed'", claim,
           url)
      .has_value();
}

void save_state(db::Tx& tx, const Evidence& evidence) {
  tx.run("UPDATE evidence SET state = ?2, changed_by = ?3, changed_at = ?4 WHERE id = ?1",
         evidence.id, name_of(evidence.state), evidence.changed_by, evidence.changed_at);
}

void empty(db::Tx& tx, Id<Evidence> evidence) {
  tx.run(
      "UPDATE evidence SET title = '', position = '', said_on = '', url = '', text = '',"
      " copy_state = 'none', copy_fetched_at = NULL, copy_sha256 = '', copy_mime = '',"
      " copy_url = '', copy_title = '', copy_bytes = 0 WHERE id = ?1",
      evidence);
  tx.run("DELETE FROM evidence_pictures WHERE evidence_id = ?1", evidence);
  tx.run("DELETE FROM evidence_copies WHERE evidence_id = ?1", evidence);
}

std::optional<std::string> find_copy(db::Tx& tx, Id<Evidence> evidence) {
  const auto row = tx.row("SELECT text FROM evidence_copies WHERE evidence_id = ?1", evidence);
  if (!row) return std::nullopt;
  return row->text(0);
}

std::optional<tabayun::SafePicture> find_picture(db::Tx& tx, Id<Evidence> evidence) {
  const auto row = tx.row(
      "SELECT mime, width, height, bytes FROM evidence_pictures WHERE evidence_id = ?1", evidence);
  if (!row) return std::nullopt;
  return tabayun::SafePicture{.mime = row->text(0),
                              .width = static_cast<int>(row->integer(1)),
                              .height = static_cast<int>(row->integer(2)),
                              .bytes = row->blob(3)};
}

std::optional<Errand> lease_next(db::Tx& tx, Instant now, Instant until) {
  std::optional<Errand> errand;
  // The conditions stand twice: of two nodes that chose the same row, the second finds them gone.
  tx.each(
      "UPDATE evidence SET copy_leased_until = ?2, copy_attempts = copy_attempts + 1 WHERE id ="
      " (SELECT id FROM evidence WHERE copy_state = 'pending' AND copy_due_at <= ?1 AND"
      " copy_leased_until <= ?1 ORDER BY copy_due_at, id LIMIT 1) AND copy_state = 'pending' AND"
      " copy_due_at <= ?1 AND copy_leased_until <= ?1 RETURNING id, url, copy_attempts",
      [&errand](const db::Row& row) {
        errand = Errand{row.id<Evidence>(0), row.text(1), static_cast<int>(row.integer(2))};
      },
      now, until);
  return errand;
}

void wait_again(db::Tx& tx, Id<Evidence> evidence, Instant due_at) {
  tx.run(
      "UPDATE evidence SET copy_state = 'pending', copy_reason = 'none', copy_status = 0,"
      " copy_attempts = 0, copy_due_at = ?2, copy_leased_until = 0 WHERE id = ?1",
      evidence, due_at);
}

bool save_copy(db::Tx& tx, const Errand& errand, const Copy& copy, const std::string& text) {
  const std::int64_t saved = tx.run(
      "UPDATE evidence SET copy_state = 'archived', copy_reason = 'none', copy_status = ?3,"
      " copy_fetched_at = CAST(?4 AS BIGINT), copy_bytes = ?5, copy_sha256 = ?6, copy_mime = ?7,"
      " copy_url = ?8, copy_title = ?9, copy_leased_until = 0 WHERE id = ?1 AND copy_attempts = ?2"
      " AND copy_state = 'pending'",
      errand.evidence, errand.attempt, copy.status, copy.fetched_at, copy.bytes, copy.sha256,
      copy.mime, copy.url, copy.title);
  if (saved == 0) return false;
  tx.run(
      "INSERT INTO evidence_copies (evidence_id, text) VALUES (?1, ?2) ON CONFLICT (evidence_id)"
      " DO UPDATE SET text = EXCLUDED.text",
      errand.evidence, text);
  return true;
}

bool save_failure(db::Tx& tx, const Errand& errand, const Copy& copy, Instant due_at) {
  return tx.run(
             "UPDATE evidence SET copy_state = ?3, copy_reason = ?4, copy_status = ?5,"
             " copy_due_at = ?6, copy_leased_until = 0 WHERE id = ?1 AND copy_attempts = ?2 AND"
             " copy_state = 'pending'",
             errand.evidence, errand.attempt, name_of(copy.state), name_of(copy.reason),
             copy.status, due_at) == 1;
}

}  // namespace kentongan::casework::evidence_rows
