#include "base/text.hpp"
#include "cli/verbs.hpp"

namespace kentongan::cli {
namespace {

std::string describe_roles(const people::Account& account) {
  std::vector<std::string> roles;
  for (const people::Held& held : account.roles) {
    std::string role(people::name_of(held.role));
    role += held.group.is_none() ? "@" + (held.area.text().empty() ? "indonesia" : held.area.text())
                                 : "@" + held.group.text();
    roles.push_back(role);
  }
  return join(roles, " ");
}

}  // namespace

int run_user_add(const Call& call) {
  people::People& people = call.application.people();
  const Arguments& a = call.arguments;
  std::optional<people::Role> role;
  if (!a.role.empty()) {
    role = people::find_role(a.role);
    if (!role)
      return explain(call.output, call.language,
                     Error(Refusal::invalid, "cli.user.role_unknown", a.role));
  }
  const Result<places::AreaCode> area = places::AreaCode::parse(a.area);
  if (!area.ok()) return explain(call.output, call.language, area.error());
  // A slip of the finger would give a role nowhere. The first account may come before the areas do.
  const places::Places& places = call.application.places();
  const bool areas_known = places.counts(places::AreaCode()).villages > 0;
  const bool somewhere = area->level() == places::Level::nation || places.find(*area).ok();
  if (role && areas_known && !somewhere) {
    return explain(call.output, call.language,
                   Error(Refusal::not_found, "places.area.not_found", area->text()));
  }
  const people::Actor actor = people::the_installation();
  const Result<people::AddedAccount> added = people.add_account(
      {.actor = actor, .login = a.login, .name = a.name.empty() ? a.login : a.name});
  if (!added.ok()) return explain(call.output, call.language, added.error());
  if (role) {
    const Result<> granted =
        people.grant_role({.actor = actor, .account = added->id, .role = *role, .area = *area});
    if (!granted.ok()) return explain(call.output, call.language, granted.error());
  }
  call.output.line(
      call.text("cli.user.added", {{"login", a.login}, {"password", added->one_time_password}}));
  return done;
}

int run_user_list(const Call& call) {
  std::string after;
  do {
    const people::People::AccountPage page =
        call.application.people().list_accounts(places::AreaCode(), after, 200);
    for (const people::Account& account : page.accounts) {
      call.output.line(format("{}\t{}\t{}\t{}", account.login, account.name,
                              people::name_of(account.state), describe_roles(account)));
    }
    after = page.next;
  } while (!after.empty());
  return done;
}

int run_user_reset(const Call& call) {
  people::People& people = call.application.people();
  const Result<people::Account> account = people.find_by_login(call.arguments.login);
  if (!account.ok()) return explain(call.output, call.language, account.error());
  const Result<std::string> password =
      people.reset_password({.actor = people::the_installation(), .account = account->id});
  if (!password.ok()) return explain(call.output, call.language, password.error());
  call.output.line(
      call.text("cli.user.reset_done", {{"login", account->login}, {"password", *password}}));
  return done;
}

}  // namespace kentongan::cli
