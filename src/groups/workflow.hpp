// Which group may go from where to where, and who may do what to it. Pure.
#pragma once

#include "base/result.hpp"
#include "groups/commands.hpp"
#include "groups/group.hpp"

#include <algorithm>
#include <array>

namespace kentongan::groups {

struct Move {
  State from;
  State to;
};

/// Source: DOMAIN.md, States. Closing is possible from everywhere; a closed group that gets a new
/// decree starts again as registered. Groups are often at work long before anybody inaugurates
/// them.
inline constexpr std::array allowed_moves{
    Move{State::proposed, State::deliberated}, Move{State::deliberated, State::proposed},
    Move{State::deliberated, State::decreed},  Move{State::decreed, State::deliberated},
    Move{State::decreed, State::registered},   Move{State::registered, State::inaugurated},
    Move{State::registered, State::active},    Move{State::inaugurated, State::active},
    Move{State::active, State::inaugurated},   Move{State::active, State::less_active},
    Move{State::active, State::dormant},       Move{State::less_active, State::active},
    Move{State::less_active, State::dormant},  Move{State::dormant, State::less_active},
    Move{State::dormant, State::active},       Move{State::closed, State::registered},
    Move{State::proposed, State::closed},      Move{State::deliberated, State::closed},
    Move{State::decreed, State::closed},       Move{State::registered, State::closed},
    Move{State::inaugurated, State::closed},   Move{State::active, State::closed},
    Move{State::less_active, State::closed},   Move{State::dormant, State::closed},
};

[[nodiscard]] constexpr bool may_move(State from, State to) {
  return std::any_of(allowed_moves.begin(), allowed_moves.end(),
                     [&](const Move& move) { return move.from == from && move.to == to; });
}
static_assert(may_move(State::proposed, State::deliberated));
static_assert(may_move(State::dormant, State::active));
static_assert(may_move(State::closed, State::registered));
static_assert(!may_move(State::proposed, State::registered));
static_assert(!may_move(State::proposed, State::active));
static_assert(!may_move(State::closed, State::active));
static_assert(!may_move(State::active, State::active));

/// The states a group may go to from `from`, in the order of the enumeration.
[[nodiscard]] std::vector<State> moves_from(State from);

/// Errors: forbidden `groups.register.not_office`.
[[nodiscard]] Result<> decide_register(const people::Actor& actor, const places::AreaCode& village);
/// Errors: forbidden `groups.edit.not_yours`, `groups.edit.office_only`; conflict
/// `groups.changed_meanwhile`.
[[nodiscard]] Result<Group> decide_edit(const Group& before, const EditGroup& command, Instant now);
/// Errors: forbidden `groups.edit.not_yours`; conflict `groups.changed_meanwhile`,
/// `groups.move.not_allowed`; invalid `groups.move.needs_minutes`, `groups.move.needs_decree`,
/// `groups.move.needs_reason`.
[[nodiscard]] Result<Group> decide_move(const Group& before, const MoveGroup& command, Instant now);
/// Seeing phones, adding and editing members. Errors: forbidden `groups.members.not_yours`.
[[nodiscard]] Result<> decide_members(const people::Actor& actor, const Group& group);

}  // namespace kentongan::groups
