// An administrative area: a code, a name, and what such a thing is called there.
#pragma once

#include "places/area_code.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kentongan::places {

/// Finer than a level: a regency is a kabupaten or a kota, a village a desa or a kelurahan.
enum class AreaKind { nation, province, kabupaten, kota, district, desa, kelurahan };
[[nodiscard]] std::string_view name_of(AreaKind kind);  ///< `kabupaten`
[[nodiscard]] std::optional<AreaKind> find_area_kind(std::string_view name);
[[nodiscard]] Level level_of(AreaKind kind);
[[nodiscard]] std::string_view name_of(Level level);  ///< `regency`
/// What a code says about itself: kota are numbered from 71 within their province, kelurahan from
/// 1001 and desa from 2001 within their district. Source: Permendagri 72/2019, annex.
[[nodiscard]] AreaKind kind_of(const AreaCode& code);

struct Area {
  AreaCode code;
  AreaKind kind = AreaKind::nation;
  std::string name;        ///< `Majalengka`, without the word for the level
  std::string level_name;  ///< what such an area is called there: `Kabupaten`, `Distrik`, `Nagari`

  [[nodiscard]] Level level() const { return code.level(); }
  /// `Kabupaten Majalengka`; a province and the nation only by their name.
  [[nodiscard]] std::string label() const;
};

}  // namespace kentongan::places
