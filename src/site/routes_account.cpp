#include "site/pages_account.hpp"
#include "site/route.hpp"

namespace kentongan::site {

std::vector<Route> account_routes() {
  return {};
}

}  // namespace kentongan::site
