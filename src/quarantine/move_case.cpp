// What the office does with a case.
#include "quarantine/internal/cases.hpp"
#include "quarantine/quarantine.hpp"

#include <string>

namespace kentongan::quarantine {

namespace {

const char* entry_of(Move move) {
  switch (move) {
    case Move::review: return "quarantine_reviewed";
    case Move::hand_over: return "quarantine_handed_over";
    case Move::release: return "quarantine_released";
  }
  __builtin_unreachable();
}

}  // namespace

Result<Case> Quarantine::change(const OnCase& command, Move move, const Decide& decide) {
  auto changed = outside_.db.write([&](db::Tx& tx) -> Result<Case> {
    const Act act{command.actor, command.seen_revision, outside_.clock.now()};
    const Case before = TRY(cases::must_find(tx, command.id));
    if (!may_see(command.actor, before.area))
      return Error(Refusal::not_found, "quarantine.not_found");
    const Case after = TRY(decide(before, act));
    TRY(cases::save(tx, after, before.revision));
    if (move == Move::release) TRY(tabayun_.restore(tx, command.actor, after.claim));
    note(tx, after,
         {.id = outside_.ids.next_raw(),
          .what = std::string(name_of(move)),
          .actor = command.actor.account,
          .reason = after.closing_note,
          .at = act.now},
         entry_of(move), "");
    return after;
  });
  if (changed.ok()) outside_.db.announce();
  return changed;
}

Result<Case> Quarantine::review(const OnCase& command) {
  return change(command, Move::review,
                [](const Case& before, const Act& act) { return decide_review(before, act); });
}

Result<Case> Quarantine::hand_over(const HandOverCase& command) {
  return change(command.on, Move::hand_over, [&command](const Case& before, const Act& act) {
    return decide_hand_over(before, command.to, command.note, act);
  });
}

Result<Case> Quarantine::release(const ReleaseCase& command) {
  return change(command.on, Move::release, [&command](const Case& before, const Act& act) {
    return decide_release(before, command.reason, act);
  });
}

}  // namespace kentongan::quarantine
