#include "places/area.hpp"

#include <array>

namespace kentongan::places {
namespace {

constexpr std::array all_kinds{AreaKind::nation,   AreaKind::province, AreaKind::kabupaten,
                               AreaKind::kota,     AreaKind::district, AreaKind::desa,
                               AreaKind::kelurahan};

}  // namespace

std::string_view name_of(AreaKind kind) {
  switch (kind) {
    case AreaKind::nation: return "nation";
    case AreaKind::province: return "province";
    case AreaKind::kabupaten: return "kabupaten";
    case AreaKind::kota: return "kota";
    case AreaKind::district: return "district";
    case AreaKind::desa: return "desa";
    case AreaKind::kelurahan: return "kelurahan";
  }
  __builtin_unreachable();
}

std::optional<AreaKind> find_area_kind(std::string_view name) {
  for (const AreaKind kind : all_kinds) {
    if (name_of(kind) == name) return kind;
  }
  return std::nullopt;
}

std::string_view name_of(Level level) {
  switch (level) {
    case Level::nation: return "nation";
    case Level::province: return "province";
    case Level::regency: return "regency";
    case Level::district: return "district";
    case Level::village: return "village";
  }
  __builtin_unreachable();
}

Level level_of(AreaKind kind) {
  switch (kind) {
    case AreaKind::nation: return Level::nation;
    case AreaKind::province: return Level::province;
    case AreaKind::kabupaten:
    case AreaKind::kota: return Level::regency;
    case AreaKind::district: return Level::district;
    case AreaKind::desa:
    case AreaKind::kelurahan: return Level::village;
  }
  __builtin_unreachable();
}

AreaKind kind_of(const AreaCode& code) {
  switch (code.level()) {
    case Level::nation: return AreaKind::nation;
    case Level::province: return AreaKind::province;
    case Level::regency: return code.text()[3] >= '7' ? AreaKind::kota : AreaKind::kabupaten;
    case Level::district: return AreaKind::district;
    case Level::village: return code.text()[9] == '1' ? AreaKind::kelurahan : AreaKind::desa;
  }
  __builtin_unreachable();
}

std::string Area::label() const {
  if (level() == Level::nation || level() == Level::province) return name;
  return level_name + " " + name;
}

}  // namespace kentongan::places
