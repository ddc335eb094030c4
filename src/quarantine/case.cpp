#include "quarantine/case.hpp"

#include "base/calendar.hpp"
#include "base/text.hpp"
#include "quarantine/forms.hpp"
#include "tabayun/workflow.hpp"

#include <algorithm>

namespace kentongan::quarantine {

namespace {

constexpr std::size_t shortest_reason = 8;
constexpr std::size_t longest_reason = 2'000;
constexpr std::array all_states{CaseState::sealed, CaseState::under_review, CaseState::handed_over,
                                CaseState::released};

Error not_allowed() { return {Refusal::forbidden, "quarantine.not_allowed"}; }

/// The case moved, when the office moves it and saw its last revision.
Result<Case> moved(const Case& before, Move move, const Act& act) {
  if (!may_open(act.actor, before.area)) return not_allowed();
  if (before.revision != act.seen_revision)
    return Error(Refusal::conflict, "quarantine.changed_meanwhile");
  const auto step = std::find_if(case_steps.begin(), case_steps.end(), [&](const Step& candidate) {
    return candidate.from == before.state && candidate.move == move;
  });
  if (step == case_steps.end()) return Error(Refusal::conflict, "quarantine.move.not_allowed");
  Case after = before;
  after.state = step->to;
  after.revision = before.revision + 1;
  after.changed_at = act.now;
  return after;
}

}  // namespace

std::string_view name_of(CaseState state) {
  switch (state) {
    case CaseState::sealed: return "sealed";
    case CaseState::under_review: return "under_review";
    case CaseState::handed_over: return "handed_over";
    case CaseState::released: return "released";
  }
  __builtin_unreachable();
}

std::optional<CaseState> find_case_state(std::string_view name) {
  for (const CaseState state : all_states) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

std::string_view name_of(Move move) {
  switch (move) {
    case Move::review: return "review";
    case Move::hand_over: return "hand_over";
    case Move::release: return "release";
  }
  __builtin_unreachable();
}

bool may_see(const people::Actor& actor, const places::AreaCode& area) {
  return tabayun::may_check(actor, area);
}

bool may_open(const people::Actor& actor, const places::AreaCode& area) {
  if (actor.is_office(area)) return true;
  return area.level() == places::Level::nation &&
         std::any_of(actor.roles.begin(), actor.roles.end(), [&actor](const people::Held& held) {
           return held.group.is_none() && actor.is_office(held.area);
         });
}

Result<std::string> check_reason(std::string_view reason) {
  std::string clean(trim(clean_utf8(reason)));
  const std::size_t length = length_utf8(clean);
  if (length < shortest_reason) return Error(Refusal::invalid, "quarantine.reason.missing");
  if (length > longest_reason) return Error(Refusal::invalid, "quarantine.reason.too_long");
  return clean;
}

Result<Sorting> check_sorting(const Sorting& sorting) {
  if (sorting.forms.empty()) return Error(Refusal::invalid, "quarantine.form.missing");
  Sorting checked;
  checked.forms = TRY(check_names(forms, sorting.forms));
  checked.aspects = TRY(check_names(aspects, sorting.aspects));
  checked.media = TRY(check_names(media, sorting.media));
  return checked;
}

Result<Case> decide_review(const Case& before, const Act& act) {
  return moved(before, Move::review, act);
}

Result<Case> decide_hand_over(const Case& before, const HandOver& to, std::string_view note,
                              const Act& act) {
  Case after = TRY(moved(before, Move::hand_over, act));
  after.handed.to = std::string(trim(clean_utf8(to.to)));
  after.handed.number = std::string(trim(clean_utf8(to.number)));
  after.handed.on = std::string(trim(to.on));
  after.closing_note = shorten_utf8(trim(clean_utf8(note)), longest_reason);
  const std::size_t name = length_utf8(after.handed.to);
  const std::size_t number = length_utf8(after.handed.number);
  if (name < 3 || name > 200 || number < 1 || number > 100)
    return Error(Refusal::invalid, "quarantine.hand_over.incomplete");
  if (!parse_day(after.handed.on).ok()) return Error(Refusal::invalid, "quarantine.hand_over.day");
  return after;
}

Result<Case> decide_release(const Case& before, std::string_view reason, const Act& act) {
  Case after = TRY(moved(before, Move::release, act));
  after.closing_note = TRY(check_reason(reason));
  return after;
}

}  // namespace kentongan::quarantine
