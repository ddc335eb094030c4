// Who may give what role where, and who may manage whose account. Pure.
#pragma once

#include "base/result.hpp"
#include "people/account.hpp"
#include "people/actor.hpp"

namespace kentongan::people {

/// A role in an area (`group` none) or a group.
/// Errors: invalid `people.role.needs_group` (anggota, ketua), `people.role.not_for_groups`;
/// forbidden `people.role.not_yours_to_give`.
[[nodiscard]] Result<> decide_grant(const Actor& actor, const Held& role);

/// Adding accounts: the office, anywhere. Errors: forbidden `people.account.not_allowed`.
[[nodiscard]] Result<> decide_add_account(const Actor& actor);

/// Resetting, disabling, signing out. May whoever could have given every role the account holds; an
/// account without roles belongs to any office.
/// Errors: forbidden `people.account.not_yours`, `people.account.yourself`.
[[nodiscard]] Result<> decide_manage(const Actor& actor, const Account& account);

}  // namespace kentongan::people
