// The door of the room: accounts, roles, sessions, and the tokens that forms carry.
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "db/db.hpp"
#include "ledger/ledger.hpp"
#include "people/account.hpp"
#include "people/actor.hpp"
#include "people/password_hasher.hpp"
#include "people/settings.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::people {

/// What the room needs from outside; all of it outlives the room.
struct Surroundings {
  db::Db& db;
  const ledger::Ledger& ledger;
  const Clock& clock;
  const IdSource& ids;
  const Random& random;
};

/// Thread: everything may be called from anywhere. Nothing here may be called inside a database
/// closure, except what takes a `Tx`.
class People {
 public:
  People(const Surroundings& surroundings, const PeopleSettings& settings);
  ~People();
  People(const People&) = delete;
  People& operator=(const People&) = delete;

  // ---- accounts
  // ------------------------------------------------------------------------------------
  /// May: admin (of any area) and kepala; a new account holds no role.
  /// Errors: invalid `people.login.malformed`, `people.name.malformed`, `people.password.*`;
  /// conflict `people.login.taken`; forbidden `people.account.not_allowed`; unavailable
  /// `people.busy`.
  [[nodiscard]] Result<AddedAccount> add_account(const AddAccount& command);
  /// Signs out every other session and gives this one a new token.
  /// Errors: unauthenticated `people.session.over`, invalid `people.password.*`, forbidden
  /// `people.password.old_wrong`, throttled `people.sign_in.throttled`.
  [[nodiscard]] Result<SignedIn> change_password(const ChangePassword& command);
  /// Gives a one-time password (valid for `settings.one_time_valid`) and signs them out everywhere.
  [[nodiscard]] Result<std::string> reset_password(const ChangeAccount& command);
  [[nodiscard]] Result<> disable(const ChangeAccount& command);
  [[nodiscard]] Result<> enable(const ChangeAccount& command);

  [[nodiscard]] Result<Account> find_account(Id<Account> account) const;
  [[nodiscard]] Result<Account> find_by_login(std::string_view login) const;
  struct AccountPage {
    std::vector<Account> accounts;
    std::string next;  ///< pass as `after` for the next page; empty at the end
  };
  /// Those with a role within `area` (all of them for the nation), ordered by login.
  [[nodiscard]] AccountPage list_accounts(const places::AreaCode& area, const std::string& after,
                                          std::int64_t limit) const;
  /// Display names of accounts, for pages that show who wrote; unknown ids are left out.
  [[nodiscard]] std::vector<std::pair<Id<Account>, std::string>> names_of(
      const std::vector<Id<Account>>& accounts) const;

  // ---- roles
  // ---------------------------------------------------------------------------------------
  /// Who may give what where is decided by `decide_grant` (grants.hpp). Granting twice is no error.
  /// Errors: forbidden `people.role.not_yours_to_give`, not_found `people.account.not_found`,
  /// invalid `people.role.needs_area`.
  [[nodiscard]] Result<> grant_role(const GrantRole& command);
  [[nodiscard]] Result<> revoke_role(const GrantRole& command);
  /// In the transaction of the groups room.
  [[nodiscard]] Result<> grant_group_role(db::Tx& tx, const GrantGroupRole& command) const;
  [[nodiscard]] Result<> revoke_group_role(db::Tx& tx, const GrantGroupRole& command) const;

  // ---- sessions
  // ------------------------------------------------------------------------------------
  /// Takes the same time for known and unknown logins. The attempt is charged before the password
  /// is looked at and refunded when it was right. Errors: unauthenticated `people.sign_in.refused`;
  /// throttled `people.sign_in.throttled` (see `retry_after_seconds`); unavailable `people.busy`.
  [[nodiscard]] Result<SignedIn> sign_in(const SignIn& command);
  /// The session of a cookie's or a Bearer token's value. Cost: one read; at most one write a
  /// minute.
  [[nodiscard]] std::optional<Session> find_session(std::string_view token) const;
  void sign_out(std::string_view token);
  /// Every session of an account; one's own, or another's as its admin.
  [[nodiscard]] Result<> sign_out_everywhere(const ChangeAccount& command);
  /// Removes what is over: sessions, old throttle marks. Call now and then.
  void sweep();

  // ---- form tokens (CSRF)
  // --------------------------------------------------------------------------
  /// Belongs to one session; changes when the session does.
  [[nodiscard]] std::string form_token(std::string_view session_token) const;
  [[nodiscard]] bool check_form_token(std::string_view session_token, std::string_view given) const;
  /// For forms of people who are not signed in: good for the day it was made and the next (UTC).
  /// The site checks Sec-Fetch-Site and Origin besides.
  [[nodiscard]] std::string anonymous_form_token() const;
  [[nodiscard]] bool check_anonymous_form_token(std::string_view given) const;

  /// A 32-byte key of this installation for one purpose (`receipt`, `unsubscribe`, `peer`): made
  /// once, the same on every node, never leaves the database but by its backup.
  [[nodiscard]] std::string key_for(std::string_view purpose) const;

 private:
  struct Keys;
  [[nodiscard]] std::string master_key() const;
  [[nodiscard]] SignedIn open_session(db::Tx& tx, const Account& account, const std::string& token,
                                      Instant now) const;
  void touch(const std::string& token_hash, Instant now) const;

  // set at construction
  Surroundings outside_;
  PeopleSettings settings_;
  std::unique_ptr<PasswordHasher> hasher_;
  std::unique_ptr<Keys> keys_;
};

}  // namespace kentongan::people
