#include "people/actor.hpp"

#include <algorithm>
#include <array>

namespace kentongan::people {
namespace {

constexpr std::array all_roles{Role::anggota, Role::ketua,  Role::pemeriksa, Role::petugas_ikp,
                               Role::opd,     Role::kepala, Role::admin};

}  // namespace

std::string_view name_of(Role role) {
  switch (role) {
    case Role::anggota: return "anggota";
    case Role::ketua: return "ketua";
    case Role::pemeriksa: return "pemeriksa";
    case Role::petugas_ikp: return "petugas_ikp";
    case Role::opd: return "opd";
    case Role::kepala: return "kepala";
    case Role::admin: return "admin";
  }
  __builtin_unreachable();
}

std::optional<Role> find_role(std::string_view name) {
  for (const Role role : all_roles) {
    if (name_of(role) == name) return role;
  }
  return std::nullopt;
}

bool Actor::holds(Role role, const places::AreaCode& area) const {
  return std::any_of(roles.begin(), roles.end(), [&](const Held& held) {
    return held.role == role && held.group.is_none() && held.area.contains(area);
  });
}

bool Actor::holds_in(Role role, Id<groups::Group> group) const {
  return std::any_of(roles.begin(), roles.end(), [&](const Held& held) {
    return held.role == role && !group.is_none() && held.group == group;
  });
}

bool Actor::is_member_of(Id<groups::Group> group) const {
  return std::any_of(roles.begin(), roles.end(),
                     [&](const Held& held) { return !group.is_none() && held.group == group; });
}

bool Actor::is_office(const places::AreaCode& area) const {
  return holds(Role::petugas_ikp, area) || holds(Role::kepala, area) || holds(Role::admin, area);
}

}  // namespace kentongan::people
