// What the office does to somebody else's account.
#include "people/grants.hpp"
#include "people/internal/accounts.hpp"
#include "people/internal/sessions.hpp"
#include "people/new_password.hpp"
#include "people/people.hpp"

namespace kentongan::people {
namespace {

/// Loads the account with its roles and asks whether the actor may manage it.
Result<StoredAccount> load_managed(db::Tx& tx, const ChangeAccount& command) {
  auto stored = Accounts::find(tx, command.account);
  if (!stored) return Error(Refusal::not_found, "people.account.not_found");
  stored->account.roles = Accounts::roles(tx, command.account);
  TRY(decide_manage(command.actor, stored->account));
  return std::move(*stored);
}

}  // namespace

Result<std::string> People::reset_password(const ChangeAccount& command) {
  const std::string password = make_one_time_password(outside_.random);
  // Asked before hashing, so that who may not do it cannot make us work; and again inside.
  TRY(outside_.db.read([&](db::Tx& tx) { return load_managed(tx, command); }));
  const std::string hash = TRY(hasher_->hash(password));
  const Instant now = outside_.clock.now();
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<std::string> {
    StoredAccount stored = TRY(load_managed(tx, command));
    stored.password_hash = hash;
    stored.password_set_at = now;
    stored.account.password_state = PasswordState::one_time;
    if (!Accounts::save_password(tx, stored, stored.account.revision)) {
      return Error(Refusal::conflict, "people.account.disabled");
    }
    Sessions::remove_all(tx, command.account);
    outside_.ledger.append(
        tx, {"password_reset", "00", command.account.raw(), command.actor.account.raw()}, now);
    return password;
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

Result<> People::disable(const ChangeAccount& command) {
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<> {
    TRY(load_managed(tx, command));
    if (!Accounts::save_state(tx, command.account, AccountState::disabled)) return {};
    Sessions::remove_all(tx, command.account);
    outside_.ledger.append(
        tx, {"account_disabled", "00", command.account.raw(), command.actor.account.raw()},
        outside_.clock.now());
    return {};
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

Result<> People::enable(const ChangeAccount& command) {
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<> {
    TRY(load_managed(tx, command));
    if (!Accounts::save_state(tx, command.account, AccountState::active)) return {};
    outside_.ledger.append(
        tx, {"account_enabled", "00", command.account.raw(), command.actor.account.raw()},
        outside_.clock.now());
    return {};
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

Result<> People::sign_out_everywhere(const ChangeAccount& command) {
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<> {
    const bool own = !command.account.is_none() && command.actor.account == command.account;
    if (!own) TRY(load_managed(tx, command));
    Sessions::remove_all(tx, command.account);
    outside_.ledger.append(
        tx, {"signed_out_everywhere", "00", command.account.raw(), command.actor.account.raw()},
        outside_.clock.now());
    return {};
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

}  // namespace kentongan::people
