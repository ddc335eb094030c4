#include "site/route.hpp"

namespace kentongan::site {

const std::vector<Route>& all_routes() {
  static const std::vector<Route> whole = [] {
    std::vector<Route> routes = public_routes();
    for (const std::vector<Route>& more : {account_routes(), desk_routes(), case_routes()}) {
      routes.insert(routes.end(), more.begin(), more.end());
    }
    return routes;
  }();
  return whole;
}

}  // namespace kentongan::site
