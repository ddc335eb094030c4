#include "relay/task.hpp"

#include "base/text.hpp"

namespace kentongan::relay {

namespace {

Result<> check_open(const Task& task) {
  if (task.state == TaskState::superseded) return Error(Refusal::conflict, "relay.task.superseded");
  if (!task.is_open()) return Error(Refusal::conflict, "relay.task.done");
  return {};
}

Result<std::string> checked(std::string_view text, std::size_t longest) {
  // Four bytes are the longest character: what is longer is too long in any script.
  if (text.size() > 4 * longest + 64) return Error(Refusal::invalid, "relay.text.too_long");
  std::string clean(trim(clean_utf8(text)));
  if (length_utf8(clean) > longest) return Error(Refusal::invalid, "relay.text.too_long");
  return clean;
}

Task received(const Task& task, Id<people::Account> by, Instant now) {
  Task after = task;
  if (after.received_at) return after;
  after.received_by = by;
  after.received_at = now;
  return after;
}

}  // namespace

std::string_view name_of(RelayChannel channel) {
  switch (channel) {
    case RelayChannel::whatsapp: return "whatsapp";
    case RelayChannel::telegram: return "telegram";
    case RelayChannel::loudspeaker: return "loudspeaker";
    case RelayChannel::notice_board: return "notice_board";
    case RelayChannel::gathering: return "gathering";
    case RelayChannel::radio: return "radio";
    case RelayChannel::pamphlet: return "pamphlet";
    case RelayChannel::website: return "website";
    case RelayChannel::other: return "other";
  }
  __builtin_unreachable();
}

const std::vector<RelayChannel>& relay_channels() {
  static const std::vector<RelayChannel> all{
      RelayChannel::whatsapp,     RelayChannel::telegram,  RelayChannel::loudspeaker,
      RelayChannel::notice_board, RelayChannel::gathering, RelayChannel::radio,
      RelayChannel::pamphlet,     RelayChannel::website,   RelayChannel::other};
  return all;
}

std::optional<RelayChannel> find_relay_channel(std::string_view name) {
  for (const RelayChannel channel : relay_channels()) {
    if (name_of(channel) == name) return channel;
  }
  return std::nullopt;
}

std::string_view name_of(Cause cause) {
  switch (cause) {
    case Cause::published: return "published";
    case Cause::updated: return "updated";
    case Cause::withdrawn: return "withdrawn";
  }
  __builtin_unreachable();
}

std::optional<Cause> find_cause(std::string_view name) {
  for (const Cause cause : {Cause::published, Cause::updated, Cause::withdrawn}) {
    if (name_of(cause) == name) return cause;
  }
  return std::nullopt;
}

std::string_view name_of(TaskState state) {
  switch (state) {
    case TaskState::sent: return "sent";
    case TaskState::received: return "received";
    case TaskState::relayed: return "relayed";
    case TaskState::cannot: return "cannot";
    case TaskState::superseded: return "superseded";
  }
  __builtin_unreachable();
}

std::optional<TaskState> find_task_state(std::string_view name) {
  for (const TaskState state : {TaskState::sent, TaskState::received, TaskState::relayed,
                                TaskState::cannot, TaskState::superseded}) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

Result<Spread> check_spread(const Spread& spread) {
  Spread clean = spread;
  clean.place = TRY(checked(spread.place, longest_place));
  if (clean.place.empty()) return Error(Refusal::invalid, "relay.place.missing");
  if (spread.reach < 0 || spread.reach > largest_reach)
    return Error(Refusal::invalid, "relay.reach");
  return clean;
}

Result<std::string> check_note(std::string_view text) { return checked(text, longest_note); }

Result<Task> decide_receive(const Task& task, Id<people::Account> by, Instant now) {
  TRY(check_open(task));
  Task after = received(task, by, now);
  after.state = TaskState::received;
  return after;
}

Result<Task> decide_prove(const Task& task, const ProveRelay& command, Instant now) {
  TRY(check_open(task));
  Task after = received(task, command.on.actor.account, now);
  after.spread = TRY(check_spread(command.spread));
  after.note = TRY(check_note(command.note));
  after.state = TaskState::relayed;
  after.done_by = command.on.actor.account;
  after.done_at = now;
  return after;
}

Result<Task> decide_cannot(const Task& task, const CannotRelay& command, Instant now) {
  TRY(check_open(task));
  Task after = received(task, command.on.actor.account, now);
  after.note = TRY(check_note(command.reason));
  if (after.note.empty()) return Error(Refusal::invalid, "relay.reason.missing");
  after.state = TaskState::cannot;
  after.done_by = command.on.actor.account;
  after.done_at = now;
  return after;
}

}  // namespace kentongan::relay
