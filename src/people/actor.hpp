// Who is acting, and what they may do where. Roles are held within an area or a group, not
// globally.
#pragma once

#include "base/id.hpp"
#include "places/area_code.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::groups {
struct Group;
}

namespace kentongan::people {

struct Account;

/// Source: DOMAIN.md, People. `warga` needs no account and therefore is no role.
enum class Role { anggota, ketua, pemeriksa, petugas_ikp, opd, kepala, admin };
[[nodiscard]] std::string_view name_of(Role role);  ///< `petugas_ikp`
[[nodiscard]] std::optional<Role> find_role(std::string_view name);

/// A role held in an area (`group` is none) or in a group (`area` is then the group's village).
struct Held {
  Role role = Role::anggota;
  places::AreaCode area;
  Id<groups::Group> group;
};

/// A signed-in person, as commands see them.
struct Actor {
  Id<Account> account;
  std::string name;  ///< shown beside what they wrote
  std::vector<Held> roles;

  /// Whether they hold `role` in an area that contains `area` (group roles do not count).
  [[nodiscard]] bool holds(Role role, const places::AreaCode& area) const;
  [[nodiscard]] bool holds_in(Role role, Id<groups::Group> group) const;
  [[nodiscard]] bool is_member_of(Id<groups::Group> group) const;  ///< any role in the group
  /// petugas_ikp, kepala or admin over `area`: the office.
  [[nodiscard]] bool is_office(const places::AreaCode& area) const;
  /// Holds any role at all that lets them into the desks.
  [[nodiscard]] bool is_staff() const { return !roles.empty(); }
};

}  // namespace kentongan::people
