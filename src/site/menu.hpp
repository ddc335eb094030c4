#pragma once

#include "site/chrome.hpp"

#include <vector>

namespace kentongan::site {

struct MenuEntry {
  Menu menu;
  const char* path;
  const char* message;  ///< key of the catalogue
};

/// The menu of every visitor, and that of those who are signed in.
[[nodiscard]] const std::vector<MenuEntry>& main_menu();
[[nodiscard]] const std::vector<MenuEntry>& desk_menu();

}  // namespace kentongan::site
