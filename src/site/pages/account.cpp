#include "site/pages/account.hpp"

#include "groups/groups.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages_account.hpp"
#include "site/views/account_view.hpp"

namespace kentongan::site {

std::string describe_role(const Doors& doors, Language language, const people::Held& held) {
  std::string where;
  if (!held.group.is_none()) {
    const auto names = doors.groups.names_of({held.group});
    if (!names.empty()) where = names.front().name;
  } else if (const auto area = doors.places.find(held.area); area.ok()) {
    where = held.area.text().empty() ? say(language, "site.nation") : area->label();
  }
  return say(language, "role." + std::string(people::name_of(held.role))) + ", " + where;
}

namespace pages {

net::Response account_show(const Doors& doors, const Visit& visit) {
  AccountView view{.name = visit.session->actor.name,
                   .login = visit.session->login,
                   .must_change = visit.session->password_state == people::PasswordState::one_time,
                   .roles = {}};
  for (const people::Held& held : visit.session->actor.roles) {
    view.roles.push_back(describe_role(doors, visit.language, held));
  }
  Chrome around = chrome(doors, visit, Menu::none, view.name);
  around.index = false;
  return render(visit, 200, [&](html::Page& page) { account(page, around, view); });
}

net::Response signout_everywhere(const Doors& doors, const Visit& visit) {
  const Result<> outcome = doors.people.sign_out_everywhere(
      {.actor = visit.session->actor, .account = visit.session->actor.account});
  if (!outcome.ok()) return refuse(doors, visit, outcome.error());
  return redirect_with_notice("/masuk", "site.account.signed_out_everywhere");
}

}  // namespace pages
}  // namespace kentongan::site
