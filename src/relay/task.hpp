// A claim passed on, and the task to pass on its correction. Values and rules, pure.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "groups/group.hpp"
#include "people/actor.hpp"
#include "tabayun/claim.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::relay {

/// By what people in a village were told.
enum class RelayChannel {
  whatsapp,
  telegram,
  loudspeaker,
  notice_board,
  gathering,
  radio,
  pamphlet,
  website,
  other
};
[[nodiscard]] std::string_view name_of(RelayChannel channel);
[[nodiscard]] std::optional<RelayChannel> find_relay_channel(std::string_view name);
[[nodiscard]] const std::vector<RelayChannel>& relay_channels();

/// What happened to the verdict.
enum class Cause { published, updated, withdrawn };
[[nodiscard]] std::string_view name_of(Cause cause);
[[nodiscard]] std::optional<Cause> find_cause(std::string_view name);

/// Source: DOMAIN.md, States (relay task). Late is no state: it is `sent` or `received` past its
/// due time.
enum class TaskState {
  sent,
  received,
  relayed,
  cannot,
  superseded  ///< the verdict changed again before it was done
};
[[nodiscard]] std::string_view name_of(TaskState state);
[[nodiscard]] std::optional<TaskState> find_task_state(std::string_view name);

/// Where something went, to about how many people.
struct Spread {
  RelayChannel channel = RelayChannel::whatsapp;
  std::string place = {};  ///< `Grup RW 03`, `Balai desa`
  std::int64_t reach = 0;  ///< people, estimated; 0: nobody knows
};

struct Relay {
  Id<Relay> id;
  Id<tabayun::Claim> claim;
  Id<groups::Group> group;
  Spread spread;
  std::string relayed_on = {};  ///< `2026-11-21`, or empty
  Id<people::Account> recorded_by;
  Instant recorded_at;
};

struct Task {
  Id<Task> id;
  Id<tabayun::Claim> claim;
  Id<groups::Group> group;
  places::AreaCode village;  ///< the group's
  Cause cause = Cause::published;
  Instant caused_at;
  TaskState state = TaskState::sent;
  Instant due_at;
  Instant created_at;
  Id<people::Account> received_by;
  std::optional<Instant> received_at = {};
  Id<people::Account> done_by;
  std::optional<Instant> done_at = {};
  Spread spread = {};     ///< of the correction, once relayed
  std::string note = {};  ///< to the proof, or why it cannot be

  [[nodiscard]] bool is_open() const {
    return state == TaskState::sent || state == TaskState::received;
  }
  [[nodiscard]] bool is_late(Instant now) const { return is_open() && due_at < now; }
};

/// Of the groups that passed a claim on, how many passed its correction on.
struct Coverage {
  std::int64_t groups = 0;  ///< with a task for the verdict as it stands
  std::int64_t relayed = 0;
  std::int64_t cannot = 0;
  std::int64_t open = 0;
  std::int64_t late = 0;   ///< of the open ones
  std::int64_t reach = 0;  ///< people, as the groups estimated
};

struct RecordRelay {
  people::Actor actor;
  Id<tabayun::Claim> claim;
  Id<groups::Group> group;
  Spread spread;
  std::string relayed_on = {};
  std::string form_key = {};
};
struct OnTask {
  people::Actor actor;
  Id<Task> task;
};
/// "Sudah disebarkan ulang."
struct ProveRelay {
  OnTask on;
  Spread spread;
  std::string note = {};
  std::string form_key = {};
};
struct CannotRelay {
  OnTask on;
  std::string reason;
  std::string form_key = {};
};

inline constexpr std::size_t longest_place = 200;         ///< characters
inline constexpr std::size_t longest_note = 1'000;        ///< characters
inline constexpr std::int64_t largest_reach = 1'000'000;  ///< people; a district has fewer
inline constexpr std::int64_t most_relays = 500;          ///< records of one claim

/// Errors: invalid `relay.place.missing`, `relay.text.too_long`, `relay.reach`.
[[nodiscard]] Result<Spread> check_spread(const Spread& spread);
/// Repaired and trimmed. Errors: invalid `relay.text.too_long`.
[[nodiscard]] Result<std::string> check_note(std::string_view text);

// Every decision refuses with conflict `relay.task.superseded` what a newer verdict replaced, and
// with conflict `relay.task.done` what is done.

[[nodiscard]] Result<Task> decide_receive(const Task& task, Id<people::Account> by, Instant now);
/// Errors also: those of `check_spread` and `check_note`. Proof is receipt enough.
[[nodiscard]] Result<Task> decide_prove(const Task& task, const ProveRelay& command, Instant now);
/// Errors also: invalid `relay.reason.missing`.
[[nodiscard]] Result<Task> decide_cannot(const Task& task, const CannotRelay& command, Instant now);

}  // namespace kentongan::relay
