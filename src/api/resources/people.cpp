// Accounts and roles, for the office. Roles in a group are given through the registry, which knows
// it.
#include "api/body.hpp"
#include "api/query.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "groups/groups.hpp"

#include <algorithm>

namespace kentongan::api::resources {
namespace {

using people::Account;

net::Response show(const Call& call, const Account& account,
                   const std::string& one_time_password = {}) {
  Labels labels(call);
  return json_object(200, [&](JsonWriter& json) {
    write_account(json, labels, account);
    if (!one_time_password.empty()) json.member("one_time_password", one_time_password);
  });
}

bool is_any_office(const people::Actor& actor) {
  return std::ranges::any_of(actor.roles, [&](const people::Held& held) {
    return held.group.is_none() && actor.is_office(held.area);
  });
}

/// Whether this person's file is open to them: their own; to the office, those who hold no role yet
/// or one within its reach.
bool may_see(const people::Actor& actor, const Account& account) {
  if (actor.account == account.id) return true;
  if (account.roles.empty()) return is_any_office(actor);
  return std::ranges::any_of(account.roles,
                             [&](const people::Held& held) { return actor.is_office(held.area); });
}

/// Errors: not_found `people.account.not_found`, also for those they may not see.
Result<Account> find_account(const Call& call) {
  Account account = TRY(call.doors.people.find_account(TRY(call.id<Account>())));
  if (!may_see(call.actor(), account)) return Error(Refusal::not_found, "people.account.not_found");
  return account;
}

/// A role as POST and DELETE …/roles name it: in an area, or in a group.
struct NamedRole {
  people::Role role = people::Role::anggota;
  places::AreaCode area = {};
  std::string group = {};  ///< slug; empty: in the area
};

enum class Change { grant, revoke };

Result<Account> change_role(const Call& call, const Account& account, const NamedRole& named,
                            Change change) {
  if (named.group.empty()) {
    const people::GrantRole command{
        .actor = call.actor(), .account = account.id, .role = named.role, .area = named.area};
    TRY(change == Change::grant ? call.doors.people.grant_role(command)
                                : call.doors.people.revoke_role(command));
  } else {
    const groups::Group group = TRY(call.doors.groups.find_by_slug(named.group));
    const groups::AppointMember command{
        .actor = call.actor(), .group = group.id, .account = account.id, .role = named.role};
    TRY(change == Change::grant ? call.doors.groups.appoint(command)
                                : call.doors.groups.dismiss(command));
  }
  return call.doors.people.find_account(account.id);
}

enum class Step { disable, enable, reset_password, sign_out };

std::optional<Step> find_step(std::string_view name) {
  if (name == "disable") return Step::disable;
  if (name == "enable") return Step::enable;
  if (name == "reset_password") return Step::reset_password;
  if (name == "sign_out") return Step::sign_out;
  return std::nullopt;
}

/// The one-time password, where the step makes one.
Result<std::string> carry_out(people::People& people, const people::ChangeAccount& command,
                              Step step) {
  switch (step) {
    case Step::disable: TRY(people.disable(command)); return std::string();
    case Step::enable: TRY(people.enable(command)); return std::string();
    case Step::reset_password: return people.reset_password(command);
    case Step::sign_out: TRY(people.sign_out_everywhere(command)); return std::string();
  }
  __builtin_unreachable();
}

}  // namespace

Answer list_people(const Call& call) {
  Query query(call);
  const places::AreaCode area = query.area("area").value_or(call.doors.settings.regency);
  const std::int64_t limit = query.limit(50);
  const std::string after = query.text("next");
  if (const auto& problem = query.problem()) return *problem;
  if (!call.actor().is_office(area)) return Problem(403, "api.office_only");
  const people::People::AccountPage page = call.doors.people.list_accounts(area, after, limit);
  Labels labels(call);
  return list_page(page.next, [&](JsonWriter& json) {
    for (const Account& account : page.accounts)
      json.object([&] { write_account(json, labels, account); });
  });
}

Answer add_person(const Call& call) {
  people::AddAccount command{.actor = call.actor(), .login = {}, .name = {}};
  std::string password;
  Body body(call);
  body.need("login", command.login);
  body.need("name", command.name);
  if (body.has("password")) {
    body.take_raw("password", password);
    command.password = password;
  }
  if (const auto problem = body.problem()) return *problem;
  const people::AddedAccount added = TRY(call.doors.people.add_account(command));
  net::Response response =
      show(call, TRY(call.doors.people.find_account(added.id)), added.one_time_password);
  response.status = 201;
  response.headers.add("Location", call.resource("/people/" + added.id.text()));
  return response;
}

Answer show_person(const Call& call) { return show(call, TRY(find_account(call))); }

Answer move_person(const Call& call) {
  const Account account = TRY(find_account(call));
  Step step = Step::disable;
  Body body(call);
  body.need_word("move", step, find_step);
  if (const auto problem = body.problem()) return *problem;
  const std::string one_time_password =
      TRY(carry_out(call.doors.people, {.actor = call.actor(), .account = account.id}, step));
  return show(call, TRY(call.doors.people.find_account(account.id)), one_time_password);
}

Answer grant_role(const Call& call) {
  const Account account = TRY(find_account(call));
  NamedRole named;
  Body body(call);
  body.need_word("role", named.role, people::find_role);
  body.take("area", named.area);
  body.take("group", named.group);
  if (const auto problem = body.problem()) return *problem;
  return show(call, TRY(change_role(call, account, named, Change::grant)));
}

Answer revoke_role(const Call& call) {
  const Account account = TRY(find_account(call));
  Query query(call);
  NamedRole named;
  const std::optional<people::Role> role = query.word("role", people::find_role);
  named.area = query.area("area").value_or(places::AreaCode());
  named.group = query.text("group");
  if (const auto& problem = query.problem()) return *problem;
  if (!role) {
    Problem problem(400, "api.query.missing");
    problem.parameter = "role";
    return problem;
  }
  named.role = *role;
  return show(call, TRY(change_role(call, account, named, Change::revoke)));
}

}  // namespace kentongan::api::resources
