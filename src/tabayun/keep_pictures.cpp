// The pictures beside questions, until nobody has to look at them any more.
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/pictures.hpp"
#include "tabayun/internal/questions.hpp"
#include "tabayun/internal/withheld.hpp"
#include "tabayun/queue.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::tabayun {

namespace {

Error gone() { return {Refusal::not_found, "tabayun.picture.gone"}; }

/// The question whose picture is on the actor's desk. Whoever reads the words sees the picture, and
/// nobody else learns that there is one.
Result<Question> question_on_desk(db::Tx& tx, const OnQuestion& command) {
  if (!command.actor.is_staff()) return Error(Refusal::forbidden, "tabayun.desk.not_allowed");
  auto question = questions::find(tx, command.question);
  if (!question) return gone();
  places::AreaCode desk = question->area;
  if (question->state == QuestionState::waiting) {
    const Claim claim = TRY(claims::must_find(tx, question->claim));
    desk = claim.area;
  } else if (!questions::pending_pick(tx, question->id)) {
    return gone();
  }
  if (!may_see(command.actor, desk)) return gone();
  if (withheld::is_withheld(tx, question->claim)) return gone();
  return std::move(*question);
}

}  // namespace

Result<SafePicture> Tabayun::open_picture(const OnQuestion& command) const {
  return outside_.db.read([&](db::Tx& tx) -> Result<SafePicture> {
    const Question question = TRY(question_on_desk(tx, command));
    auto picture = pictures::find(tx, question.id);
    if (!picture) return gone();
    return std::move(*picture);
  });
}

Result<Id<Claim>> Tabayun::remove_picture(const OnQuestion& command) {
  return outside_.db.write([&](db::Tx& tx) -> Result<Id<Claim>> {
    const Question question = TRY(question_on_desk(tx, command));
    if (!pictures::is_kept(tx, question.id, outside_.clock.now())) return gone();
    pictures::forget_beside(tx, question.id);
    const Claim claim = TRY(claims::must_find(tx, question.claim));
    add_event(tx, outside_, claim,
              {.what = "remove_picture",
               .actor = command.actor.account,
               .note = {},
               .at = outside_.clock.now()});
    return claim.id;
  });
}

void Tabayun::sweep() {
  (void)outside_.db.write([this](db::Tx& tx) -> Result<std::int64_t> {
    return pictures::forget_unneeded(tx, outside_.clock.now());
  });
}

}  // namespace kentongan::tabayun
