#pragma once

#include "site/views/area_choice.hpp"
#include "site/views/claim_view.hpp"
#include "site/views/item_view.hpp"

#include <vector>

namespace kentongan::site {

/// One kecamatan's share of covered villages, 0 to 44 units high.
struct Slit {
  int height = 0;
};

struct HomeView {
  std::int64_t groups = 0;
  std::string regency_name = {};
  std::vector<ClaimLine> claims = {};
  std::vector<ItemLine> items = {};
  std::vector<Choice> districts = {};
  std::int64_t covered = 0;
  std::int64_t villages = 0;
  std::vector<Slit> slits = {};
};

}  // namespace kentongan::site
