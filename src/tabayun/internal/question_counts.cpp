#include "tabayun/internal/question_counts.hpp"

#include <map>

namespace kentongan::tabayun::question_counts {

namespace {

constexpr std::int64_t most_wordings = 50;
constexpr std::int64_t most_areas = 200;
/// Rows of wording and place, or of wording and mouth, that are read: a claim asked everywhere in
/// every wording is cut here, and its rarest places with it.
constexpr std::int64_t most_places = 5'000;

places::AreaCode area_of(const std::string& text) {
  const auto area = places::AreaCode::parse(text);
  return area.ok() ? *area : places::AreaCode();
}

}  // namespace

ClaimVariants variants(db::Tx& tx, Id<Claim> claim) {
  ClaimVariants found;
  if (const auto row =
          tx.row("SELECT COUNT(*), COUNT(DISTINCT key), MIN(asked_at), MAX(asked_at), COUNT("
                 "DISTINCT CASE asker WHEN '' THEN CAST(id AS TEXT) ELSE asker END) FROM questions"
                 " WHERE claim_id = ?1",
                 claim)) {
    found.questions = row->integer(0);
    found.all_wordings = row->integer(1);
    found.first_asked = row->maybe_instant(2);
    found.last_asked = row->maybe_instant(3);
    found.askers = row->integer(4);
  }
  if (found.questions == 0) return found;
  tx.each(
      "SELECT area, COUNT(*) FROM questions WHERE claim_id = ?1 GROUP BY area"
      " ORDER BY COUNT(*) DESC, area LIMIT ?2",
      [&found](const db::Row& row) {
        found.areas.push_back({area_of(row.text(0)), row.integer(1)});
      },
      claim, most_areas);
  // The first of a wording's questions tells how it was written: ids grow with time.
  std::map<std::string, std::size_t> by_key;
  tx.each(
      "SELECT g.key, g.count, g.first_asked, g.last_asked, q.text, g.askers FROM"
      " (SELECT key, COUNT(*) AS count, MIN(id) AS first_id, MIN(asked_at) AS first_asked,"
      " MAX(asked_at) AS last_asked, COUNT(DISTINCT CASE asker WHEN '' THEN CAST(id AS TEXT) ELSE"
      " asker END) AS askers FROM questions WHERE claim_id = ?1 GROUP BY key"
      " ORDER BY COUNT(*) DESC, key LIMIT ?2) g JOIN questions q ON q.id = g.first_id"
      " ORDER BY g.count DESC, g.key",
      [&](const db::Row& row) {
        by_key.emplace(row.text(0), found.wordings.size());
        found.wordings.push_back({.text = row.text(4),
                                  .count = row.integer(1),
                                  .askers = row.integer(5),
                                  .areas = {},
                                  .mouths = {},
                                  .first_asked = row.instant(2),
                                  .last_asked = row.instant(3)});
      },
      claim, most_wordings);
  tx.each(
      "SELECT key, area, COUNT(*) FROM questions WHERE claim_id = ?1 GROUP BY key, area"
      " ORDER BY COUNT(*) DESC, area LIMIT ?2",
      [&](const db::Row& row) {
        const auto place = by_key.find(row.text(0));
        if (place == by_key.end()) return;
        found.wordings[place->second].areas.push_back({area_of(row.text(1)), row.integer(2)});
      },
      claim, most_places);
  tx.each(
      "SELECT key, way, COUNT(*) FROM questions WHERE claim_id = ?1 GROUP BY key, way"
      " ORDER BY COUNT(*) DESC, way LIMIT ?2",
      [&](const db::Row& row) {
        const auto place = by_key.find(row.text(0));
        const auto mouth = find_mouth(row.text(1));
        if (place == by_key.end() || !mouth) return;
        found.wordings[place->second].mouths.push_back({*mouth, row.integer(2)});
      },
      claim, most_places);
  return found;
}

}  // namespace kentongan::tabayun::question_counts
