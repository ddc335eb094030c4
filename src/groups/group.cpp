#include "groups/group.hpp"

#include <array>

namespace kentongan::groups {
namespace {

constexpr std::array reasons{ClosedReason::decree_expired, ClosedReason::suspended,
                             ClosedReason::disbanded};
constexpr std::array genders{Gender::unstated, Gender::female, Gender::male};
constexpr std::array namings{Naming::withheld, Naming::public_name};

template <typename Enum, std::size_t Size>
std::optional<Enum> find_named(const std::array<Enum, Size>& all, std::string_view name) {
  for (const Enum one : all) {
    if (name_of(one) == name) return one;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(State state) {
  switch (state) {
    case State::proposed: return "proposed";
    case State::deliberated: return "deliberated";
    case State::decreed: return "decreed";
    case State::registered: return "registered";
    case State::inaugurated: return "inaugurated";
    case State::active: return "active";
    case State::less_active: return "less_active";
    case State::dormant: return "dormant";
    case State::closed: return "closed";
  }
  __builtin_unreachable();
}

const std::vector<State>& all_states() {
  static const std::vector<State> states{State::proposed,    State::deliberated, State::decreed,
                                         State::registered,  State::inaugurated, State::active,
                                         State::less_active, State::dormant,     State::closed};
  return states;
}

std::optional<State> find_state(std::string_view name) {
  for (const State state : all_states()) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

std::string_view name_of(ClosedReason reason) {
  switch (reason) {
    case ClosedReason::decree_expired: return "decree_expired";
    case ClosedReason::suspended: return "suspended";
    case ClosedReason::disbanded: return "disbanded";
  }
  __builtin_unreachable();
}
std::optional<ClosedReason> find_closed_reason(std::string_view name) {
  return find_named(reasons, name);
}

std::string_view name_of(Gender gender) {
  switch (gender) {
    case Gender::unstated: return "unstated";
    case Gender::female: return "female";
    case Gender::male: return "male";
  }
  __builtin_unreachable();
}
std::optional<Gender> find_gender(std::string_view name) { return find_named(genders, name); }

std::string_view name_of(Naming naming) {
  switch (naming) {
    case Naming::withheld: return "withheld";
    case Naming::public_name: return "public_name";
  }
  __builtin_unreachable();
}
std::optional<Naming> find_naming(std::string_view name) { return find_named(namings, name); }

bool is_at_work(State state) { return state == State::active || state == State::less_active; }

bool is_public(State state) {
  switch (state) {
    case State::proposed:
    case State::deliberated:
    case State::decreed: return false;
    case State::registered:
    case State::inaugurated:
    case State::active:
    case State::less_active:
    case State::dormant:
    case State::closed: return true;
  }
  __builtin_unreachable();
}

Completeness completeness_of(const Group& group, std::int64_t members) {
  const GroupDetails& details = group.details;
  Completeness result;
  const auto ask = [&](bool filled, const char* message) {
    ++result.all;
    if (filled) {
      ++result.filled;
    } else {
      result.lacks.push_back({message});
    }
  };
  ask(!details.national_number.empty(), "groups.lack.national_number");
  ask(!details.fields.empty(), "groups.lack.fields");
  ask(!details.address.empty(), "groups.lack.address");
  ask(details.coordinates.has_value(), "groups.lack.coordinates");
  ask(details.founded_on.has_value(), "groups.lack.founded_on");
  ask(!details.minutes_number.empty() && details.minutes_day, "groups.lack.minutes");
  ask(!details.decree.number.empty() && details.decree.day, "groups.lack.decree");
  ask(!details.decree.issuer.empty() && !details.decree.level.empty(), "groups.lack.decree_issuer");
  ask(details.decree.valid_until.has_value(), "groups.lack.decree_valid_until");
  ask(details.inaugurated_on.has_value(), "groups.lack.inaugurated_on");
  ask(!details.vision.empty(), "groups.lack.vision");
  ask(!details.mission.empty(), "groups.lack.mission");
  ask(!details.work_programme.empty(), "groups.lack.work_programme");
  ask(!details.secretariat.empty(), "groups.lack.secretariat");
  ask(!details.equipment.empty(), "groups.lack.equipment");
  ask(!details.channels.empty(), "groups.lack.channels");
  ask(!details.funds.empty(), "groups.lack.funds");
  ask(!details.partners.empty(), "groups.lack.partners");
  ask(!details.local_potential.empty(), "groups.lack.local_potential");
  ask(!details.officer_in_charge.empty(), "groups.lack.officer_in_charge");
  ask(members > 0, "groups.lack.members");
  return result;
}

}  // namespace kentongan::groups
