// A person who can sign in, and what the room's commands take and give.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "people/actor.hpp"
#include "places/area_code.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::people {

enum class AccountState { active, disabled };
[[nodiscard]] std::string_view name_of(AccountState state);

/// `one_time`: set by somebody else; good for nothing but choosing an own one.
enum class PasswordState { own, one_time };
[[nodiscard]] std::string_view name_of(PasswordState state);

struct Account {
  Id<Account> id = {};
  std::string login = {};  ///< as typed when it was made; unique without case
  std::string name = {};   ///< shown beside what they write
  AccountState state = AccountState::active;
  PasswordState password_state = PasswordState::own;
  Instant created_at = {};
  std::int64_t revision = 1;
  std::vector<Held> roles = {};
};

/// 3 to 60 of `a-z A-Z 0-9 . _ - @ +`. Errors: invalid `people.login.malformed`.
[[nodiscard]] Result<std::string> clean_login(std::string_view login);
/// One line of 1 to 80 characters. Errors: invalid `people.name.malformed`.
[[nodiscard]] Result<std::string> clean_person_name(std::string_view name);

/// Whom the program obeys on the command line and while it makes sample data: admin of the nation,
/// account 0.
[[nodiscard]] Actor the_installation();

// ---- commands
// -------------------------------------------------------------------------------------

struct AddAccount {
  Actor actor = {};
  std::string login = {};
  std::string name = {};
  /// Absent: a one-time password is made and returned.
  std::optional<std::string> password = {};
};
struct AddedAccount {
  Id<Account> id = {};
  std::string one_time_password =
      {};  ///< empty when a password was given. Shown once, kept nowhere.
};

struct ChangePassword {
  std::string session_token = {};
  std::string old_password = {};
  std::string new_password = {};
  std::string peer = {};
};

/// For disable, enable, reset_password and sign_out_everywhere of another person.
struct ChangeAccount {
  Actor actor = {};
  Id<Account> account = {};
};

/// A role in an area. Roles in a group are given through `groups::Groups`, which knows the group.
struct GrantRole {
  Actor actor = {};
  Id<Account> account = {};
  Role role = Role::petugas_ikp;
  places::AreaCode area = {};
};
/// A role in a group: only for the groups room, which has loaded the group and vouches for
/// `village`.
struct GrantGroupRole {
  Actor actor = {};
  Id<Account> account = {};
  Role role = Role::anggota;
  Id<groups::Group> group = {};
  places::AreaCode village = {};
};

struct SignIn {
  std::string login = {};
  std::string password = {};
  std::string peer =
      {};  ///< address of the client, for throttling; only a keyed hash of its network is kept
};
struct SignedIn {
  std::string token = {};   ///< the cookie's value; 256 bits, kept here only as a hash
  Instant expires_at = {};  ///< at the latest; earlier when idle
  Id<Account> account = {};
  PasswordState password_state =
      PasswordState::own;  ///< one_time: lead them to the change of password
};

/// A request's session: who is acting. While the password is a one-time one, `actor.roles` is
/// empty.
struct Session {
  Actor actor = {};
  std::string login = {};
  PasswordState password_state = PasswordState::own;
  Instant created_at = {};
  Instant expires_at = {};
};

/// Seconds to wait, from a throttled error of this room (for Retry-After).
[[nodiscard]] std::int64_t retry_after_seconds(const Error& error);

}  // namespace kentongan::people
