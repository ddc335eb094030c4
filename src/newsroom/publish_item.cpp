#include "newsroom/internal/items.hpp"
#include "newsroom/internal/reviews.hpp"
#include "newsroom/internal/revisions.hpp"
#include "newsroom/newsroom.hpp"

namespace kentongan::newsroom {
namespace {

/// The address of the item's page: its title, and a piece of its id when another item has that one.
std::string free_slug(db::Tx& tx, const Item& item) {
  const std::string plain = slug_of_title(item.content.title);
  if (!items::is_slug_taken(tx, plain, item.id)) return plain;
  const std::string id = item.id.text();
  const std::string longer = plain + "-" + id.substr(id.size() - 5);
  if (!items::is_slug_taken(tx, longer, item.id)) return longer;
  return plain + "-" + id;
}

/// Gives the item its address and keeps the text that readers now see.
Item with_public_text(db::Tx& tx, const Item& before, Item after, Instant now) {
  after.slug = free_slug(tx, after);
  if (after.text_revision != before.text_revision) {
    Revision outgoing;
    outgoing.number = after.text_revision;
    outgoing.based_on = before.text_revision;
    outgoing.content = after.content;
    outgoing.purpose = Purpose::masking;
    outgoing.saved_at = now;
    revisions::add(tx, after.id, outgoing);
  }
  revisions::mark_public(tx, after.id, after.text_revision, now);
  return after;
}

}  // namespace

Result<Item> Newsroom::schedule(const ScheduleItem& command) {
  return change(command.on, {.move = Move::schedule},
                [&command](const Item& before, const Act& act, db::Tx&) {
                  return decide_schedule(before, command.at, act);
                });
}

Result<Item> Newsroom::unschedule(const OnItem& command) {
  return change(
      command, {.move = Move::unschedule},
      [](const Item& before, const Act& act, db::Tx&) { return decide_unschedule(before, act); });
}

Result<Item> Newsroom::publish(const OnItem& command) {
  return change(command, {.move = Move::publish, .ledger_kind = "item_published"},
                [](const Item& before, const Act& act, db::Tx& tx) -> Result<Item> {
                  return with_public_text(tx, before, TRY(decide_publish(before, act)), act.now);
                });
}

std::int64_t Newsroom::publish_due() {
  constexpr std::int64_t at_once = 100;
  const Instant now = clock_.now();
  const std::vector<Id<Item>> waiting =
      db_.read([&](db::Tx& tx) { return items::due(tx, now, at_once); });
  std::int64_t published = 0;
  for (const Id<Item> id : waiting) {
    const Result<Item> outcome = db_.write([&](db::Tx& tx) -> Result<Item> {
      const std::optional<Item> before = items::find(tx, id);
      if (!before) return Error(Refusal::not_found, "newsroom.item.not_found");
      const Item after = with_public_text(tx, *before, TRY(decide_publish_due(*before, now)), now);
      TRY(items::save(tx, after, before->revision));
      reviews::add(tx, ids_.next_raw(), after.id, {Move::publish, after.revision, {}, {}, now});
      note_in_ledger(tx, "item_published", after, {});
      return after;
    });
    if (outcome.ok()) ++published;  // a refusal here: somebody else was quicker, or took it back
  }
  if (published > 0) db_.announce();
  return published;
}

}  // namespace kentongan::newsroom
