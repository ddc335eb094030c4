#include "groups/workflow.hpp"

namespace kentongan::groups {
namespace {

/// What the office decides about a group, not the group itself.
bool differs_in_office_matters(const GroupDetails& before, const GroupDetails& after) {
  return before.partner_kind != after.partner_kind || before.village != after.village ||
         before.slug != after.slug || before.national_number != after.national_number ||
         before.decree != after.decree || before.minutes_number != after.minutes_number ||
         before.minutes_day != after.minutes_day || before.inaugurated_on != after.inaugurated_on ||
         before.officer_in_charge != after.officer_in_charge || before.note != after.note;
}

Result<> needs(const GroupDetails& details, State to) {
  if (to == State::deliberated && !details.minutes_day) {
    return Error(Refusal::invalid, "groups.move.needs_minutes");
  }
  if (to == State::decreed && (details.decree.number.empty() || !details.decree.day)) {
    return Error(Refusal::invalid, "groups.move.needs_decree");
  }
  return {};
}

}  // namespace

std::vector<State> moves_from(State from) {
  std::vector<State> found;
  for (const State to : all_states()) {
    if (may_move(from, to)) found.push_back(to);
  }
  return found;
}

Result<> decide_register(const people::Actor& actor, const places::AreaCode& village) {
  if (!actor.is_office(village)) return Error(Refusal::forbidden, "groups.register.not_office");
  return {};
}

Result<Group> decide_edit(const Group& before, const EditGroup& command, Instant now) {
  const bool office = command.actor.is_office(before.village());
  if (!office && !command.actor.holds_in(people::Role::ketua, before.id)) {
    return Error(Refusal::forbidden, "groups.edit.not_yours");
  }
  // A group is not pushed over to another office's area.
  if (office && !command.actor.is_office(command.details.village)) {
    return Error(Refusal::forbidden, "groups.register.not_office");
  }
  Group after = before;
  after.details = command.details;
  if (after.details.slug.empty()) after.details.slug = before.details.slug;
  if (!office && differs_in_office_matters(before.details, after.details)) {
    return Error(Refusal::forbidden, "groups.edit.office_only");
  }
  if (before.revision != command.seen_revision)
    return Error(Refusal::conflict, "groups.changed_meanwhile");
  after.changed_at = now;
  return after;
}

Result<Group> decide_move(const Group& before, const MoveGroup& command, Instant now) {
  if (!command.actor.is_office(before.village()))
    return Error(Refusal::forbidden, "groups.edit.not_yours");
  if (before.revision != command.seen_revision)
    return Error(Refusal::conflict, "groups.changed_meanwhile");
  if (!may_move(before.state, command.to))
    return Error(Refusal::conflict, "groups.move.not_allowed");
  TRY(needs(before.details, command.to));
  if ((command.to == State::closed) != command.closed_reason.has_value()) {
    return Error(Refusal::invalid, "groups.move.needs_reason");
  }
  Group after = before;
  after.state = command.to;
  after.closed_reason = command.closed_reason;
  after.changed_at = now;
  return after;
}

Result<> decide_members(const people::Actor& actor, const Group& group) {
  if (actor.is_office(group.village()) || actor.holds_in(people::Role::ketua, group.id)) return {};
  return Error(Refusal::forbidden, "groups.members.not_yours");
}

}  // namespace kentongan::groups
