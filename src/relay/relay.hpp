// The door of the room: who passed a claim on, and the tasks to correct it.
#pragma once

#include "groups/groups.hpp"
#include "ledger/ledger.hpp"
#include "people/people.hpp"
#include "relay/task.hpp"
#include "tabayun/tabayun.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace kentongan::relay {

struct RelaySettings {
  Span due_after = std::chrono::hours(24);  ///< a task that is open for longer is late
};

struct RelayParts {
  people::Surroundings outside;
  const groups::Groups& groups;
  const tabayun::Tabayun& tabayun;
};

/// A task with what it is about.
struct TaskPage {
  Task task;
  std::string group_name = {};
  /// What is public of the claim now; an unpublished one is a verdict that was withdrawn.
  tabayun::Claim claim = {};
};

struct TaskList {
  std::vector<TaskPage> mine;    ///< of the actor's groups: open first, the nearest due first
  std::vector<TaskPage> office;  ///< open ones in the areas of their office, late ones first
};

/// Thread: everything may be called from anywhere; nothing here inside a database closure.
class RelayDesk {
 public:
  RelayDesk(const RelayParts& parts, const RelaySettings& settings)
      : with_(parts), settings_(settings) {}
  RelayDesk(const RelayDesk&) = delete;
  RelayDesk& operator=(const RelayDesk&) = delete;

  /// "This group passed this claim on." When the verdict is out already, the task comes at once.
  /// May: a member, for their own group; the office of its village. The claim must be public or on
  /// their desk. Repeating a form changes nothing. Errors: forbidden `relay.record.not_yours`;
  /// not_found `tabayun.claim.not_found`, `groups.group.not_found`; invalid `relay.day`; those of
  /// `check_spread`; conflict `relay.record.too_many`.
  [[nodiscard]] Result<Relay> record(const RecordRelay& command);

  // May: a member of the task's group. Errors: not_found `relay.task.not_found`, also for another
  // group's; those of the decisions in task.hpp. Repeating a form changes nothing.
  [[nodiscard]] Result<Task> receive(const OnTask& command);
  [[nodiscard]] Result<Task> prove(const ProveRelay& command);
  [[nodiscard]] Result<Task> cannot(const CannotRelay& command);

  /// May: a member of its group, the office of its village. Errors: not_found
  /// `relay.task.not_found`.
  [[nodiscard]] Result<TaskPage> find(const people::Actor& actor, Id<Task> task) const;
  /// At most 100 each.
  [[nodiscard]] TaskList list(const people::Actor& actor) const;
  /// What is recorded of a claim. May: who has its desk. Errors: not_found
  /// `tabayun.claim.not_found`.
  [[nodiscard]] Result<std::vector<Relay>> relays_of(const people::Actor& actor,
                                                     Id<tabayun::Claim> claim) const;
  /// Numbers only: whoever shows them has asked who may see the claim.
  [[nodiscard]] Coverage coverage(Id<tabayun::Claim> claim) const;

  /// Makes tasks of what the ledger tells, as its reader "relay". Call when `Db::wait_for_news`
  /// returns, until it is false.
  bool follow();

 private:
  void correct(db::Tx& tx, const ledger::Entry& entry, Cause cause);
  void make_task(db::Tx& tx, const tabayun::Claim& claim, Id<groups::Group> group, Cause cause,
                 Instant caused_at);
  [[nodiscard]] Result<Task> find_own(db::Tx& tx, const OnTask& command) const;
  template <typename Decide>
  [[nodiscard]] Result<Task> change(const OnTask& command, const char* noted,
                                    const std::string& form, const Decide& decide);

  // set at construction
  RelayParts with_;
  RelaySettings settings_;
};

}  // namespace kentongan::relay
