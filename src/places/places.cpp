// Questions about areas, and the settings of level names.
#include "places/places.hpp"

#include "base/text.hpp"
#include "places/internal/area_index.hpp"
#include "places/internal/areas.hpp"
#include "places/internal/level_names.hpp"
#include "places/internal/outlines.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::places {
namespace {

constexpr std::size_t most_letters_of_level = 40;
constexpr std::size_t most_found = 100;

Area area_of(const AreaCode& code, std::string name, const LevelNames& names) {
  const AreaKind kind = kind_of(code);
  return {code, kind, std::move(name), names.name(kind, code)};
}

Area the_nation() { return {AreaCode(), AreaKind::nation, "Indonesia", "Negara"}; }

}  // namespace

Places::Places(db::Db& db) : db_(db) {}
Places::~Places() = default;

Result<Area> Places::find(db::Tx& tx, const AreaCode& code) const {
  if (code.level() == Level::nation) return the_nation();
  auto name = Areas::find(tx, code);
  if (!name) return Error(Refusal::not_found, "places.area.not_found", code.text());
  return area_of(code, std::move(*name), LevelNames::load(tx));
}

Result<Area> Places::find(const AreaCode& code) const {
  return db_.read([&](db::Tx& tx) { return find(tx, code); });
}

std::map<AreaCode, Area> Places::find_all(const std::vector<AreaCode>& codes) const {
  return db_.read([&](db::Tx& tx) {
    const LevelNames names = LevelNames::load(tx);
    std::map<AreaCode, Area> found;
    for (const AreaCode& code : codes) {
      if (found.contains(code)) continue;
      if (code.level() == Level::nation) {
        found.emplace(code, the_nation());
      } else if (auto name = Areas::find(tx, code)) {
        found.emplace(code, area_of(code, std::move(*name), names));
      }
    }
    return found;
  });
}

std::vector<Area> Places::children(const AreaCode& code) const {
  return db_.read([&](db::Tx& tx) {
    const LevelNames names = LevelNames::load(tx);
    std::vector<Area> found;
    for (AreaRow& row : Areas::children(tx, code)) {
      found.push_back(area_of(row.code, std::move(row.name), names));
    }
    return found;
  });
}

std::vector<Area> Places::path(const AreaCode& code) const {
  return db_.read([&](db::Tx& tx) {
    const LevelNames names = LevelNames::load(tx);
    std::vector<Area> steps;
    for (AreaCode at = code; at.level() != Level::nation; at = at.parent()) {
      if (auto name = Areas::find(tx, at)) steps.push_back(area_of(at, std::move(*name), names));
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
  });
}

Places::Counts Places::counts(const AreaCode& within) const {
  return db_.read([&](db::Tx& tx) { return Areas::counts(tx, within); });
}

std::map<AreaCode, std::int64_t> Places::villages_by_district(const AreaCode& regency) const {
  return db_.read([&](db::Tx& tx) { return Areas::villages_by_district(tx, regency); });
}

// ---- search
// ---------------------------------------------------------------------------------------

/// The index of the database's present version. Two threads that find it old may both build it; the
/// later one wins, and both answers are right.
std::shared_ptr<const AreaIndex> Places::index() const {
  auto held = index_.locked([](const auto& index) { return index; });
  const std::int64_t version = db_.read([](db::Tx& tx) { return Areas::version(tx); });
  if (held != nullptr && held->version() == version) return held;
  std::shared_ptr<const AreaIndex> fresh = db_.read([](db::Tx& tx) {
    auto index = std::make_shared<AreaIndex>(Areas::version(tx), LevelNames::load(tx));
    Areas::each(tx, [&](const AreaCode& code, std::string_view name) { index->add(code, name); });
    index->finish();
    return index;
  });
  index_.locked([&](auto& index) { index = fresh; });
  return fresh;
}

void Places::warm() const { (void)index(); }

std::vector<Found> Places::search(std::string_view text, const AreaCode& within,
                                  std::size_t limit) const {
  const auto areas = index();
  std::vector<Found> found;
  for (const std::uint32_t position : areas->search(text, within, std::min(limit, most_found))) {
    found.push_back({areas->area(position), areas->where(position)});
  }
  return found;
}

// ---- names of levels
// ------------------------------------------------------------------------------

std::string Places::level_name(AreaKind kind, const AreaCode& within) const {
  return db_.read([&](db::Tx& tx) { return LevelNames::load(tx).name(kind, within); });
}

std::vector<std::string> Places::names_for(Level level, const AreaCode& within) const {
  const auto kinds = [&]() -> std::vector<AreaKind> {
    switch (level) {
      case Level::nation: return {AreaKind::nation};
      case Level::province: return {AreaKind::province};
      case Level::regency: return {AreaKind::kabupaten, AreaKind::kota};
      case Level::district: return {AreaKind::district};
      case Level::village: return {AreaKind::desa, AreaKind::kelurahan};
    }
    __builtin_unreachable();
  }();
  std::vector<std::string> names;
  for (const AreaKind kind : kinds) names.push_back(level_name(kind, within));
  return names;
}

Result<> Places::set_level_name(const AreaCode& scope, AreaKind kind, const std::string& name) {
  const std::string clean(trim(clean_utf8(name)));
  if (clean.empty() || length_utf8(clean) > most_letters_of_level) {
    return Error(Refusal::invalid, "places.level_name.empty");
  }
  return db_.write([&](db::Tx& tx) -> Result<> {
    save_level_name(tx, scope, kind, clean);
    Areas::count_version_up(tx);
    return {};
  });
}

// ---- outlines
// -------------------------------------------------------------------------------------

std::vector<Outline> Places::outlines_within(const AreaCode& parent) const {
  return db_.read([&](db::Tx& tx) { return Outlines::children(tx, parent); });
}

std::vector<Outline> Places::outlines_within(const AreaCode& parent, Level level) const {
  return db_.read([&](db::Tx& tx) -> std::vector<Outline> {
    const int steps = static_cast<int>(level) - static_cast<int>(parent.level());
    if (steps == 1) return Outlines::children(tx, parent);
    return steps == 2 ? Outlines::grandchildren(tx, parent) : std::vector<Outline>();
  });
}

std::vector<Outline> Places::outline(const AreaCode& code) const {
  return db_.read([&](db::Tx& tx) { return Outlines::find(tx, code); });
}

}  // namespace kentongan::places
