// A few areas for tests of rooms that ask whether an area exists: Majalengka (32.10) with the
// districts 32.10.01 and 32.10.02, Gunung Mas (62.10) with 62.10.01, each with villages …2001 to
// …2003.
#pragma once

#include "base/bug.hpp"
#include "places/places.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace kentongan::testing {

/// Errors: throws `Bug` when they cannot be imported.
inline void settle_small_country(places::Places& places) {
  std::string folder =
      (std::filesystem::temp_directory_path() / "kentongan-country-XXXXXX").string();
  KENTONGAN_BUG_IF(::mkdtemp(folder.data()) == nullptr);
  const auto write = [&folder](const char* name, const std::string& text) {
    std::ofstream(folder + "/" + name, std::ios::binary) << text;
  };
  write("provinces.csv", "code,name\n32,Jawa Barat\n62,Kalimantan Tengah\n");
  write("regencies.csv",
        "code,province_code,name\n32.10,32,Kabupaten Majalengka\n62.10,62,Kabupaten Gunung Mas\n");
  std::string districts = "code,regency_code,name\n";
  std::string villages = "code,district_code,name\n";
  for (const std::string district : {"32.10.01", "32.10.02", "62.10.01"}) {
    districts += district + "," + district.substr(0, 5) + ",Kecamatan Contoh\n";
    for (const std::string village : {"2001", "2002", "2003"}) {
      villages += district + "." + village + "," + district + ",Desa Contoh " + village + "\n";
    }
  }
  write("districts.csv", districts);
  write("villages.csv", villages);
  places::AreaImportReport report;
  const bool imported = places.import_areas({.folder = folder}, report).ok();
  std::filesystem::remove_all(folder);
  KENTONGAN_BUG_IF(!imported);
}

}  // namespace kentongan::testing
