// The door of the room: administrative areas and their outlines.
#pragma once

#include "base/guarded.hpp"
#include "db/db.hpp"
#include "places/area.hpp"
#include "places/import_areas.hpp"
#include "places/outline.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::places {

class AreaIndex;

/// One answer of a search.
struct Found {
  Area area;
  std::string where;  ///< its ancestors, nearest first: `Kecamatan Cikijing, Kabupaten Majalengka,
                      ///< Jawa Barat`
};

/// Thread: everything may be called from anywhere. The overloads with a `Tx` are for commands of
/// other rooms, inside their closure; the others open their own read.
class Places {
 public:
  explicit Places(db::Db& db);
  ~Places();
  Places(const Places&) = delete;
  Places& operator=(const Places&) = delete;

  /// Errors: not_found `places.area.not_found`. The nation (empty code) is always found.
  [[nodiscard]] Result<Area> find(const AreaCode& code) const;
  [[nodiscard]] Result<Area> find(db::Tx& tx, const AreaCode& code) const;
  /// Several at once; unknown codes are left out.
  [[nodiscard]] std::map<AreaCode, Area> find_all(const std::vector<AreaCode>& codes) const;

  /// One level down, in order of code; at most 1,000.
  [[nodiscard]] std::vector<Area> children(const AreaCode& code) const;
  /// From the province down to the area itself; the nation has an empty path.
  [[nodiscard]] std::vector<Area> path(const AreaCode& code) const;

  /// What people type: `majalengka`, `kec kadipaten`, `desa sukamulya cikijing`, `32.10.01`. Blind
  /// to case, accents and punctuation; knows kab/kabupaten, kota, kec/kecamatan/distrik, ds/desa,
  /// kel/kelurahan and their kin. Exact names first, then beginnings, then words; larger areas
  /// first. Cost: about a millisecond; the first call loads an index of 3 MB (about 0.1 s; `warm`
  /// does it before).
  [[nodiscard]] std::vector<Found> search(std::string_view text, const AreaCode& within,
                                          std::size_t limit) const;
  void warm() const;

  /// What such an area is called within `within`: `Kecamatan`, `Distrik`, `Gampong`.
  [[nodiscard]] std::string level_name(AreaKind kind, const AreaCode& within) const;
  /// Both words of a level where there are two: {`Desa`, `Kelurahan`}, {`Kecamatan`}.
  [[nodiscard]] std::vector<std::string> names_for(Level level, const AreaCode& within) const;
  /// The caller has made sure that whoever asks may do this.
  /// Errors: invalid `places.level_name.empty` (also when longer than 40 characters).
  [[nodiscard]] Result<> set_level_name(const AreaCode& scope, AreaKind kind,
                                        const std::string& name);

  /// Adds or renames one area: a new village, or what a test or a sample needs. Ancestors come
  /// first. Errors: not_found `places.area.not_found` (the one above it), invalid
  /// `places.import.name_empty`, `places.import.name_too_long`, `places.import.wrong_level` (the
  /// nation).
  [[nodiscard]] Result<> set_area(const AreaCode& code, std::string_view name);

  /// Reads provinces.csv, regencies.csv, districts.csv, villages.csv of the npm package
  /// `idn-area-data` into the database, in one transaction. Running it again updates names.
  /// Errors: not_found `places.import.no_file`, invalid `places.import.refused` (unless partial)
  /// with the refused lines in `report`.
  [[nodiscard]] Result<> import_areas(const ImportAreas& command, AreaImportReport& report);

  /// Reads a GeoJSON FeatureCollection whose features carry `kode` (or `code`, `id`).
  /// Errors: invalid `places.boundaries.malformed`, `places.boundaries.too_large`.
  [[nodiscard]] Result<BoundaryImportReport> import_boundaries(std::string_view geojson);
  /// Outlines of the areas one level below `parent`; `outline` of one. Empty where none was
  /// imported.
  [[nodiscard]] std::vector<Outline> outlines_within(const AreaCode& parent) const;
  [[nodiscard]] std::vector<Outline> outlines_within(const AreaCode& parent, Level level) const;
  [[nodiscard]] std::vector<Outline> outline(const AreaCode& code) const;

  struct Counts {
    std::int64_t provinces = 0;
    std::int64_t regencies = 0;
    std::int64_t districts = 0;
    std::int64_t villages = 0;
  };
  [[nodiscard]] Counts counts(const AreaCode& within) const;
  [[nodiscard]] std::map<AreaCode, std::int64_t> villages_by_district(
      const AreaCode& regency) const;

 private:
  [[nodiscard]] std::shared_ptr<const AreaIndex> index() const;

  // set at construction
  db::Db& db_;
  // guarded
  mutable Guarded<std::shared_ptr<const AreaIndex>> index_;
};

}  // namespace kentongan::places
