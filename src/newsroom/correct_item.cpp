#include "base/personal_numbers.hpp"
#include "newsroom/internal/revisions.hpp"
#include "newsroom/newsroom.hpp"

namespace kentongan::newsroom {

Result<Item> Newsroom::propose_correction(const ProposeCorrection& command) {
  const std::string note = mask_personal_numbers(clean_note(command.note));
  return change(command.on, {.move = Move::propose_correction, .note = note},
                [&](const Item& before, const Act& act, db::Tx& tx) -> Result<Item> {
                  const Item after =
                      TRY(decide_propose_correction(before, command.content, note, act));
                  Revision proposed;
                  proposed.number = after.pending_correction;
                  proposed.based_on = before.text_revision;
                  proposed.content = TRY(clean_content(command.content));
                  TRY(check_areas(tx, proposed.content));
                  proposed.purpose = Purpose::correction;
                  proposed.standing = Standing::pending;
                  proposed.writer = act.actor.account;
                  proposed.note = note;
                  proposed.saved_at = act.now;
                  revisions::add(tx, after.id, proposed);
                  return after;
                });
}

Result<Item> Newsroom::approve_correction(const OnItem& command) {
  return change(command, {.move = Move::correct, .ledger_kind = "item_corrected"},
                [](const Item& before, const Act& act, db::Tx& tx) -> Result<Item> {
                  const auto proposed = revisions::find(tx, before.id, before.pending_correction);
                  const Item after =
                      TRY(decide_correct(before, proposed.value_or(Revision()), act));
                  revisions::settle(tx, after.id, proposed->number,
                                    {Standing::kept, act.actor.account, act.now});
                  if (after.text_revision != proposed->number) {
                    Revision outgoing;
                    outgoing.number = after.text_revision;
                    outgoing.based_on = proposed->number;
                    outgoing.content = after.content;
                    outgoing.purpose = Purpose::masking;
                    outgoing.note = proposed->note;
                    outgoing.saved_at = act.now;
                    revisions::add(tx, after.id, outgoing);
                  }
                  revisions::mark_public(tx, after.id, after.text_revision, act.now);
                  return after;
                });
}

Result<Item> Newsroom::refuse_correction(const NoteOnItem& command) {
  return change(command.on, {.move = Move::refuse_correction, .note = clean_note(command.note)},
                [](const Item& before, const Act& act, db::Tx& tx) -> Result<Item> {
                  const Item after = TRY(decide_refuse_correction(before, act));
                  revisions::settle(tx, after.id, before.pending_correction,
                                    {Standing::refused, act.actor.account, act.now});
                  return after;
                });
}

}  // namespace kentongan::newsroom
