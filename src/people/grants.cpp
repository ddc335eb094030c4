#include "people/grants.hpp"

#include <algorithm>
#include <array>

namespace kentongan::people {
namespace {

/// What the holder of a role may give to others.
struct Gift {
  Role giver;
  Role given;
};
constexpr std::array allowed_gifts{
    Gift{Role::admin, Role::admin},       Gift{Role::admin, Role::kepala},
    Gift{Role::admin, Role::petugas_ikp}, Gift{Role::admin, Role::opd},
    Gift{Role::admin, Role::pemeriksa},   Gift{Role::admin, Role::ketua},
    Gift{Role::admin, Role::anggota},     Gift{Role::kepala, Role::petugas_ikp},
    Gift{Role::kepala, Role::opd},        Gift{Role::kepala, Role::pemeriksa},
    Gift{Role::kepala, Role::ketua},      Gift{Role::kepala, Role::anggota},
    Gift{Role::petugas_ikp, Role::ketua}, Gift{Role::petugas_ikp, Role::anggota},
    Gift{Role::ketua, Role::anggota},
};

constexpr bool may_give(Role giver, Role given) {
  return std::any_of(allowed_gifts.begin(), allowed_gifts.end(),
                     [&](const Gift& gift) { return gift.giver == giver && gift.given == given; });
}
static_assert(may_give(Role::admin, Role::admin));
static_assert(!may_give(Role::kepala, Role::admin) && !may_give(Role::kepala, Role::kepala));
static_assert(!may_give(Role::petugas_ikp, Role::petugas_ikp) &&
              !may_give(Role::petugas_ikp, Role::pemeriksa));
static_assert(may_give(Role::ketua, Role::anggota) && !may_give(Role::ketua, Role::ketua));
static_assert(!may_give(Role::opd, Role::anggota) && !may_give(Role::pemeriksa, Role::anggota));

bool reaches(const Held& giver, const Held& given) {
  if (!giver.group.is_none()) return giver.group == given.group;
  return giver.area.contains(given.area);
}

bool can_give(const Actor& actor, const Held& given) {
  return std::any_of(actor.roles.begin(), actor.roles.end(), [&](const Held& held) {
    // Area roles of a group's member reach no further than the group, and ketua is held in groups
    // only.
    return may_give(held.role, given.role) && reaches(held, given);
  });
}

bool is_any_office(const Actor& actor) {
  return std::any_of(actor.roles.begin(), actor.roles.end(), [](const Held& held) {
    const bool office =
        held.role == Role::admin || held.role == Role::kepala || held.role == Role::petugas_ikp;
    return office && held.group.is_none();
  });
}

}  // namespace

Result<> decide_grant(const Actor& actor, const Held& role) {
  const bool group_only = role.role == Role::anggota || role.role == Role::ketua;
  if (group_only && role.group.is_none()) return Error(Refusal::invalid, "people.role.needs_group");
  if (!role.group.is_none() && !group_only && role.role != Role::pemeriksa) {
    return Error(Refusal::invalid, "people.role.not_for_groups");
  }
  if (!can_give(actor, role)) return Error(Refusal::forbidden, "people.role.not_yours_to_give");
  return {};
}

Result<> decide_add_account(const Actor& actor) {
  if (!is_any_office(actor)) return Error(Refusal::forbidden, "people.account.not_allowed");
  return {};
}

Result<> decide_manage(const Actor& actor, const Account& account) {
  if (!actor.account.is_none() && actor.account == account.id) {
    return Error(Refusal::forbidden, "people.account.yourself");
  }
  const bool all_within_reach =
      std::all_of(account.roles.begin(), account.roles.end(),
                  [&](const Held& held) { return can_give(actor, held); });
  if (!is_any_office(actor) || !all_within_reach) {
    return Error(Refusal::forbidden, "people.account.not_yours");
  }
  return {};
}

}  // namespace kentongan::people
