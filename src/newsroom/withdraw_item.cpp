#include "newsroom/internal/revisions.hpp"
#include "newsroom/newsroom.hpp"

namespace kentongan::newsroom {
namespace {

/// A correction that still waits has nothing left to correct.
void drop_pending(db::Tx& tx, const Item& before, const Act& act) {
  if (before.pending_correction == 0) return;
  revisions::settle(tx, before.id, before.pending_correction,
                    {Standing::refused, act.actor.account, act.now});
}

}  // namespace

Result<Item> Newsroom::withdraw(const NoteOnItem& command) {
  return change(
      command.on,
      {.move = Move::withdraw, .note = clean_note(command.note), .ledger_kind = "item_withdrawn"},
      [&command](const Item& before, const Act& act, db::Tx& tx) -> Result<Item> {
        const Item after = TRY(decide_withdraw(before, command.note, act));
        drop_pending(tx, before, act);
        return after;
      });
}

Result<Item> Newsroom::archive(const OnItem& command) {
  return change(command, {.move = Move::archive, .ledger_kind = "item_archived"},
                [](const Item& before, const Act& act, db::Tx& tx) -> Result<Item> {
                  const Item after = TRY(decide_archive(before, act));
                  drop_pending(tx, before, act);
                  return after;
                });
}

Result<Item> Newsroom::restore(const OnItem& command) {
  return change(
      command, {.move = Move::restore, .ledger_kind = "item_restored"},
      [](const Item& before, const Act& act, db::Tx&) { return decide_restore(before, act); });
}

}  // namespace kentongan::newsroom
