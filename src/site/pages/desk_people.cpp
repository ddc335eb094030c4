#include "site/pages/desk_people.hpp"

#include "base/text.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages_desk.hpp"
#include "site/views/account_view.hpp"
#include "site/views/desk_people_view.hpp"

#include <array>

namespace kentongan::site {
namespace {

constexpr std::array area_roles{people::Role::pemeriksa, people::Role::petugas_ikp,
                                people::Role::opd, people::Role::kepala, people::Role::admin};

/// The widest area in which the actor is the office.
places::AreaCode area_of_office(const Doors& doors, const Visit& visit) {
  for (const people::Held& held : visit.actor()->roles) {
    if (held.group.is_none() && visit.actor()->is_office(held.area)) return held.area;
  }
  return doors.settings.regency;
}

net::Response show(const Doors& doors, const Visit& visit, int status, PeopleView view) {
  const places::AreaCode area = area_of_office(doors, visit);
  if (!visit.actor()->is_office(area))
    return refuse(doors, visit, Error(Refusal::forbidden, "site.people.not_yours"));
  const people::People::AccountPage found =
      doors.people.list_accounts(area, visit.query("sesudah"), 50);
  for (const people::Account& account : found.accounts) {
    PersonLine line{.id = account.id.text(),
                    .login = account.login,
                    .name = account.name,
                    .state = std::string(people::name_of(account.state))};
    for (const people::Held& held : account.roles)
      line.roles.push_back(describe_role(doors, visit.language, held));
    view.people.push_back(std::move(line));
  }
  if (!found.next.empty()) view.next = "/meja/orang" + query_of({{"sesudah", found.next}});
  for (const people::Role role : area_roles) {
    const std::string name(people::name_of(role));
    view.roles.push_back({name, say(visit.language, "role." + name), false});
  }
  const places::AreaCode regency =
      area.level() >= places::Level::regency ? area.regency() : doors.settings.regency;
  if (const auto shown = doors.places.find(regency); shown.ok())
    view.areas.push_back({regency.text(), shown->label(), true});
  for (const Choice& district : district_choices(doors, regency, ""))
    view.areas.push_back(district);
  const Chrome around = chrome(doors, visit, Menu::desk, say(visit.language, "site.people.title"));
  return render(visit, status, [&](html::Page& page) { pages::desk_people(page, around, view); });
}

net::Response show_problem(const Doors& doors, const Visit& visit, const Error& error) {
  PeopleView view;
  view.problem = say(visit.language, error.message());
  return show(doors, visit, status_of(error.refusal()), std::move(view));
}

net::Response answer_change(const Doors& doors, const Visit& visit, const Result<>& outcome) {
  if (!outcome.ok()) return show_problem(doors, visit, outcome.error());
  return redirect_with_notice("/meja/orang", "site.desk.done");
}

/// The account an address names. Errors: invalid `id.malformed`.
Result<people::ChangeAccount> target_of(const Visit& visit) {
  const Id<people::Account> account = TRY(Id<people::Account>::parse(visit.captured[0]));
  return people::ChangeAccount{.actor = *visit.actor(), .account = account};
}

}  // namespace

namespace pages {

net::Response desk_people_show(const Doors& doors, const Visit& visit) {
  return show(doors, visit, 200, {});
}

net::Response desk_person_add(const Doors& doors, const Visit& visit) {
  const auto added = doors.people.add_account(
      {.actor = *visit.actor(), .login = visit.field("login"), .name = visit.field("name")});
  if (!added.ok()) return show_problem(doors, visit, added.error());
  PeopleView view;
  view.one_time_password = added->one_time_password;
  view.for_login = visit.field("login");
  return show(doors, visit, 200, std::move(view));
}

net::Response desk_person_role(const Doors& doors, const Visit& visit) {
  const auto target = target_of(visit);
  const auto role = people::find_role(visit.field("role"));
  const auto area = places::AreaCode::parse(visit.field("area"));
  if (!target.ok() || !role || !area.ok()) return not_found(doors, visit);
  const people::GrantRole command{
      .actor = *visit.actor(), .account = target->account, .role = *role, .area = *area};
  return answer_change(doors, visit,
                       visit.field("do") == "revoke" ? doors.people.revoke_role(command)
                                                     : doors.people.grant_role(command));
}

net::Response desk_person_reset(const Doors& doors, const Visit& visit) {
  const auto target = target_of(visit);
  if (!target.ok()) return not_found(doors, visit);
  const auto password = doors.people.reset_password(*target);
  if (!password.ok()) return show_problem(doors, visit, password.error());
  PeopleView view;
  view.one_time_password = *password;
  if (const auto account = doors.people.find_account(target->account); account.ok())
    view.for_login = account->login;
  return show(doors, visit, 200, std::move(view));
}

net::Response desk_person_disable(const Doors& doors, const Visit& visit) {
  const auto target = target_of(visit);
  return target.ok() ? answer_change(doors, visit, doors.people.disable(*target))
                     : not_found(doors, visit);
}

net::Response desk_person_enable(const Doors& doors, const Visit& visit) {
  const auto target = target_of(visit);
  return target.ok() ? answer_change(doors, visit, doors.people.enable(*target))
                     : not_found(doors, visit);
}

}  // namespace pages
}  // namespace kentongan::site
