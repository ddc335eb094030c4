// The only SQL about accounts and roles.
#pragma once

#include "db/db.hpp"
#include "people/account.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::people {

/// An account with what must not leave the room.
struct StoredAccount {
  Account account;  ///< without roles
  std::string password_hash;
  Instant password_set_at;
};

struct RoleGrant {
  Id<Account> account;
  Held held;
  Id<Account> by;
  Instant at;
};

class Accounts {
 public:
  [[nodiscard]] static std::optional<StoredAccount> find(db::Tx& tx, Id<Account> account);
  [[nodiscard]] static std::optional<StoredAccount> find_by_login(db::Tx& tx,
                                                                  std::string_view login);
  /// False when the login is taken.
  [[nodiscard]] static bool add(db::Tx& tx, const StoredAccount& stored);
  /// Where the revision is still `seen`; false otherwise.
  [[nodiscard]] static bool save_password(db::Tx& tx, const StoredAccount& stored,
                                          std::int64_t seen);
  [[nodiscard]] static bool save_state(db::Tx& tx, Id<Account> account, AccountState state);
  /// By folded login, those behind `after`, with a role within `area` unless it is the nation.
  [[nodiscard]] static std::vector<Account> list(db::Tx& tx, const places::AreaCode& area,
                                                 const std::string& after, std::int64_t limit);

  [[nodiscard]] static std::vector<Held> roles(db::Tx& tx, Id<Account> account);
  /// Whether anything changed.
  [[nodiscard]] static bool add_role(db::Tx& tx, const RoleGrant& grant);
  [[nodiscard]] static bool remove_role(db::Tx& tx, Id<Account> account, const Held& held);
};

}  // namespace kentongan::people
