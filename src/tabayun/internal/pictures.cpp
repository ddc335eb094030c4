#include "tabayun/internal/pictures.hpp"

namespace kentongan::tabayun::pictures {

namespace {

std::vector<Fingerprint> read_fingerprints(const std::string& text) {
  auto parsed = parse_fingerprints(text);
  if (!parsed.ok()) throw Bug("pictures: fingerprints");
  return std::move(parsed).value();
}

Known read_known(const db::Row& row) {
  Known known;
  known.claim = row.id<Claim>(0);
  known.picture = row.integer(1);
  known.looks.quality = static_cast<int>(row.integer(2));
  known.looks.whole = read_fingerprints(row.text(3));
  known.looks.parts = read_fingerprints(row.text(4));
  return known;
}

}  // namespace

void keep(db::Tx& tx, std::int64_t id, Id<Question> question, const SentPicture& picture) {
  const Looks& looks = picture.looks;
  const std::string key = key_of(picture.safe);
  tx.run(
      "INSERT INTO pictures (id, key, quality, whole, parts, probes) VALUES (?1, ?2, ?3, ?4, ?5, "
      "?6) ON CONFLICT (key) DO NOTHING",
      id, key, looks.quality, text_of(looks.whole), text_of(looks.parts), text_of(looks.probes));
  const auto row = tx.row("SELECT id FROM pictures WHERE key = ?1", key);
  KENTONGAN_BUG_IF(!row);
  const std::int64_t known = row->integer(0);
  tx.run(
      "INSERT INTO kept_pictures (picture_id, mime, width, height, bytes) VALUES (?1, ?2, ?3, ?4, "
      "?5) ON CONFLICT (picture_id) DO NOTHING",
      known, picture.safe.mime, picture.safe.width, picture.safe.height,
      db::Blob{picture.safe.bytes});
  tx.run(
      "INSERT INTO question_pictures (question_id, picture_id) VALUES (?1, ?2) ON CONFLICT "
      "(question_id) DO NOTHING",
      question, known);
}

std::optional<Looks> looks_of(db::Tx& tx, Id<Question> question) {
  const auto row = tx.row(
      "SELECT p.quality, p.whole, p.parts, p.probes FROM question_pictures q JOIN pictures p ON "
      "p.id = q.picture_id WHERE q.question_id = ?1",
      question);
  if (!row) return std::nullopt;
  return Looks{.quality = static_cast<int>(row->integer(0)),
               .whole = read_fingerprints(row->text(1)),
               .parts = read_fingerprints(row->text(2)),
               .probes = read_fingerprints(row->text(3))};
}

std::optional<SafePicture> find(db::Tx& tx, Id<Question> question) {
  const auto row = tx.row(
      "SELECT k.mime, k.width, k.height, k.bytes FROM question_pictures q JOIN kept_pictures k ON "
      "k.picture_id = q.picture_id WHERE q.question_id = ?1",
      question);
  if (!row) return std::nullopt;
  return SafePicture{.mime = row->text(0),
                     .width = static_cast<int>(row->integer(1)),
                     .height = static_cast<int>(row->integer(2)),
                     .bytes = row->blob(3)};
}

bool is_kept(db::Tx& tx, Id<Question> question, Instant now) {
  return tx
      .row(
          "SELECT 1 FROM question_pictures qp JOIN kept_pictures k ON k.picture_id = qp.picture_id"
          " JOIN questions q ON q.id = qp.question_id"
          " LEFT JOIN question_picks p ON p.question_id = q.id"
          " WHERE qp.question_id = ?1 AND q.asked_at > ?2"
          " AND (q.state = 'waiting' OR p.state = 'pending'"
          " OR (q.state = 'answered_from_archive' AND p.state IS NULL AND q.asked_at > ?3))",
          question, now - picture_waits, now - picture_doubted)
      .has_value();
}

std::vector<QuestionPicture> list_waiting(db::Tx& tx, Id<Claim> claim, std::int64_t limit) {
  std::vector<QuestionPicture> found;
  tx.each(
      "SELECT MIN(q.id), MIN(k.width), MIN(k.height) FROM questions q JOIN question_pictures qp ON "
      "qp.question_id = q.id JOIN kept_pictures k ON k.picture_id = qp.picture_id"
      " WHERE q.claim_id = ?1 AND q.state = 'waiting' GROUP BY k.picture_id ORDER BY 1 LIMIT ?2",
      [&found](const db::Row& row) {
        found.push_back({.question = row.id<Question>(0),
                         .width = static_cast<int>(row.integer(1)),
                         .height = static_cast<int>(row.integer(2))});
      },
      claim, limit);
  return found;
}

std::int64_t learn_all(db::Tx& tx, Id<Claim> claim, Id<Claim> into, Id<people::Account> by,
                       Instant now) {
  // What had to be forgotten before anybody could see it is not learnt.
  return tx.run(
      "INSERT INTO claim_pictures (claim_id, picture_id, added_by, added_at)"
      " SELECT DISTINCT CAST(?2 AS BIGINT), k.picture_id, CAST(?3 AS BIGINT), CAST(?4 AS BIGINT)"
      " FROM questions q JOIN question_pictures qp ON qp.question_id = q.id"
      " JOIN kept_pictures k ON k.picture_id = qp.picture_id"
      " WHERE q.claim_id = ?1 AND q.state = 'waiting' ON CONFLICT (claim_id, picture_id) DO "
      "NOTHING",
      claim, into, by, now);
}

std::int64_t learn(db::Tx& tx, Id<Question> question, Id<Claim> into, Id<people::Account> by,
                   Instant now) {
  return tx.run(
      "INSERT INTO claim_pictures (claim_id, picture_id, added_by, added_at)"
      " SELECT CAST(?2 AS BIGINT), k.picture_id, CAST(?3 AS BIGINT), CAST(?4 AS BIGINT)"
      " FROM question_pictures qp JOIN kept_pictures k ON k.picture_id = qp.picture_id"
      " WHERE qp.question_id = ?1 ON CONFLICT (claim_id, picture_id) DO NOTHING",
      question, into, by, now);
}

std::vector<Known> list_known(db::Tx& tx, Id<Claim> claim, std::int64_t picture,
                              std::int64_t limit) {
  std::vector<Known> found;
  tx.each(
      "SELECT k.claim_id, p.id, p.quality, p.whole, p.parts FROM claim_pictures k JOIN pictures p "
      "ON p.id = k.picture_id JOIN claims c ON c.id = k.claim_id WHERE c.state = 'published'"
      " AND (k.claim_id > ?1 OR (k.claim_id = ?1 AND k.picture_id > ?2))"
      " ORDER BY k.claim_id, k.picture_id LIMIT ?3",
      [&found](const db::Row& row) { found.push_back(read_known(row)); }, claim, picture, limit);
  return found;
}

std::vector<Known> list_known_of(db::Tx& tx, Id<Claim> claim, std::int64_t limit) {
  std::vector<Known> found;
  tx.each(
      "SELECT k.claim_id, p.id, p.quality, p.whole, p.parts FROM claim_pictures k JOIN pictures p "
      "ON p.id = k.picture_id WHERE k.claim_id = ?1 ORDER BY k.picture_id LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_known(row)); }, claim, limit);
  return found;
}

namespace {

std::optional<std::int64_t> picture_of(db::Tx& tx, Id<Question> question) {
  const auto row =
      tx.row("SELECT picture_id FROM question_pictures WHERE question_id = ?1", question);
  if (!row) return std::nullopt;
  return row->integer(0);
}

/// Forgets what no question has any more; how a known one looks stays.
void forget_if_unused(db::Tx& tx, std::int64_t picture) {
  tx.run(
      "DELETE FROM kept_pictures WHERE picture_id = ?1 AND NOT EXISTS (SELECT 1 FROM "
      "question_pictures q WHERE q.picture_id = ?1)",
      picture);
  tx.run(
      "DELETE FROM pictures WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM question_pictures q WHERE "
      "q.picture_id = ?1) AND NOT EXISTS (SELECT 1 FROM claim_pictures c WHERE c.picture_id = ?1)",
      picture);
}

}  // namespace

void forget(db::Tx& tx, Id<Question> question) {
  const auto picture = picture_of(tx, question);
  if (!picture) return;
  tx.run("DELETE FROM question_pictures WHERE question_id = ?1", question);
  forget_if_unused(tx, *picture);
}

void forget_beside(db::Tx& tx, Id<Question> question) {
  const auto picture = picture_of(tx, question);
  if (!picture) return;
  tx.run(
      "DELETE FROM question_pictures WHERE picture_id = ?1 AND question_id IN (SELECT id FROM "
      "questions WHERE claim_id = (SELECT claim_id FROM questions WHERE id = ?2))",
      *picture, question);
  forget_if_unused(tx, *picture);
}

std::int64_t forget_unneeded(db::Tx& tx, Instant now) {
  return tx.run(
      "DELETE FROM kept_pictures WHERE NOT EXISTS ("
      "SELECT 1 FROM question_pictures qp JOIN questions q ON q.id = qp.question_id"
      " LEFT JOIN question_picks p ON p.question_id = q.id"
      " WHERE qp.picture_id = kept_pictures.picture_id AND q.asked_at > ?1"
      " AND (q.state = 'waiting' OR p.state = 'pending'"
      " OR (q.state = 'answered_from_archive' AND p.state IS NULL AND q.asked_at > ?2)))",
      now - picture_waits, now - picture_doubted);
}

}  // namespace kentongan::tabayun::pictures
