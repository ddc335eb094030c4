#include "newsroom/internal/items.hpp"
#include "newsroom/internal/revisions.hpp"
#include "newsroom/newsroom.hpp"

namespace kentongan::newsroom {

Result<Item> Newsroom::create(const CreateItem& command) {
  constexpr std::size_t longest_form_key = 100;
  if (command.form_key.size() > longest_form_key)
    return Error(Refusal::invalid, "newsroom.form.malformed");
  const Instant now = clock_.now();
  return db_.write([&](db::Tx& tx) -> Result<Item> {
    if (!command.form_key.empty()) {
      if (auto made = items::find_by_form(tx, command.actor.account, command.form_key))
        return std::move(*made);
    }
    Item item = TRY(decide_create(command.actor, command.content, now));
    TRY(check_areas(tx, item.content));
    item.id = ids_.next<Item>();
    item.slug = item.id.text();
    items::insert(tx, item, command.form_key);
    Revision first;
    first.number = item.revision;
    first.content = item.content;
    first.writer = command.actor.account;
    first.saved_at = now;
    revisions::add(tx, item.id, first);
    return item;
  });
}

Result<Item> Newsroom::edit(const EditItem& command) {
  const Change edited{.move = Move::edit, .note = clean_note(command.note)};
  return change(command.on, edited,
                [&](const Item& before, const Act& act, db::Tx& tx) -> Result<Item> {
                  const Item after = TRY(decide_edit(before, command.content, act));
                  if (after.revision == before.revision) return after;
                  if (after.content.areas != before.content.areas)
                    TRY(check_areas(tx, after.content));
                  Revision revision;
                  revision.number = after.revision;
                  revision.based_on = before.text_revision;
                  revision.content = after.content;
                  revision.writer = act.actor.account;
                  revision.note = edited.note;
                  revision.saved_at = act.now;
                  revisions::add(tx, after.id, revision);
                  return after;
                });
}

}  // namespace kentongan::newsroom
