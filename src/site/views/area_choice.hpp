#pragma once

#include "site/visit.hpp"

#include <string>
#include <vector>

namespace kentongan::site {

/// One entry of a choice of areas or of another `<select>`.
struct Choice {
  std::string value = {};
  std::string name = {};
  bool chosen = false;
};

/// The kecamatan of the office's regency (or of `regency`), by name.
[[nodiscard]] std::vector<Choice> district_choices(const Doors& doors,
                                                   const places::AreaCode& regency,
                                                   std::string_view chosen);

/// `Desa Pagandon, Kadipaten`: a village with its kecamatan; other areas by their label.
[[nodiscard]] std::string short_place(const Doors& doors, const places::AreaCode& area);

/// `key=value` joined for an address, values percent-encoded, empty ones left out.
[[nodiscard]] std::string query_of(const std::vector<std::pair<std::string, std::string>>& pairs);

}  // namespace kentongan::site
