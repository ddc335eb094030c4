#pragma once

#include "site/views/claim_view.hpp"
#include "site/views/group_view.hpp"
#include "site/views/item_view.hpp"

namespace kentongan::site {

struct SearchView {
  std::string words = {};
  std::vector<ClaimLine> claims = {};
  std::vector<ItemLine> items = {};
  std::vector<GroupLine> groups = {};
  std::vector<Link> places = {};
  [[nodiscard]] bool nothing() const {
    return !words.empty() && claims.empty() && items.empty() && groups.empty() && places.empty();
  }
};

}  // namespace kentongan::site
