// What the room writes in the ledger: group_registered, group_edited, group_state_changed,
// group_member_added, group_member_edited, group_member_removed.
#pragma once

#include "groups/group.hpp"
#include "ledger/ledger.hpp"
#include "people/actor.hpp"

namespace kentongan::groups {

[[nodiscard]] ledger::Note note_of(const char* kind, const Group& group,
                                   const people::Actor& actor);
/// `{"from":"active","to":"dormant"}`
[[nodiscard]] ledger::Note state_note(const Group& group, State from, const people::Actor& actor);

}  // namespace kentongan::groups
