// The only SQL about areas.
#pragma once

#include "db/db.hpp"
#include "places/area.hpp"
#include "places/places.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::places {

struct AreaRow {
  AreaCode code;
  std::string name;
};

class Areas {
 public:
  /// Its name.
  [[nodiscard]] static std::optional<std::string> find(db::Tx& tx, const AreaCode& code);
  [[nodiscard]] static std::vector<AreaRow> children(db::Tx& tx, const AreaCode& parent);
  [[nodiscard]] static std::map<AreaCode, std::int64_t> villages_by_district(
      db::Tx& tx, const AreaCode& regency);
  [[nodiscard]] static Places::Counts counts(db::Tx& tx, const AreaCode& within);
  /// All of them, in order of code; read once to build the index.
  static void each(db::Tx& tx, const std::function<void(const AreaCode&, std::string_view)>& each);
  /// Adds or renames `rows`, which hold no code twice.
  static void save(db::Tx& tx, const std::vector<AreaRow>& rows,
                   const std::function<void(std::size_t)>& done);

  [[nodiscard]] static std::int64_t version(db::Tx& tx);
  static void count_version_up(db::Tx& tx);
};

}  // namespace kentongan::places
