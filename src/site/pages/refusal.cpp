#include "site/pages/refusal.hpp"

#include "base/text.hpp"
#include "site/answer.hpp"
#include "site/pages.hpp"

namespace kentongan::site::pages {

net::Response show_refusal(const Doors& doors, const Visit& visit, int status, std::string text) {
  const std::string key = format("site.title.{}", status);
  Chrome around =
      chrome(doors, visit, Menu::none,
             say(visit.language, has_message(key) ? std::string_view(key) : "site.title.other"));
  around.index = false;
  return render(visit, status, [&](html::Page& page) { refusal(page, around, text); });
}

}  // namespace kentongan::site::pages
