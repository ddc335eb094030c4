#include "site/pages_public.hpp"
#include "site/route.hpp"

namespace kentongan::site {

using net::Method;

std::vector<Route> public_routes() {
  constexpr Access anyone = Access::anyone;
  constexpr Keep kept = Keep::until_change;
  return {
      {Method::get, "/", pages::home_show, anyone, kept},
      {Method::get, "/kabar", pages::items_list, anyone, kept},
      {Method::get, "/kabar/:slug", pages::item_show, anyone, kept},
      {Method::get, "/kabar/:slug/sebelum/:number", pages::item_before, anyone, kept},
      {Method::get, "/kelompok", pages::groups_list, anyone, kept},
      {Method::get, "/kelompok.csv", pages::groups_csv, anyone, kept},
      {Method::get, "/kelompok/:slug", pages::group_show, anyone, kept},
      {Method::get, "/cakupan", pages::coverage_show, anyone, kept},
  };
}

}  // namespace kentongan::site
