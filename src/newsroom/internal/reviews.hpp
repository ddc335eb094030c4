// The only SQL that touches `reviews`: what was done with an item.
#pragma once

#include "db/db.hpp"
#include "newsroom/queries.hpp"

#include <vector>

namespace kentongan::newsroom::reviews {

void add(db::Tx& tx, std::int64_t id, Id<Item> item, const Review& review);
/// Oldest first.
[[nodiscard]] std::vector<Review> list(db::Tx& tx, Id<Item> item, std::int64_t limit);

}  // namespace kentongan::newsroom::reviews
