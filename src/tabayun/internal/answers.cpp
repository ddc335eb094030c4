#include "tabayun/internal/answers.hpp"

namespace kentongan::tabayun::answers {

void note(db::Tx& tx, Id<Question> question, Id<Claim> claim, AnswerPath path, Instant now) {
  tx.run(
      "INSERT INTO automatic_answers (question_id, claim_id, path, answered_at) VALUES (?1, ?2, "
      "?3, ?4) ON CONFLICT (question_id) DO NOTHING",
      question, claim, name_of(path), now);
}

void lift(db::Tx& tx, std::int64_t id, const LiftPath& lift, Instant now) {
  tx.run("INSERT INTO answer_path_lifts (id, path, lifted_by, lifted_at) VALUES (?1, ?2, ?3, ?4)",
         id, name_of(lift.path), lift.actor.account, now);
}

std::vector<PathPrecision> measure(db::Tx& tx, Instant now) {
  std::vector<PathPrecision> measured;
  for (const AnswerPath path : answer_paths) measured.push_back({.path = path});
  tx.each(
      "SELECT a.path, COUNT(*), COUNT(r.question_id) FROM automatic_answers a"
      " LEFT JOIN question_rejections r ON r.question_id = a.question_id AND r.claim_id = "
      "a.claim_id"
      " WHERE a.answered_at > ?1 AND a.answered_at > (SELECT COALESCE(MAX(l.lifted_at), 0) FROM "
      "answer_path_lifts l WHERE l.path = a.path) GROUP BY a.path",
      [&measured](const db::Row& row) {
        for (PathPrecision& precision : measured) {
          if (name_of(precision.path) != row.text(0)) continue;
          precision.answers = row.integer(1);
          precision.refused = row.integer(2);
        }
      },
      now - precision_window);
  return measured;
}

}  // namespace kentongan::tabayun::answers
