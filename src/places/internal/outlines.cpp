#include "places/internal/outlines.hpp"

#include "places/area.hpp"

#include <utility>

namespace kentongan::places {
namespace {

Outline outline_of(const db::Row& row) {
  return {AreaCode::parse(row.text(0)).value(), unpack(row.blob(1)).value()};
}

}  // namespace

void Outlines::save(db::Tx& tx, const Outline& outline) {
  tx.run(
      "INSERT INTO area_outlines (code, parent, level, rings) VALUES (?1, ?2, ?3, ?4)"
      " ON CONFLICT (code) DO UPDATE SET rings = excluded.rings",
      outline.code.text(), outline.code.parent().text(), name_of(outline.code.level()),
      db::Blob{pack(outline.rings)});
}

std::vector<Outline> Outlines::find(db::Tx& tx, const AreaCode& code) {
  std::vector<Outline> found;
  tx.each(
      "SELECT code, rings FROM area_outlines WHERE code = ?1 LIMIT 1",
      [&](const db::Row& row) { found.push_back(outline_of(row)); }, code.text());
  return found;
}

std::vector<Outline> Outlines::children(db::Tx& tx, const AreaCode& parent) {
  std::vector<Outline> found;
  tx.each(
      "SELECT code, rings FROM area_outlines WHERE parent = ?1 ORDER BY code LIMIT 1000",
      [&](const db::Row& row) { found.push_back(outline_of(row)); }, parent.text());
  return found;
}

std::vector<Outline> Outlines::grandchildren(db::Tx& tx, const AreaCode& grandparent) {
  std::vector<Outline> found;
  tx.each(
      "SELECT o.code, o.rings FROM area_outlines o JOIN areas a ON a.code = o.parent"
      " WHERE a.parent = ?1 ORDER BY o.code LIMIT 1000",
      [&](const db::Row& row) { found.push_back(outline_of(row)); }, grandparent.text());
  return found;
}

}  // namespace kentongan::places
