#include "radar/explainer.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kentongan::radar {

std::string_view name_of(ExplainerState state) {
  switch (state) {
    case ExplainerState::open: return "open";
    case ExplainerState::assigned: return "assigned";
    case ExplainerState::done: return "done";
    case ExplainerState::dropped: return "dropped";
  }
  __builtin_unreachable();
}

std::optional<ExplainerState> find_explainer_state(std::string_view name) {
  for (const auto state : {ExplainerState::open, ExplainerState::assigned, ExplainerState::done,
                           ExplainerState::dropped}) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

std::string_view name_of(ExplainerMove move) {
  switch (move) {
    case ExplainerMove::assign: return "assign";
    case ExplainerMove::finish: return "finish";
    case ExplainerMove::drop: return "drop";
  }
  __builtin_unreachable();
}

std::optional<ExplainerMove> find_explainer_move(std::string_view name) {
  for (const auto move : {ExplainerMove::assign, ExplainerMove::finish, ExplainerMove::drop}) {
    if (name_of(move) == name) return move;
  }
  return std::nullopt;
}

std::optional<ExplainerState> after(ExplainerState state, ExplainerMove move) {
  for (const ExplainerStep& step : explainer_steps) {
    if (step.from == state && step.move == move) return step.to;
  }
  return std::nullopt;
}

bool leads(const people::Actor& actor, const places::AreaCode& area) {
  if (area.level() != places::Level::nation) return actor.is_office(area);
  return std::any_of(actor.roles.begin(), actor.roles.end(), [&actor](const people::Held& held) {
    return held.group.is_none() && actor.is_office(held.area);
  });
}

namespace {

bool writes(const people::Actor& actor, const Explainer& explainer) {
  const bool in_group = !explainer.group.is_none() && actor.is_member_of(explainer.group);
  return in_group || (!explainer.person.is_none() && explainer.person == actor.account);
}

Result<std::string> short_text(std::string_view text, const char* problem) {
  std::string clean(trim(clean_utf8(text)));
  if (clean.empty() || length_utf8(clean) > longest_explainer_text)
    return Error(Refusal::invalid, problem);
  return clean;
}

}  // namespace

bool may_see(const people::Actor& actor, const Explainer& explainer) {
  return leads(actor, explainer.area) || writes(actor, explainer);
}

Result<Explainer> decide_open(const OpenExplainer& command, Instant now) {
  if (!leads(command.actor, command.area))
    return Error(Refusal::forbidden, "radar.explainer.not_office");
  Explainer made;
  made.claim = command.claim;
  made.area = command.area;
  made.title = TRY(short_text(command.title, "radar.explainer.title"));
  made.opened_by = command.actor.account;
  made.opened_at = now;
  made.changed_at = now;
  return made;
}

Result<Explainer> decide_move(const Explainer& before, const MoveExplainer& command, Instant now) {
  if (!may_see(command.actor, before))
    return Error(Refusal::not_found, "radar.explainer.not_found");
  if (command.move != ExplainerMove::finish && !leads(command.actor, before.area))
    return Error(Refusal::forbidden, "radar.explainer.not_office");
  const auto to = after(before.state, command.move);
  if (!to) return Error(Refusal::conflict, "radar.explainer.over");
  if (command.seen_revision != before.revision)
    return Error(Refusal::conflict, "radar.explainer.changed");
  Explainer next = before;
  next.state = *to;
  next.changed_at = now;
  ++next.revision;
  switch (command.move) {
    case ExplainerMove::assign:
      if (command.group.is_none() && command.person.is_none())
        return Error(Refusal::invalid, "radar.explainer.nobody");
      next.group = command.group;
      next.person = command.person;
      return next;
    case ExplainerMove::finish:
      if (command.item.is_none()) return Error(Refusal::invalid, "radar.explainer.no_item");
      next.item = command.item;
      return next;
    case ExplainerMove::drop:
      next.reason = TRY(short_text(command.reason, "radar.explainer.no_reason"));
      return next;
  }
  __builtin_unreachable();
}

}  // namespace kentongan::radar
