#include "people/internal/accounts.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"

namespace kentongan::people {
namespace {

StoredAccount stored_of(const db::Row& row) {
  StoredAccount stored;
  stored.account.id = row.id<Account>(0);
  stored.account.login = row.text(1);
  stored.account.name = row.text(2);
  stored.account.state =
      row.text(3) == name_of(AccountState::active) ? AccountState::active : AccountState::disabled;
  stored.account.password_state =
      row.text(4) == name_of(PasswordState::own) ? PasswordState::own : PasswordState::one_time;
  stored.account.created_at = row.instant(5);
  stored.account.revision = row.integer(6);
  stored.password_hash = row.text(7);
  stored.password_set_at = row.instant(8);
  return stored;
}

}  // namespace

std::optional<StoredAccount> Accounts::find(db::Tx& tx, Id<Account> account) {
  const auto row = tx.row(
      "SELECT id, login, name, state, password_state, created_at, revision, password_hash, "
      "password_set_at"
      " FROM accounts WHERE id = ?1",
      account);
  if (!row) return std::nullopt;
  return stored_of(*row);
}

std::optional<StoredAccount> Accounts::find_by_login(db::Tx& tx, std::string_view login) {
  const auto row = tx.row(
      "SELECT id, login, name, state, password_state, created_at, revision, password_hash, "
      "password_set_at"
      " FROM accounts WHERE folded_login = ?1",
      lower_ascii(login));
  if (!row) return std::nullopt;
  return stored_of(*row);
}

bool Accounts::add(db::Tx& tx, const StoredAccount& stored) {
  const Account& account = stored.account;
  return tx.run(
             "INSERT INTO accounts (id, login, folded_login, name, password_hash, password_state,"
             " password_set_at, state, created_at, revision)"
             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (folded_login) DO "
             "NOTHING",
             account.id, account.login, lower_ascii(account.login), account.name,
             stored.password_hash, name_of(account.password_state), stored.password_set_at,
             name_of(account.state), account.created_at, account.revision) == 1;
}

bool Accounts::save_password(db::Tx& tx, const StoredAccount& stored, std::int64_t seen) {
  return tx.run(
             "UPDATE accounts SET password_hash = ?1, password_state = ?2, password_set_at = ?3,"
             " revision = revision + 1 WHERE id = ?4 AND revision = ?5 AND state = 'active'",
             stored.password_hash, name_of(stored.account.password_state), stored.password_set_at,
             stored.account.id, seen) == 1;
}

bool Accounts::save_state(db::Tx& tx, Id<Account> account, AccountState state) {
  return tx.run(
             "UPDATE accounts SET state = ?1, revision = revision + 1 WHERE id = ?2 AND state <> "
             "?1",
             name_of(state), account) == 1;
}

std::vector<Account> Accounts::list(db::Tx& tx, const places::AreaCode& area,
                                    const std::string& after, std::int64_t limit) {
  std::vector<Account> found;
  // An office has hundreds of accounts, the nation thousands: the scan of roles is short.
  tx.each(
      "SELECT id, login, name, state, password_state, created_at, revision, password_hash, "
      "password_set_at"
      " FROM accounts WHERE folded_login > ?1 AND (CAST(?2 AS TEXT) = '' OR EXISTS"
      " (SELECT 1 FROM roles WHERE roles.account = accounts.id"
      "  AND substr(roles.area, 1, CAST(?3 AS INTEGER)) = ?2))"
      " ORDER BY folded_login LIMIT ?4",
      [&](const db::Row& row) { found.push_back(stored_of(row).account); }, lower_ascii(after),
      area.text(), static_cast<std::int64_t>(area.text().size()), limit);
  for (Account& account : found) account.roles = roles(tx, account.id);
  return found;
}

std::vector<Held> Accounts::roles(db::Tx& tx, Id<Account> account) {
  std::vector<Held> held;
  tx.each(
      "SELECT role, area, group_id FROM roles WHERE account = ?1 ORDER BY area, role, group_id "
      "LIMIT 500",
      [&](const db::Row& row) {
        const auto role = find_role(row.text(0));
        KENTONGAN_BUG_IF(!role);
        held.push_back(
            {*role, places::AreaCode::parse(row.text(1)).value(), row.id<groups::Group>(2)});
      },
      account);
  return held;
}

bool Accounts::add_role(db::Tx& tx, const RoleGrant& grant) {
  return tx.run(
             "INSERT INTO roles (account, role, area, group_id, granted_by, granted_at)"
             " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (account, role, area, group_id) DO "
             "NOTHING",
             grant.account, name_of(grant.held.role), grant.held.area.text(), grant.held.group,
             grant.by, grant.at) == 1;
}

bool Accounts::remove_role(db::Tx& tx, Id<Account> account, const Held& held) {
  // A group's village may have been corrected since: the group alone names the role.
  if (!held.group.is_none()) {
    return tx.run("DELETE FROM roles WHERE account = ?1 AND role = ?2 AND group_id = ?3", account,
                  name_of(held.role), held.group) > 0;
  }
  return tx.run("DELETE FROM roles WHERE account = ?1 AND role = ?2 AND area = ?3 AND group_id = 0",
                account, name_of(held.role), held.area.text()) > 0;
}

}  // namespace kentongan::people
