#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace kentongan::places {

/// All or nothing, unless told to keep what was good.
enum class OnRefusal { keep_nothing, keep_the_rest };

struct ImportAreas {
  std::string folder;  ///< holds provinces.csv, regencies.csv, districts.csv, villages.csv
  OnRefusal on_refusal = OnRefusal::keep_nothing;
  /// Called now and then with how many of how many rows are done; may be empty.
  std::function<void(std::int64_t done, std::int64_t all)> progress = {};
};

struct RefusedLine {
  std::string file;
  std::int64_t line = 0;
  const char* message = "";  ///< key of the catalogue
};

struct AreaImportReport {
  std::int64_t provinces = 0;
  std::int64_t regencies = 0;
  std::int64_t districts = 0;
  std::int64_t villages = 0;
  std::vector<RefusedLine> refused = {};  ///< the first 1,000
  std::int64_t refused_count = 0;
};

struct BoundaryImportReport {
  std::int64_t outlines = 0;
  std::int64_t points = 0;
  std::vector<RefusedLine> refused = {};  ///< `line` is the number of the feature, from 1
};

}  // namespace kentongan::places
