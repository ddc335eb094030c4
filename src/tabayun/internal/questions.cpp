#include "tabayun/internal/questions.hpp"

namespace kentongan::tabayun::questions {

namespace {

Helped helped_of(const std::string& name) {
  for (const auto helped : {Helped::unknown, Helped::yes, Helped::no}) {
    if (name_of(helped) == name) return helped;
  }
  throw Bug("questions.helped");
}

match::Path path_of(const std::string& name) {
  for (const auto path : {match::Path::text, match::Path::picture}) {
    if (match::path_name(path) == name) return path;
  }
  throw Bug("questions.read_from");
}

Question read_question(const db::Row& row) {
  Question question;
  question.id = row.id<Question>(0);
  const auto state = find_question_state(row.text(1));
  const auto area = places::AreaCode::parse(row.text(2));
  KENTONGAN_BUG_IF(!state || !area.ok());
  question.state = *state;
  question.area = *area;
  question.claim = row.id<Claim>(3);
  question.helped = helped_of(row.text(4));
  question.asked_at = row.instant(5);
  question.answered_at = row.maybe_instant(6);
  question.text = row.text(7);
  question.read_from = path_of(row.text(8));
  question.mouth = find_mouth(row.text(9)).value();
  return question;
}

std::optional<Question> read_first(const std::optional<db::Row>& row) {
  if (!row) return std::nullopt;
  return read_question(*row);
}

}  // namespace

bool insert(db::Tx& tx, const Question& question, const Hashes& hashes) {
  return tx.run(
             "INSERT INTO questions (id, state, area, claim_id, key, receipt_hash, form_hash, "
             "helped, asked_at,"
             " answered_at, text, read_from, way, asker) VALUES (?1, ?2, ?3, ?4, ?5, ?6, CAST(?7 "
             "AS "
             "TEXT), ?8, ?9, CAST(?10 AS BIGINT),"
             " ?11, ?12, ?13, ?14) ON CONFLICT (form_hash) DO NOTHING",
             question.id, name_of(question.state), question.area.text(), question.claim, hashes.key,
             hashes.receipt, hashes.form, name_of(question.helped), question.asked_at,
             question.answered_at, question.text, match::path_name(question.read_from),
             name_of(question.mouth), hashes.asker) == 1;
}

std::optional<Question> find(db::Tx& tx, Id<Question> question) {
  return read_first(tx.row(
      "SELECT id, state, area, claim_id, helped, asked_at, answered_at, text, read_from, way FROM "
      "questions WHERE id = ?1",
      question));
}

std::optional<Question> find_by_receipt(db::Tx& tx, const std::string& receipt_hash) {
  return read_first(
      tx.row("SELECT id, state, area, claim_id, helped, asked_at, answered_at, text, read_from, "
             "way FROM questions "
             "WHERE receipt_hash = ?1",
             receipt_hash));
}

std::optional<Question> find_by_form(db::Tx& tx, const std::string& form_hash) {
  return read_first(
      tx.row("SELECT id, state, area, claim_id, helped, asked_at, answered_at, text, read_from, "
             "way FROM questions "
             "WHERE form_hash = ?1",
             form_hash));
}

std::string key_of(db::Tx& tx, Id<Question> question) {
  const auto row = tx.row("SELECT key FROM questions WHERE id = ?1", question);
  KENTONGAN_BUG_IF(!row);
  return row->text(0);
}

void save(db::Tx& tx, const Question& question) {
  tx.run(
      "UPDATE questions SET state = ?2, claim_id = ?3, helped = ?4, answered_at = CAST(?5 AS "
      "BIGINT) WHERE id = ?1",
      question.id, name_of(question.state), question.claim, name_of(question.helped),
      question.answered_at);
}

std::int64_t answer_all(db::Tx& tx, Id<Claim> claim, Id<Claim> by, Instant now) {
  return tx.run(
      "UPDATE questions SET state = 'answered', answered_at = ?3, claim_id = ?2,"
      " waited_for = CASE WHEN claim_id = ?2 THEN waited_for ELSE claim_id END"
      " WHERE claim_id = ?1 AND state = 'waiting'",
      claim, by, now);
}

std::vector<Question> list(db::Tx& tx, Id<Claim> claim, std::int64_t limit) {
  std::vector<Question> found;
  tx.each(
      "SELECT id, state, area, claim_id, helped, asked_at, answered_at, text, read_from, way FROM "
      "questions WHERE "
      "claim_id = ?1"
      " ORDER BY id DESC LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_question(row)); }, claim, limit);
  return found;
}

std::vector<Id<Question>> list_about(db::Tx& tx, Id<Claim> claim, Id<Question> after,
                                     std::int64_t limit) {
  std::vector<Id<Question>> found;
  // Two index walks, merged: an OR would read everything there is.
  tx.each(
      "SELECT id FROM (SELECT id FROM questions WHERE claim_id = ?1 AND id > ?2"
      " UNION SELECT id FROM questions WHERE waited_for = ?1 AND waited_for <> 0 AND id > ?2)"
      " AS about ORDER BY id LIMIT ?3",
      [&found](const db::Row& row) { found.push_back(row.id<Question>(0)); }, claim, after, limit);
  return found;
}

std::int64_t wait_again_all(db::Tx& tx, Id<Claim> claim) {
  return tx.run(
      "UPDATE questions SET state = 'waiting', answered_at = NULL WHERE claim_id = ?1"
      " AND state <> 'waiting'",
      claim);
}

std::vector<Waiting> list_waiting(db::Tx& tx, std::int64_t after, std::int64_t limit) {
  std::vector<Waiting> found;
  tx.each(
      "SELECT id, claim_id, text FROM questions WHERE state = 'waiting' AND id > ?1 ORDER BY id "
      "LIMIT ?2",
      [&found](const db::Row& row) {
        found.push_back({row.integer(0), row.id<Claim>(1), row.text(2)});
      },
      after, limit);
  return found;
}

void count(db::Tx& tx, Numbers& numbers) {
  tx.each("SELECT state, COUNT(*) FROM questions GROUP BY state", [&numbers](const db::Row& row) {
    const std::int64_t count = row.integer(1);
    numbers.asked += count;
    if (row.text(0) == name_of(QuestionState::waiting)) numbers.waiting = count;
    if (row.text(0) == name_of(QuestionState::answered_from_archive))
      numbers.answered_at_once = count;
  });
}

void reject(db::Tx& tx, Id<Question> question, Id<Claim> claim, Instant now) {
  tx.run(
      "INSERT INTO question_rejections (question_id, claim_id, at) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (question_id, claim_id) DO NOTHING",
      question, claim, now);
}

std::vector<Id<Claim>> rejected(db::Tx& tx, Id<Question> question) {
  std::vector<Id<Claim>> found;
  tx.each(
      "SELECT claim_id FROM question_rejections WHERE question_id = ?1 ORDER BY claim_id LIMIT 100",
      [&found](const db::Row& row) { found.push_back(row.id<Claim>(0)); }, question);
  return found;
}

std::vector<Id<Claim>> list_rejected(db::Tx& tx, Id<Claim> claim, std::int64_t limit) {
  std::vector<Id<Claim>> found;
  tx.each(
      "SELECT DISTINCT r.claim_id FROM question_rejections r JOIN questions q ON q.id = "
      "r.question_id"
      " WHERE q.claim_id = ?1 ORDER BY r.claim_id LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(row.id<Claim>(0)); }, claim, limit);
  return found;
}

void pick(db::Tx& tx, Id<Question> question, Id<Claim> claim, Instant now) {
  tx.run("DELETE FROM question_picks WHERE question_id = ?1", question);
  tx.run(
      "INSERT INTO question_picks (question_id, claim_id, state, picked_at, read_by, read_at)"
      " VALUES (?1, ?2, 'pending', ?3, 0, NULL)",
      question, claim, now);
}

void take_back_pick(db::Tx& tx, Id<Question> question) {
  tx.run("DELETE FROM question_picks WHERE question_id = ?1 AND state = 'pending'", question);
}

std::vector<Pick> list_picks(db::Tx& tx, std::int64_t limit) {
  std::vector<Pick> found;
  tx.each(
      "SELECT q.id, q.area, q.text, p.picked_at, c.id, c.area, c.verdict, c.title, k.picture_id "
      "FROM "
      "question_picks p"
      " JOIN questions q ON q.id = p.question_id JOIN claims c ON c.id = p.claim_id"
      " LEFT JOIN question_pictures qp ON qp.question_id = q.id"
      " LEFT JOIN kept_pictures k ON k.picture_id = qp.picture_id"
      " WHERE p.state = 'pending' ORDER BY p.picked_at, p.question_id LIMIT ?1",
      [&found](const db::Row& row) {
        Pick pick;
        pick.question = row.id<Question>(0);
        pick.area = places::AreaCode::parse(row.text(1)).value();
        pick.text = row.text(2);
        pick.picked_at = row.instant(3);
        pick.claim.id = row.id<Claim>(4);
        pick.claim.area = places::AreaCode::parse(row.text(5)).value();
        pick.claim.finding.verdict = find_verdict(row.text(6)).value_or(Verdict::unproven);
        pick.claim.finding.title = row.text(7);
        pick.has_picture = !row.is_null(8);
        found.push_back(std::move(pick));
      },
      limit);
  return found;
}

std::optional<Id<Claim>> pending_pick(db::Tx& tx, Id<Question> question) {
  const auto row = tx.row(
      "SELECT claim_id FROM question_picks WHERE question_id = ?1 AND state = 'pending'", question);
  if (!row) return std::nullopt;
  return row->id<Claim>(0);
}

void save_reading(db::Tx& tx, Id<Question> question, const Reading& reading) {
  const char* state = reading.state == PickState::accepted ? "accepted" : "declined";
  tx.run(
      "UPDATE question_picks SET state = ?2, read_by = ?3, read_at = ?4 WHERE question_id = ?1 AND "
      "state = 'pending'",
      question, state, reading.by, reading.at);
  if (reading.state != PickState::accepted) return;
  tx.run(
      "UPDATE question_picks SET state = 'accepted', read_by = ?2, read_at = ?3 WHERE state = "
      "'pending' AND claim_id = (SELECT claim_id FROM question_picks WHERE question_id = ?1)"
      " AND question_id IN (SELECT id FROM questions WHERE key = (SELECT key FROM questions WHERE "
      "id = ?1))",
      question, reading.by, reading.at);
}

}  // namespace kentongan::tabayun::questions
