#include "base/text.hpp"
#include "newsroom/internal/items.hpp"
#include "newsroom/internal/reviews.hpp"
#include "newsroom/internal/revisions.hpp"
#include "newsroom/newsroom.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::newsroom {
namespace {

constexpr std::int64_t longest_history = 200;

/// What outsiders may know: a withdrawn item is a reason without a text.
Result<Item> for_everybody(std::optional<Item> found) {
  if (!found || !found->published_at) return Error(Refusal::not_found, "newsroom.item.not_found");
  if (!found->withdrawn_at) return std::move(*found);
  found->content.summary.clear();
  found->content.body.clear();
  return std::move(*found);
}

/// Cuts the one item that was read beyond the page, and says where the next page begins.
template <typename MomentOf>
ItemPage page_of(std::vector<Item> found, std::int64_t limit, MomentOf moment_of) {
  ItemPage page;
  page.items = std::move(found);
  const auto wanted = static_cast<std::size_t>(std::clamp<std::int64_t>(limit, 1, 100));
  if (page.items.size() > wanted) {
    page.items.resize(wanted);
    page.next = Place{moment_of(page.items.back()), page.items.back().id};
  }
  return page;
}

Result<> check_desk(const DeskQuery& query) {
  const people::Actor& actor = query.actor;
  if (query.whose == DeskQuery::Whose::own && actor.is_staff()) return {};
  if (query.group && !query.group->is_none() && actor.is_member_of(*query.group)) return {};
  if (query.area && actor.is_office(*query.area)) return {};
  return Error(Refusal::forbidden, "newsroom.desk.not_allowed");
}

}  // namespace

std::string Place::text() const { return std::to_string(at.micros()) + "-" + id.text(); }

Result<Place> Place::parse(std::string_view text) {
  const Error malformed(Refusal::invalid, "newsroom.page.malformed");
  const std::size_t hyphen = text.find('-');
  if (hyphen == std::string_view::npos) return malformed;
  const Result<std::int64_t> at = parse_integer(text.substr(0, hyphen));
  const Result<Id<Item>> id = Id<Item>::parse(text.substr(hyphen + 1));
  if (!at.ok() || !id.ok()) return malformed;
  return Place{Instant::from_micros(*at), *id};
}

Result<Item> Newsroom::find(const people::Actor& actor, Id<Item> item) const {
  return db_.read([&](db::Tx& tx) { return load(tx, actor, item); });
}

Result<Item> Newsroom::find_public(std::string_view slug) const {
  return db_.read([&](db::Tx& tx) { return for_everybody(items::find_by_slug(tx, slug)); });
}

Result<Item> Newsroom::find_public(db::Tx& tx, Id<Item> item) const {
  return for_everybody(items::find(tx, item));
}

ItemPage Newsroom::list_public(const PublicQuery& query) const {
  std::vector<Item> found = db_.read([&](db::Tx& tx) { return items::list_public(tx, query); });
  return page_of(std::move(found), query.limit,
                 [](const Item& item) { return *item.published_at; });
}

Result<ItemPage> Newsroom::list_desk(const DeskQuery& query) const {
  TRY(check_desk(query));
  std::vector<Item> found = db_.read([&](db::Tx& tx) { return items::list_desk(tx, query); });
  return page_of(std::move(found), query.limit, [](const Item& item) { return item.changed_at; });
}

Result<StateCounts> Newsroom::count_desk(const DeskQuery& query) const {
  TRY(check_desk(query));
  return db_.read([&](db::Tx& tx) { return items::count_desk(tx, query); });
}

Result<std::vector<Revision>> Newsroom::history(const people::Actor& actor, Id<Item> item) const {
  return db_.read([&](db::Tx& tx) -> Result<std::vector<Revision>> {
    if (!may_change(actor, TRY(load(tx, actor, item)))) {
      return Error(Refusal::not_found, "newsroom.item.not_found");
    }
    return revisions::list(tx, item, longest_history);
  });
}

Result<Revision> Newsroom::find_revision(const people::Actor& actor, Id<Item> item,
                                         std::int64_t number) const {
  return db_.read([&](db::Tx& tx) -> Result<Revision> {
    const Item found = TRY(load(tx, actor, item));
    std::optional<Revision> revision = revisions::find(tx, item, number);
    const bool keeper = may_change(actor, found) || may_review(actor, found);
    if (!keeper || !revision) return Error(Refusal::not_found, "newsroom.revision.not_found");
    return std::move(*revision);
  });
}

Result<std::vector<Review>> Newsroom::reviews(const people::Actor& actor, Id<Item> item) const {
  return db_.read([&](db::Tx& tx) -> Result<std::vector<Review>> {
    const Item found = TRY(load(tx, actor, item));
    if (!may_change(actor, found) && !may_review(actor, found)) {
      return Error(Refusal::not_found, "newsroom.item.not_found");
    }
    return reviews::list(tx, item, longest_history);
  });
}

std::vector<Correction> Newsroom::corrections(Id<Item> item) const {
  constexpr std::int64_t most = 50;
  return db_.read([&](db::Tx& tx) -> std::vector<Correction> {
    const std::optional<Item> found = items::find(tx, item);
    if (!found || !found->is_public()) return {};
    return revisions::corrections(tx, item, most);
  });
}

Result<PublicText> Newsroom::find_public_text(Id<Item> item, std::int64_t number) const {
  return db_.read([&](db::Tx& tx) -> Result<PublicText> {
    const std::optional<Item> found = items::find(tx, item);
    std::optional<PublicText> text = revisions::find_public(tx, item, number);
    if (!found || !found->is_public() || !text) {
      return Error(Refusal::not_found, "newsroom.revision.not_found");
    }
    return std::move(*text);
  });
}

}  // namespace kentongan::newsroom
