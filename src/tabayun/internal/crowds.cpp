#include "tabayun/internal/crowds.hpp"

#include "tabayun/urgency.hpp"

namespace kentongan::tabayun::crowds {

namespace {

Ordered read_ordered(const db::Row& row) {
  Ordered ordered;
  ordered.id = row.id<Claim>(0);
  ordered.crowd = {.people = row.integer(1),
                   .last_hour = row.integer(2),
                   .last_day = row.integer(3),
                   .day_before = row.integer(4)};
  ordered.harm = find_harm(row.text(5)).value_or(Harm::normal);
  ordered.is_set_by_hand = row.integer(6) != 0;
  ordered.is_guessed = !row.text(7).empty();
  ordered.urgency = row.integer(8);
  ordered.created_at = row.instant(9);
  return ordered;
}

std::optional<Ordered> find(db::Tx& tx, Id<Claim> claim) {
  const auto row = tx.row(
      "SELECT id, people, asked_hour, asked_day, asked_before, harm, harm_by, guessed_topic, "
      "urgency, created_at FROM claims WHERE id = ?1",
      claim);
  if (!row) return std::nullopt;
  return read_ordered(*row);
}

bool asked_before(db::Tx& tx, Id<Claim> claim, Id<Question> question) {
  return tx
      .row(
          "SELECT 1 FROM questions q JOIN questions o ON o.claim_id = ?1 AND o.asker = q.asker AND "
          "o.id <> q.id WHERE q.id = ?2 AND q.asker <> '' LIMIT 1",
          claim, question)
      .has_value();
}

}  // namespace

void count_question(db::Tx& tx, Id<Claim> claim, Id<Question> question, Instant now) {
  auto ordered = find(tx, claim);
  if (!ordered) return;
  if (!asked_before(tx, claim, question)) ++ordered->crowd.people;
  ++ordered->crowd.last_hour;
  ++ordered->crowd.last_day;
  ordered->urgency = urgency_of(ordered->crowd, ordered->harm, now - ordered->created_at);
  save(tx, *ordered);
}

std::vector<Ordered> list(db::Tx& tx, Id<Claim> after, std::int64_t limit) {
  std::vector<Ordered> found;
  tx.each(
      "SELECT id, people, asked_hour, asked_day, asked_before, harm, harm_by, guessed_topic, "
      "urgency, created_at FROM claims"
      " WHERE (state IN ('new', 'under_check', 'waiting', 'proposed') OR (state = 'published' AND "
      "pending <> 0)) AND id > ?1 ORDER BY id LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_ordered(row)); }, after, limit);
  return found;
}

std::map<Id<Claim>, Crowd> count(db::Tx& tx, Id<Claim> after, Id<Claim> last, Instant now) {
  const Instant hour_ago = now - std::chrono::hours(1);
  const Instant day_ago = now - std::chrono::hours(24);
  const Instant two_days_ago = now - std::chrono::hours(48);
  std::map<Id<Claim>, Crowd> counted;
  // Of the questions only an index is read; a claim that ten thousand ask for takes a few
  // milliseconds, on a reader.
  tx.each(
      "SELECT q.claim_id, COUNT(DISTINCT CASE WHEN q.asker <> '' THEN q.asker END)"
      " + SUM(CASE WHEN q.asker = '' THEN 1 ELSE 0 END),"
      " SUM(CASE WHEN q.asked_at > ?3 THEN 1 ELSE 0 END),"
      " SUM(CASE WHEN q.asked_at > ?4 THEN 1 ELSE 0 END),"
      " SUM(CASE WHEN q.asked_at > ?5 AND q.asked_at <= ?4 THEN 1 ELSE 0 END)"
      " FROM claims c JOIN questions q ON q.claim_id = c.id"
      " WHERE (c.state IN ('new', 'under_check', 'waiting', 'proposed') OR (c.state = 'published' "
      "AND c.pending <> 0)) AND c.id > ?1 AND c.id <= ?2 GROUP BY q.claim_id",
      [&counted](const db::Row& row) {
        counted[row.id<Claim>(0)] = {.people = row.integer(1),
                                     .last_hour = row.integer(2),
                                     .last_day = row.integer(3),
                                     .day_before = row.integer(4)};
      },
      after, last, hour_ago, day_ago, two_days_ago);
  return counted;
}

void save(db::Tx& tx, const Ordered& ordered) {
  const Crowd& crowd = ordered.crowd;
  tx.run(
      "UPDATE claims SET people = ?2, asked_hour = ?3, asked_day = ?4, asked_before = ?5, urgency "
      "= ?6 WHERE id = ?1",
      ordered.id, crowd.people, crowd.last_hour, crowd.last_day, crowd.day_before, ordered.urgency);
}

void save_guess(db::Tx& tx, Id<Claim> claim, std::optional<Topic> topic, Harm harm) {
  tx.run(
      "UPDATE claims SET guessed_topic = ?2, harm = CASE WHEN harm_by = 0 THEN CAST(?3 AS TEXT) "
      "ELSE harm END WHERE id = ?1",
      claim, topic ? name_of(*topic) : std::string_view("-"), name_of(harm));
}

void set_harm(db::Tx& tx, Id<Claim> claim, Harm harm, Id<people::Account> by) {
  tx.run("UPDATE claims SET harm = ?2, harm_by = ?3 WHERE id = ?1", claim, name_of(harm), by);
}

void reorder(db::Tx& tx, Id<Claim> claim, Instant now) {
  auto ordered = find(tx, claim);
  if (!ordered) return;
  ordered->urgency = urgency_of(ordered->crowd, ordered->harm, now - ordered->created_at);
  save(tx, *ordered);
}

}  // namespace kentongan::tabayun::crowds
