#include "places/internal/level_names.hpp"

namespace kentongan::places {

LevelNames LevelNames::load(db::Tx& tx) {
  LevelNames names;
  tx.each("SELECT scope, kind, name FROM level_names LIMIT 5000", [&](const db::Row& row) {
    const auto scope = AreaCode::parse(row.text(0));
    const auto kind = find_area_kind(row.text(1));
    if (scope.ok() && kind) names.add(*scope, *kind, row.text(2));
  });
  return names;
}

void LevelNames::add(const AreaCode& scope, AreaKind kind, std::string name) {
  entries_.push_back({scope, kind, std::move(name)});
}

std::string LevelNames::name(AreaKind kind, const AreaCode& within) const {
  const Entry* best = nullptr;
  for (const Entry& entry : entries_) {
    if (entry.kind != kind || !entry.scope.contains(within)) continue;
    if (best == nullptr || entry.scope.level() > best->scope.level()) best = &entry;
  }
  return best == nullptr ? std::string(name_of(kind)) : best->name;
}

void save_level_name(db::Tx& tx, const AreaCode& scope, AreaKind kind, std::string_view name) {
  tx.run(
      "INSERT INTO level_names (scope, kind, name) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (scope, kind) DO UPDATE SET name = excluded.name",
      scope.text(), name_of(kind), name);
}

}  // namespace kentongan::places
