#include "app/demo.hpp"

#include "app/internal/demo_steps.hpp"
#include "base/text.hpp"

namespace kentongan::app {
namespace {

Result<> give_role(Application& application, Id<people::Account> account, const SampleRow& row) {
  const std::optional<people::Role> role = people::find_role(row.at("role"));
  KENTONGAN_BUG_IF(!role);
  const people::Actor installation = people::the_installation();
  if (row.at("scope_kind") == "group") {
    const groups::Group group = TRY(application.groups().find_by_slug(row.at("scope")));
    return application.groups().appoint(
        {.actor = installation, .group = group.id, .account = account, .role = *role});
  }
  const places::AreaCode area = TRY(places::AreaCode::parse(row.at("scope")));
  return application.people().grant_role(
      {.actor = installation, .account = account, .role = *role, .area = area});
}

}  // namespace

std::vector<DemoAccount> demo_accounts() {
  std::vector<DemoAccount> accounts;
  for (const SampleRow& row : sample_csv("people.csv")) {
    accounts.push_back(
        {row.at("login"), row.at("name") + ", " + row.at("role") + " (" + row.at("scope") + ")"});
  }
  return accounts;
}

Result<std::int64_t> make_demo_groups(Application& application) {
  std::int64_t count = 0;
  for (const char* name : {"groups-32.10.csv", "groups-62.10.csv"}) {
    groups::GroupImportReport report;
    TRY(application.groups().import_csv({.actor = people::the_installation(),
                                         .csv = std::string(sample_file(name)),
                                         .on_duplicate = groups::OnDuplicate::update},
                                        report));
    count += report.added + report.updated + report.unchanged;
  }
  return count;
}

Result<DemoPeople> make_demo_people(Application& application) {
  DemoPeople made;
  for (const SampleRow& row : sample_csv("people.csv")) {
    const std::string& login = row.at("login");
    Result<people::Account> account = application.people().find_by_login(login);
    if (!account.ok()) {
      const people::AddedAccount added =
          TRY(application.people().add_account({.actor = people::the_installation(),
                                                .login = login,
                                                .name = row.at("name"),
                                                .password = demo_password}));
      TRY(give_role(application, added.id, row));
      account = application.people().find_account(added.id);
    }
    const people::Account found = TRY(std::move(account));
    made[login] = {.account = found.id, .name = found.name, .roles = found.roles};
  }
  return made;
}

Result<DemoReport> make_demo(Application& application,
                             const std::function<void(std::int64_t, std::int64_t)>& progress) {
  if (application.places().counts(places::AreaCode()).villages == 0) {
    return Error(Refusal::conflict, "app.demo.no_areas");
  }
  constexpr std::int64_t steps = 6;
  DemoReport report;
  report.groups = TRY(make_demo_groups(application));
  progress(1, steps);
  const DemoPeople people = TRY(make_demo_people(application));
  progress(2, steps);
  report.factchecks = TRY(make_demo_factchecks(application, people));
  progress(3, steps);
  report.items = TRY(make_demo_items(application, people));
  progress(4, steps);
  TRY(make_demo_questions(application));
  progress(5, steps);
  // What was published before anybody subscribed is nobody's news: the outbox reads past it first.
  while (application.outbox().fan_out()) {
  }
  TRY(make_demo_subscriptions(application, people));
  progress(6, steps);
  application.database().announce();
  return report;
}

}  // namespace kentongan::app
