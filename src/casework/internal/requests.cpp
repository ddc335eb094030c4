#include "casework/internal/requests.hpp"

#include "casework/discussion.hpp"

namespace kentongan::casework::requests {

namespace {

Request read_request(const db::Row& row) {
  Request request;
  request.id = row.id<Request>(0);
  request.claim = row.id<tabayun::Claim>(1);
  const auto area = places::AreaCode::parse(row.text(2));
  if (area.ok()) request.area = *area;
  const auto state = find_request_state(row.text(3));
  if (!state) throw Bug("evidence_requests.state");
  request.state = *state;
  request.agency = row.text(4);
  request.group = row.id<groups::Group>(5);
  request.due_at = row.instant(6);
  request.asked_by = row.id<people::Account>(7);
  request.asked_at = row.instant(8);
  request.closed_by = row.id<people::Account>(9);
  request.closed_at = row.maybe_instant(10);
  request.claim_title = row.text(11);
  request.text = row.text(12);
  request.answer = row.text(13);
  return request;
}

}  // namespace

bool insert(db::Tx& tx, const Request& request, const Extra& extra) {
  return tx.run(
             "INSERT INTO evidence_requests (id, claim_id, regency, area, state, agency, group_id,"
             " due_at, asked_by, asked_at, closed_by, form_key, title, text, answer) VALUES (?1,"
             " ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, CAST(?11 AS TEXT), ?12, ?13, '')"
             " ON CONFLICT (form_key) DO NOTHING",
             request.id, request.claim, extra.regency, request.area.text(), name_of(request.state),
             request.agency, request.group, request.due_at, request.asked_by, request.asked_at,
             extra.form_key, request.claim_title, request.text) == 1;
}

std::optional<Request> find(db::Tx& tx, Id<Request> request) {
  const auto row = tx.row(
      "SELECT id, claim_id, area, state, agency, group_id, due_at, asked_by, asked_at, closed_by,"
      " closed_at, title, text, answer FROM evidence_requests WHERE id = ?1",
      request);
  if (!row) return std::nullopt;
  return read_request(*row);
}

std::optional<Request> find_by_form(db::Tx& tx, const std::string& form_key) {
  const auto row = tx.row("SELECT id FROM evidence_requests WHERE form_key = ?1", form_key);
  if (!row) return std::nullopt;
  return find(tx, row->id<Request>(0));
}

bool close(db::Tx& tx, const Request& request, const std::string& answer_key) {
  return tx.run(
             "UPDATE evidence_requests SET state = ?2, answer = ?3, closed_by = ?4, closed_at ="
             " CAST(?5 AS BIGINT), answer_key = ?6 WHERE id = ?1 AND state = 'open'",
             request.id, name_of(request.state), request.answer, request.closed_by,
             request.closed_at, answer_key) == 1;
}

std::string answer_key(db::Tx& tx, Id<Request> request) {
  const auto row = tx.row("SELECT answer_key FROM evidence_requests WHERE id = ?1", request);
  return row ? row->maybe_text(0).value_or("") : std::string();
}

std::vector<Request> list(db::Tx& tx, Id<tabayun::Claim> claim) {
  std::vector<Request> found;
  tx.each(
      "SELECT id, claim_id, area, state, agency, group_id, due_at, asked_by, asked_at, closed_by,"
      " closed_at, title, text, answer FROM evidence_requests WHERE claim_id = ?1 ORDER BY CASE"
      " state WHEN 'open' THEN 0 ELSE 1 END, due_at, id LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_request(row)); }, claim, most_requests);
  return found;
}

std::vector<Request> list_to_group(db::Tx& tx, Id<groups::Group> group, std::int64_t limit) {
  std::vector<Request> found;
  for (const auto state : {RequestState::open, RequestState::answered}) {
    tx.each(
        "SELECT id, claim_id, area, state, agency, group_id, due_at, asked_by, asked_at, closed_by,"
        " closed_at, title, text, answer FROM evidence_requests WHERE group_id = ?1 AND state = ?2"
        " ORDER BY due_at, id LIMIT ?3",
        [&found](const db::Row& row) { found.push_back(read_request(row)); }, group, name_of(state),
        limit);
  }
  return found;
}

std::vector<Request> list_open(db::Tx& tx, const std::string& regency, std::int64_t limit) {
  std::vector<Request> found;
  const auto keep = [&found](const db::Row& row) { found.push_back(read_request(row)); };
  if (regency.empty()) {
    tx.each(
        "SELECT id, claim_id, area, state, agency, group_id, due_at, asked_by, asked_at, closed_by,"
        " closed_at, title, text, answer FROM evidence_requests WHERE state = 'open' ORDER BY"
        " due_at, id LIMIT ?1",
        keep, limit);
  } else {
    tx.each(
        "SELECT id, claim_id, area, state, agency, group_id, due_at, asked_by, asked_at, closed_by,"
        " closed_at, title, text, answer FROM evidence_requests WHERE state = 'open' AND regency ="
        " ?1 ORDER BY due_at, id LIMIT ?2",
        keep, regency, limit);
  }
  return found;
}

std::int64_t count(db::Tx& tx, Id<tabayun::Claim> claim) {
  return tx.row("SELECT COUNT(*) FROM evidence_requests WHERE claim_id = ?1", claim)->integer(0);
}

}  // namespace kentongan::casework::requests
