// The only SQL that touches `automatic_answers` and `answer_path_lifts`.
#pragma once

#include "db/db.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/precision.hpp"
#include "tabayun/question.hpp"

#include <vector>

namespace kentongan::tabayun::answers {

void note(db::Tx& tx, Id<Question> question, Id<Claim> claim, AnswerPath path, Instant now);
void lift(db::Tx& tx, std::int64_t id, const LiftPath& lift, Instant now);
/// Every path, in the order of the enumeration.
[[nodiscard]] std::vector<PathPrecision> measure(db::Tx& tx, Instant now);

}  // namespace kentongan::tabayun::answers
