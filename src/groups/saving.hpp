// What registering, editing and importing share: the checks that need the database, and the slug.
#pragma once

#include "db/db.hpp"
#include "groups/group.hpp"
#include "places/places.hpp"

namespace kentongan::groups {

/// Village, kind and fields exist; no other group has the name there, or the slug. An empty slug is
/// made from the name, with the village's name added when another group has it. Errors: not_found
/// `places.area.not_found`; invalid `groups.kind.unknown`, `groups.field.unknown`; conflict
/// `groups.slug.taken`, `groups.name.taken`.
[[nodiscard]] Result<Group> fitted(db::Tx& tx, const Group& group, const places::Places& places);

}  // namespace kentongan::groups
