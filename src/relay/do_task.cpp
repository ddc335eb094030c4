// What a group does with its tasks, and who sees them.
#include "relay/form_key.hpp"
#include "relay/internal/relays.hpp"
#include "relay/internal/tasks.hpp"
#include "relay/relay.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace kentongan::relay {

namespace {

constexpr std::int64_t most_listed = 100;
constexpr std::int64_t most_done = 20;

Error task_not_found() { return {Refusal::not_found, "relay.task.not_found"}; }

}  // namespace

Result<Task> RelayDesk::find_own(db::Tx& tx, const OnTask& command) const {
  auto task = tasks::find(tx, command.task);
  // Another group does not even learn that there is such a task.
  if (!task || !command.actor.is_member_of(task->group)) return task_not_found();
  return std::move(*task);
}

template <typename Decide>
Result<Task> RelayDesk::change(const OnTask& command, const char* noted, const std::string& form,
                               const Decide& decide) {
  auto changed = with_.outside.db.write([&](db::Tx& tx) -> Result<Task> {
    const Instant now = with_.outside.clock.now();
    const Task before = TRY(find_own(tx, command));
    const bool again = !before.is_open() && !form.empty() && tasks::done_key(tx, before.id) == form;
    if (again) return before;
    const Task after = TRY(decide(before, now));
    if (!tasks::save(tx, after, before.state, after.is_open() ? std::string() : form))
      return Error(Refusal::conflict, "relay.task.done");
    const places::AreaCode& village = after.village;
    const bool in_regency = village.level() >= places::Level::regency;
    with_.outside.ledger.append(
        tx,
        {noted, in_regency ? village.regency().text() : "00", after.claim.raw(),
         command.actor.account.raw(), "{\"task\":\"" + after.id.text() + "\"}"},
        now);
    return after;
  });
  if (changed.ok()) with_.outside.db.announce();
  return changed;
}

Result<Task> RelayDesk::receive(const OnTask& command) {
  return change(command, "correction_received", {}, [&](const Task& task, Instant now) {
    return decide_receive(task, command.actor.account, now);
  });
}

Result<Task> RelayDesk::prove(const ProveRelay& command) {
  const std::string form =
      form_key(command.on.actor, "proof", command.form_key).value_or(std::string());
  return change(command.on, "correction_relayed", form,
                [&](const Task& task, Instant now) { return decide_prove(task, command, now); });
}

Result<Task> RelayDesk::cannot(const CannotRelay& command) {
  const std::string form =
      form_key(command.on.actor, "cannot", command.form_key).value_or(std::string());
  return change(command.on, "correction_not_relayed", form,
                [&](const Task& task, Instant now) { return decide_cannot(task, command, now); });
}

Result<TaskPage> RelayDesk::find(const people::Actor& actor, Id<Task> id) const {
  return with_.outside.db.read([&](db::Tx& tx) -> Result<TaskPage> {
    const auto task = tasks::find(tx, id);
    const bool may = task && (actor.is_member_of(task->group) || actor.is_office(task->village));
    if (!may) return task_not_found();
    TaskPage page;
    page.task = *task;
    if (const auto group = with_.groups.find(tx, task->group); group.ok())
      page.group_name = group->name();
    page.claim.id = task->claim;
    if (const auto claim = with_.tabayun.find_published(tx, task->claim); claim.ok())
      page.claim = *claim;
    return page;
  });
}

TaskList RelayDesk::list(const people::Actor& actor) const {
  std::set<Id<groups::Group>> own;
  std::set<std::string> offices;
  for (const people::Held& held : actor.roles) {
    if (!held.group.is_none())
      own.insert(held.group);
    else if (actor.is_office(held.area))
      offices.insert(held.area.text());
  }
  return with_.outside.db.read([&](db::Tx& tx) {
    TaskList list;
    std::map<Id<tabayun::Claim>, tabayun::Claim> claims;
    std::map<Id<groups::Group>, std::string> names;
    std::set<Id<Task>> seen;
    const auto add = [&](std::vector<TaskPage>& to, const std::vector<Task>& tasks) {
      for (const Task& task : tasks) {
        auto [claim, fresh] = claims.try_emplace(task.claim);
        if (fresh) {
          claim->second.id = task.claim;
          if (const auto found = with_.tabayun.find_published(tx, task.claim); found.ok())
            claim->second = *found;
        }
        auto [name, unknown] = names.try_emplace(task.group);
        if (unknown) {
          if (const auto group = with_.groups.find(tx, task.group); group.ok())
            name->second = group->name();
        }
        to.push_back({.task = task, .group_name = name->second, .claim = claim->second});
      }
    };
    std::vector<Task> open;
    for (const Id<groups::Group> group : own) {
      for (const TaskState state : {TaskState::sent, TaskState::received}) {
        for (Task& task : tasks::list_of_group(tx, group, state, most_listed))
          open.push_back(std::move(task));
      }
    }
    std::ranges::stable_sort(open, {}, &Task::due_at);
    add(list.mine, open);
    for (const Id<groups::Group> group : own)
      add(list.mine, tasks::list_done(tx, group, most_done));
    for (const std::string& office : offices) {
      std::vector<Task> fresh;
      for (Task& task : tasks::list_open(tx, office, most_listed)) {
        if (seen.insert(task.id).second) fresh.push_back(std::move(task));
      }
      add(list.office, fresh);
    }
    // The nearest due first: what is late comes before the rest by itself.
    std::ranges::stable_sort(list.office, {},
                             [](const TaskPage& page) { return page.task.due_at; });
    return list;
  });
}

Result<std::vector<Relay>> RelayDesk::relays_of(const people::Actor& actor,
                                                Id<tabayun::Claim> claim) const {
  return with_.outside.db.read([&](db::Tx& tx) -> Result<std::vector<Relay>> {
    TRY(with_.tabayun.find_for_desk(tx, actor, claim));
    return relays::list(tx, claim);
  });
}

Coverage RelayDesk::coverage(Id<tabayun::Claim> claim) const {
  const Instant now = with_.outside.clock.now();
  return with_.outside.db.read([&](db::Tx& tx) { return tasks::coverage(tx, claim, now); });
}

}  // namespace kentongan::relay
