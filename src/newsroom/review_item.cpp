#include "newsroom/newsroom.hpp"

namespace kentongan::newsroom {

Result<Item> Newsroom::submit(const OnItem& command) {
  return change(
      command, {.move = Move::submit, .ledger_kind = "item_submitted"},
      [](const Item& before, const Act& act, db::Tx&) { return decide_submit(before, act); });
}

Result<Item> Newsroom::recall(const OnItem& command) {
  return change(command, {.move = Move::recall}, [](const Item& before, const Act& act, db::Tx&) {
    return decide_recall(before, act);
  });
}

Result<Item> Newsroom::take(const OnItem& command) {
  return change(command, {.move = Move::take}, [](const Item& before, const Act& act, db::Tx&) {
    return decide_take(before, act);
  });
}

Result<Item> Newsroom::hand_back(const NoteOnItem& command) {
  return change(command.on, {.move = Move::hand_back, .note = clean_note(command.note)},
                [&command](const Item& before, const Act& act, db::Tx&) {
                  return decide_hand_back(before, command.note, act);
                });
}

Result<Item> Newsroom::approve(const OnItem& command) {
  return change(
      command, {.move = Move::approve, .ledger_kind = "item_approved"},
      [](const Item& before, const Act& act, db::Tx&) { return decide_approve(before, act); });
}

}  // namespace kentongan::newsroom
