#include "site/pages_public.hpp"
#include "site/route.hpp"

namespace kentongan::site {

std::vector<Route> public_routes() {
  return {};
}

}  // namespace kentongan::site
