#include "site/pages/about.hpp"

#include "site/answer.hpp"
#include "site/pages_account.hpp"

namespace kentongan::site::pages {

net::Response about_show(const Doors& doors, const Visit& visit) {
  const Chrome around = chrome(doors, visit, Menu::none, say(visit.language, "site.about.title"));
  return render(visit, 200, [&](html::Page& page) { about(page, around); });
}

}  // namespace kentongan::site::pages
