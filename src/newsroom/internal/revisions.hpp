// The only SQL that touches `item_revisions`.
#pragma once

#include "db/db.hpp"
#include "newsroom/item.hpp"
#include "newsroom/queries.hpp"

#include <optional>
#include <vector>

namespace kentongan::newsroom::revisions {

void add(db::Tx& tx, Id<Item> item, const Revision& revision);
[[nodiscard]] std::optional<Revision> find(db::Tx& tx, Id<Item> item, std::int64_t number);
/// Newest first, without bodies.
[[nodiscard]] std::vector<Revision> list(db::Tx& tx, Id<Item> item, std::int64_t limit);

/// How a pending correction ended.
struct Settled {
  Standing standing = Standing::kept;
  Id<people::Account> by;
  Instant at;
};
void settle(db::Tx& tx, Id<Item> item, std::int64_t number, const Settled& settled);
void mark_public(db::Tx& tx, Id<Item> item, std::int64_t number, Instant now);

[[nodiscard]] std::vector<Correction> corrections(db::Tx& tx, Id<Item> item, std::int64_t limit);
[[nodiscard]] std::optional<PublicText> find_public(db::Tx& tx, Id<Item> item, std::int64_t number);

}  // namespace kentongan::newsroom::revisions
