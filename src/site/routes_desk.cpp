#include "site/pages_desk.hpp"
#include "site/route.hpp"

namespace kentongan::site {

std::vector<Route> desk_routes() {
  return {};
}

}  // namespace kentongan::site
