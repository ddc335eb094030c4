// What every command of the room shares: load, decide, save, note.
#include "newsroom/newsroom.hpp"

#include "base/text.hpp"
#include "newsroom/internal/items.hpp"
#include "newsroom/internal/reviews.hpp"

namespace kentongan::newsroom {

Result<Item> Newsroom::load(db::Tx& tx, const people::Actor& actor, Id<Item> item) const {
  std::optional<Item> found = items::find(tx, item);
  if (!found || !may_see(actor, *found))
    return Error(Refusal::not_found, "newsroom.item.not_found");
  return std::move(*found);
}

Result<> Newsroom::check_areas(db::Tx& tx, const Content& content) const {
  for (const places::AreaCode& area : content.areas) {
    if (!places_.find(tx, area).ok())
      return Error(Refusal::invalid, "newsroom.areas.unknown", area.text());
  }
  return {};
}

void Newsroom::note_in_ledger(db::Tx& tx, const char* kind, const Item& item,
                              Id<people::Account> actor) const {
  const bool in_regency = item.home.level() >= places::Level::regency;
  ledger_.append(tx,
                 {.kind = kind,
                  .regency = in_regency ? item.home.regency().text() : "00",
                  .subject = item.id.raw(),
                  .actor = actor.raw(),
                  .detail = format(R"({{"revision":{}}})", item.revision)},
                 item.changed_at);
}

Result<Item> Newsroom::change(const OnItem& command, const Change& change, const Decide& decide) {
  const Instant now = clock_.now();
  Result<Item> outcome = db_.write([&](db::Tx& tx) -> Result<Item> {
    const Item before = TRY(load(tx, command.actor, command.item));
    const Item after = TRY(decide(before, Act{command.actor, command.seen_revision, now}, tx));
    if (after.revision == before.revision) return after;

    TRY(items::save(tx, after, before.revision));
    reviews::add(tx, ids_.next_raw(), after.id,
                 {change.move, after.revision, command.actor.account, change.note, now});
    if (change.ledger_kind != nullptr)
      note_in_ledger(tx, change.ledger_kind, after, command.actor.account);
    return after;
  });
  if (outcome.ok() && change.ledger_kind != nullptr) db_.announce();
  return outcome;
}

}  // namespace kentongan::newsroom
