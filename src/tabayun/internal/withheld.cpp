#include "tabayun/internal/withheld.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>

namespace kentongan::tabayun::withheld {

std::optional<Shown> find(db::Tx& tx, Id<Claim> claim) {
  const auto row = tx.row(
      "SELECT summary, targets, withheld_at FROM withheld_claims WHERE claim_id = ?1", claim);
  if (!row) return std::nullopt;
  Shown shown{.summary = row->text(0), .targets = {}, .since = row->instant(2)};
  const std::string targets = row->text(1);
  for (const std::string_view name : split(std::string_view(targets), '\n')) {
    if (!name.empty()) shown.targets.emplace_back(name);
  }
  return shown;
}

bool is_withheld(db::Tx& tx, Id<Claim> claim) {
  return tx.row("SELECT 1 FROM withheld_claims WHERE claim_id = ?1", claim).has_value();
}

void take_out(db::Tx& tx, Id<Claim> claim, const Shown& shown, const std::string& folded) {
  tx.run(
      "INSERT INTO withheld_claims (claim_id, summary, targets, withheld_at) VALUES (?1, ?2, ?3, "
      "?4)",
      claim, shown.summary, join(shown.targets, "\n"), shown.since);
  tx.run(
      "INSERT INTO withheld_words (subject, part, claim_id, text)"
      " SELECT id, 'title', id, title FROM claims WHERE id = ?1"
      " UNION ALL SELECT id, 'claim', id, claim FROM claims WHERE id = ?1"
      " UNION ALL SELECT id, 'conclusion', id, conclusion FROM claims WHERE id = ?1"
      " UNION ALL SELECT id, 'sources', id, sources FROM claims WHERE id = ?1"
      " UNION ALL SELECT id, 'explanation', id, explanation FROM claims WHERE id = ?1"
      " UNION ALL SELECT id, 'url', id, url FROM claims WHERE id = ?1",
      claim);
  tx.run(
      "INSERT INTO withheld_words (subject, part, claim_id, text)"
      " SELECT id, 'title', claim_id, title FROM verdict_proposals WHERE claim_id = ?1"
      " UNION ALL SELECT id, 'claim', claim_id, claim FROM verdict_proposals WHERE claim_id = ?1"
      " UNION ALL SELECT id, 'conclusion', claim_id, conclusion FROM verdict_proposals WHERE "
      "claim_id = ?1"
      " UNION ALL SELECT id, 'sources', claim_id, sources FROM verdict_proposals WHERE claim_id = "
      "?1"
      " UNION ALL SELECT id, 'explanation', claim_id, explanation FROM verdict_proposals WHERE "
      "claim_id = ?1"
      " UNION ALL SELECT id, 'url', claim_id, url FROM verdict_proposals WHERE claim_id = ?1",
      claim);
  tx.run(
      "INSERT INTO withheld_words (subject, part, claim_id, text)"
      " SELECT id, 'message', claim_id, text FROM claim_messages WHERE claim_id = ?1"
      " UNION ALL SELECT id, 'question', claim_id, text FROM questions WHERE claim_id = ?1",
      claim);
  tx.run(
      "UPDATE claims SET title = ?2, claim = ?2, conclusion = '', sources = '', explanation = '', "
      "url = '', folded = ?3, revision = revision + 1, changed_at = ?4 WHERE id = ?1",
      claim, shown.summary, folded, shown.since);
  tx.run(
      "UPDATE verdict_proposals SET title = ?2, claim = ?2, conclusion = '', sources = '', "
      "explanation = '', url = '' WHERE claim_id = ?1",
      claim, shown.summary);
  tx.run("UPDATE claim_messages SET text = ?2 WHERE claim_id = ?1", claim, shown.summary);
  tx.run("UPDATE questions SET text = '' WHERE claim_id = ?1", claim);
}

namespace {

/// The same statement for each column that was taken out.
void put_back_claim(db::Tx& tx, Id<Claim> claim) {
  tx.run(
      "UPDATE claims SET"
      " title = (SELECT text FROM withheld_words WHERE subject = claims.id AND part = 'title'),"
      " claim = (SELECT text FROM withheld_words WHERE subject = claims.id AND part = 'claim'),"
      " conclusion = (SELECT text FROM withheld_words WHERE subject = claims.id AND part = "
      "'conclusion'),"
      " sources = (SELECT text FROM withheld_words WHERE subject = claims.id AND part = 'sources'),"
      " explanation = (SELECT text FROM withheld_words WHERE subject = claims.id AND part = "
      "'explanation'),"
      " url = (SELECT text FROM withheld_words WHERE subject = claims.id AND part = 'url')"
      " WHERE id = ?1",
      claim);
}

void put_back_proposals(db::Tx& tx, Id<Claim> claim) {
  tx.run(
      "UPDATE verdict_proposals SET"
      " title = (SELECT text FROM withheld_words WHERE subject = verdict_proposals.id AND part = "
      "'title'),"
      " claim = (SELECT text FROM withheld_words WHERE subject = verdict_proposals.id AND part = "
      "'claim'),"
      " conclusion = (SELECT text FROM withheld_words WHERE subject = verdict_proposals.id AND "
      "part = 'conclusion'),"
      " sources = (SELECT text FROM withheld_words WHERE subject = verdict_proposals.id AND part = "
      "'sources'),"
      " explanation = (SELECT text FROM withheld_words WHERE subject = verdict_proposals.id AND "
      "part = 'explanation'),"
      " url = (SELECT text FROM withheld_words WHERE subject = verdict_proposals.id AND part = "
      "'url')"
      " WHERE id IN (SELECT subject FROM withheld_words WHERE claim_id = ?1 AND part = 'title')",
      claim);
}

}  // namespace

void put_back(db::Tx& tx, Id<Claim> claim) {
  put_back_claim(tx, claim);
  put_back_proposals(tx, claim);
  tx.run(
      "UPDATE claim_messages SET text = (SELECT text FROM withheld_words WHERE subject = "
      "claim_messages.id AND part = 'message') WHERE id IN (SELECT subject FROM withheld_words "
      "WHERE claim_id = ?1 AND part = 'message')",
      claim);
  tx.run(
      "UPDATE questions SET text = (SELECT text FROM withheld_words WHERE subject = questions.id "
      "AND part = 'question') WHERE id IN (SELECT subject FROM withheld_words WHERE claim_id = ?1 "
      "AND part = 'question')",
      claim);
  tx.run("DELETE FROM withheld_words WHERE claim_id = ?1", claim);
  tx.run("DELETE FROM withheld_claims WHERE claim_id = ?1", claim);
}

void take_out_question(db::Tx& tx, std::int64_t question, Id<Claim> claim) {
  const std::int64_t taken = tx.run(
      "INSERT INTO withheld_words (subject, part, claim_id, text) SELECT q.id, 'question', "
      "w.claim_id, q.text FROM questions q JOIN withheld_claims w ON w.claim_id = ?2 WHERE q.id = "
      "?1 AND q.text <> ''",
      question, claim);
  if (taken > 0) tx.run("UPDATE questions SET text = '' WHERE id = ?1", question);
}

void take_out_message(db::Tx& tx, std::int64_t message, Id<Claim> claim) {
  const auto shown = find(tx, claim);
  if (!shown) return;
  tx.run(
      "INSERT INTO withheld_words (subject, part, claim_id, text) SELECT id, 'message', claim_id, "
      "text FROM claim_messages WHERE id = ?1",
      message);
  tx.run("UPDATE claim_messages SET text = ?2 WHERE id = ?1", message, shown->summary);
}

std::string text_of(db::Tx& tx, std::int64_t subject, const char* part, const std::string& shown) {
  const auto row =
      tx.row("SELECT text FROM withheld_words WHERE subject = ?1 AND part = ?2", subject, part);
  return row ? row->text(0) : shown;
}

std::vector<std::string> words_of(db::Tx& tx, Id<Claim> claim) {
  constexpr std::int64_t most = 500;
  std::vector<std::string> words;
  tx.each(
      "SELECT w.text FROM withheld_words w WHERE w.claim_id = ?1 AND (w.part = 'message' OR"
      " (w.subject = ?1 AND w.part IN ('title', 'claim'))) ORDER BY w.part DESC, w.subject LIMIT "
      "?2",
      [&words](const db::Row& row) { words.push_back(row.text(0)); }, claim, most);
  return words;
}

std::vector<Waiting> list_waiting(db::Tx& tx, std::int64_t after, std::int64_t limit) {
  std::vector<Waiting> found;
  tx.each(
      "SELECT w.subject, w.claim_id, w.text FROM withheld_words w JOIN claims c ON c.id = "
      "w.claim_id"
      " WHERE c.state IN ('new', 'under_check', 'waiting', 'proposed') AND w.subject > ?1"
      " AND (w.part = 'question' OR (w.subject = w.claim_id AND w.part = 'claim'))"
      " ORDER BY w.subject LIMIT ?2",
      [&found](const db::Row& row) {
        found.push_back({row.integer(0), row.id<Claim>(1), row.text(2)});
      },
      after, limit);
  return found;
}

void add_words(db::Tx& tx, std::vector<match::Document>& documents) {
  std::map<std::int64_t, std::vector<std::string>> words;
  tx.each("SELECT claim_id FROM withheld_claims ORDER BY claim_id",
          [&words](const db::Row& row) { words[row.integer(0)]; });
  if (words.empty()) return;
  for (auto& [claim, said] : words) said = words_of(tx, Id<Claim>::from_raw(claim));
  for (match::Document& document : documents) {
    const auto its = words.find(document.id);
    if (its == words.end()) continue;
    document.messages.insert(document.messages.end(), its->second.begin(), its->second.end());
  }
}

}  // namespace kentongan::tabayun::withheld
