#include "tabayun/internal/bulletins.hpp"

namespace kentongan::tabayun::bulletins {

std::vector<Id<Claim>> list_published(db::Tx& tx, const Period& period, std::int64_t limit) {
  std::vector<Id<Claim>> found;
  tx.each(
      "SELECT id FROM claims WHERE state = 'published' AND shown_at >= ?1 AND shown_at < ?2"
      " ORDER BY shown_at DESC, id DESC LIMIT ?3",
      [&found](const db::Row& row) { found.push_back(row.id<Claim>(0)); }, period.from, period.to,
      limit);
  return found;
}

std::map<Verdict, std::int64_t> count_verdicts(db::Tx& tx, const Period& period) {
  std::map<Verdict, std::int64_t> counts;
  tx.each(
      "SELECT verdict, COUNT(*) FROM claims WHERE state = 'published' AND shown_at >= ?1"
      " AND shown_at < ?2 GROUP BY verdict",
      [&counts](const db::Row& row) {
        if (const auto verdict = find_verdict(row.text(0))) counts[*verdict] = row.integer(1);
      },
      period.from, period.to);
  return counts;
}

std::vector<Id<Claim>> list_corrected(db::Tx& tx, const Period& period, std::int64_t limit) {
  std::vector<Id<Claim>> found;
  tx.each(
      "SELECT id FROM claims WHERE state = 'published' AND updated_at >= ?1 AND updated_at < ?2"
      " AND shown_at < ?1 ORDER BY updated_at DESC, id DESC LIMIT ?3",
      [&found](const db::Row& row) { found.push_back(row.id<Claim>(0)); }, period.from, period.to,
      limit);
  return found;
}

std::vector<std::pair<Id<Claim>, std::int64_t>> list_most_asked(db::Tx& tx, const Period& period,
                                                                std::int64_t limit) {
  std::vector<std::pair<Id<Claim>, std::int64_t>> found;
  // Who asked twice counts once, where it is known who asked.
  tx.each(
      "SELECT questions.claim_id, COUNT(DISTINCT CASE WHEN questions.asker = ''"
      " THEN CAST(questions.id AS TEXT) ELSE questions.asker END) AS people"
      " FROM questions JOIN claims ON claims.id = questions.claim_id"
      " WHERE questions.asked_at >= ?1 AND questions.asked_at < ?2 AND claims.state = 'published'"
      " GROUP BY questions.claim_id ORDER BY people DESC, questions.claim_id LIMIT ?3",
      [&found](const db::Row& row) { found.emplace_back(row.id<Claim>(0), row.integer(1)); },
      period.from, period.to, limit);
  return found;
}

std::int64_t count_questions(db::Tx& tx, const Period& period) {
  return tx
      .row("SELECT COUNT(*) FROM questions WHERE asked_at >= ?1 AND asked_at < ?2", period.from,
           period.to)
      ->integer(0);
}

std::map<std::int64_t, std::int64_t> count_by_span(db::Tx& tx, Instant from, Span span) {
  std::map<std::int64_t, std::int64_t> counts;
  tx.each(
      "SELECT (shown_at - ?1) / ?2 AS span, COUNT(*) FROM claims WHERE state = 'published'"
      " AND shown_at >= ?1 GROUP BY (shown_at - ?1) / ?2",
      [&counts](const db::Row& row) { counts[row.integer(0)] = row.integer(1); }, from,
      std::int64_t{span.count()});
  return counts;
}

std::vector<Id<Claim>> list_scams(db::Tx& tx, std::int64_t limit) {
  std::vector<Id<Claim>> found;
  tx.each(
      "SELECT id FROM claims WHERE state = 'published' AND verdict IN ('false', 'misleading')"
      " AND (kind = 'scam' OR topic = 'scam') ORDER BY shown_at DESC, id DESC LIMIT ?1",
      [&found](const db::Row& row) { found.push_back(row.id<Claim>(0)); }, limit);
  return found;
}

}  // namespace kentongan::tabayun::bulletins
