#include "site/menu.hpp"

namespace kentongan::site {

const std::vector<MenuEntry>& main_menu() {
  static const std::vector<MenuEntry> entries{
      {Menu::home, "/", "site.menu.home"},
      {Menu::news, "/kabar", "site.menu.news"},
      {Menu::factchecks, "/cek-fakta", "site.menu.factchecks"},
      {Menu::groups, "/kelompok", "site.menu.groups"},
      {Menu::coverage, "/cakupan", "site.menu.coverage"},
      {Menu::ask, "/tanya", "site.menu.ask"},
      {Menu::subscribe, "/langganan", "site.menu.subscribe"},
  };
  return entries;
}

const std::vector<MenuEntry>& desk_menu() {
  static const std::vector<MenuEntry> entries{
      {Menu::desk, "/meja/kabar", "site.desk.news"},
      {Menu::desk, "/meja/pertanyaan", "site.desk.questions"},
      {Menu::desk, "/meja/cek-fakta", "site.desk.factchecks"},
      {Menu::desk, "/meja/permintaan", "site.desk.requests"},
      {Menu::desk, "/meja/ralat", "site.desk.corrections"},
      {Menu::desk, "/meja/kelompok", "site.desk.groups"},
      {Menu::desk, "/meja/kiriman", "site.desk.deliveries"},
      {Menu::desk, "/meja/orang", "site.desk.people"},
  };
  return entries;
}

}  // namespace kentongan::site
