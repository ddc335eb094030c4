// The only SQL that touches `items`, `item_places` and `item_topics`.
#pragma once

#include "db/db.hpp"
#include "newsroom/item.hpp"
#include "newsroom/queries.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::newsroom::items {

[[nodiscard]] std::optional<Item> find(db::Tx& tx, Id<Item> id);
[[nodiscard]] std::optional<Item> find_by_slug(db::Tx& tx, std::string_view slug);
[[nodiscard]] std::optional<Item> find_by_form(db::Tx& tx, Id<people::Account> author,
                                               const std::string& form_key);
[[nodiscard]] bool is_slug_taken(db::Tx& tx, std::string_view slug, Id<Item> by_another_than);

void insert(db::Tx& tx, const Item& item, const std::string& form_key);
/// Saves `item` over the row whose revision is `seen_revision`.
/// Errors: conflict `item.changed_meanwhile`.
[[nodiscard]] Result<> save(db::Tx& tx, const Item& item, std::int64_t seen_revision);

[[nodiscard]] std::vector<Item> list_public(db::Tx& tx, const PublicQuery& query);
[[nodiscard]] std::vector<Item> list_desk(db::Tx& tx, const DeskQuery& query);
[[nodiscard]] StateCounts count_desk(db::Tx& tx, const DeskQuery& query);
[[nodiscard]] std::vector<Id<Item>> due(db::Tx& tx, Instant now, std::int64_t limit);

}  // namespace kentongan::newsroom::items
