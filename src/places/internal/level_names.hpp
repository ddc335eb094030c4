#pragma once

#include "db/db.hpp"
#include "places/area.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::places {

/// What areas of a kind are called where. A handful of rows; the narrowest scope wins.
class LevelNames {
 public:
  [[nodiscard]] static LevelNames load(db::Tx& tx);
  void add(const AreaCode& scope, AreaKind kind, std::string name);
  [[nodiscard]] std::string name(AreaKind kind, const AreaCode& within) const;

 private:
  struct Entry {
    AreaCode scope;
    AreaKind kind;
    std::string name;
  };
  std::vector<Entry> entries_;
};

/// The SQL of a change.
void save_level_name(db::Tx& tx, const AreaCode& scope, AreaKind kind, std::string_view name);

}  // namespace kentongan::places
