#include "newsroom/internal/reviews.hpp"

#include "newsroom/internal/rows.hpp"

namespace kentongan::newsroom::reviews {

void add(db::Tx& tx, std::int64_t id, Id<Item> item, const Review& review) {
  tx.run(
      "INSERT INTO reviews (id, item_id, revision, move, actor, note, at)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      id, item, review.revision, name_of(review.move), review.actor, review.note, review.at);
}

std::vector<Review> list(db::Tx& tx, Id<Item> item, std::int64_t limit) {
  std::vector<Review> all;
  tx.each(
      "SELECT move, revision, actor, note, at FROM reviews WHERE item_id = ?1 ORDER BY id LIMIT ?2",
      [&all](const db::Row& row) {
        Review review;
        review.move = rows::known(find_move(row.text(0)));
        review.revision = row.integer(1);
        review.actor = row.id<people::Account>(2);
        review.note = row.text(3);
        review.at = row.instant(4);
        all.push_back(review);
      },
      item, limit);
  return all;
}

}  // namespace kentongan::newsroom::reviews
