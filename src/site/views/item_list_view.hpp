#pragma once

#include "site/views/area_choice.hpp"
#include "site/views/item_view.hpp"

namespace kentongan::site {

struct ItemListView {
  std::string title = {};
  std::string topic = {};
  std::vector<ItemLine> items = {};
  std::vector<Choice> districts = {};
  std::vector<Choice> kinds = {};
  std::vector<Link> chips = {};  ///< what narrows the list; each link takes it away
  std::string next = {};
  std::string feed = {};
};

}  // namespace kentongan::site
