// Signing in: charge the attempt, look at the password outside any transaction, then refund and
// open a session. A known and an unknown login walk the same way until the answer is known.
#include "base/digest.hpp"
#include "people/internal/accounts.hpp"
#include "people/internal/attempts.hpp"
#include "people/internal/sessions.hpp"
#include "people/password_rules.hpp"
#include "people/people.hpp"

namespace kentongan::people {

/// A fresh token and its session, saved in `tx`.
SignedIn People::open_session(db::Tx& tx, const Account& account, const std::string& token,
                              Instant now) const {
  const StoredSession session{sha256(token), account.id, now, now,
                              now + settings_.session_absolute};
  Sessions::add(tx, session);
  return {token, session.expires_at, account.id, account.password_state};
}

Result<SignedIn> People::sign_in(const SignIn& command) {
  const Error refused(Refusal::unauthenticated, "people.sign_in.refused");
  // Longer ones were never taken: no use to hash ten megabytes.
  if (command.password.size() > settings_.longest_password) return refused;
  const auto login =
      clean_login(command.login);  // a malformed one is nobody's; the rest is the same
  const Attempt attempt(key_for("sign in"), command.login, command.peer);
  const Instant now = outside_.clock.now();
  const auto known = TRY(outside_.db.write([&](db::Tx& tx) -> Result<std::optional<StoredAccount>> {
    TRY(attempt.charge(tx, settings_, now));
    return Accounts::find_by_login(tx, login.ok() ? *login : "");
  }));

  const bool right =
      TRY(hasher_->verify(command.password, known ? &known->password_hash : nullptr));
  if (!right || known->account.state == AccountState::disabled) return refused;
  const bool one_time = known->account.password_state == PasswordState::one_time;
  if (one_time && now - known->password_set_at > settings_.one_time_valid) {
    return Error(Refusal::unauthenticated, "people.sign_in.one_time_over");
  }
  std::string stronger;
  if (hasher_->is_outdated(known->password_hash)) stronger = TRY(hasher_->hash(command.password));

  const std::string token = outside_.random.token();
  return outside_.db.write([&](db::Tx& tx) -> Result<SignedIn> {
    // Disabled or changed while we were hashing: what we looked at is not what holds now.
    auto present = Accounts::find(tx, known->account.id);
    if (!present || present->account.revision != known->account.revision) return refused;
    if (!stronger.empty()) {
      present->password_hash = stronger;
      if (!Accounts::save_password(tx, *present, present->account.revision)) return refused;
    }
    attempt.refund(tx, now);
    return open_session(tx, present->account, token, now);
  });
}

Result<SignedIn> People::change_password(const ChangePassword& command) {
  const auto session = find_session(command.session_token);
  const Error over(Refusal::unauthenticated, "people.session.over");
  if (!session) return over;
  if (command.old_password.size() > settings_.longest_password) {
    return Error(Refusal::forbidden, "people.password.old_wrong");
  }
  TRY(check_password(command.new_password, {session->login, session->actor.name}, settings_));
  const Attempt attempt(key_for("sign in"), session->login, command.peer);
  const Instant now = outside_.clock.now();
  const auto known = TRY(outside_.db.write([&](db::Tx& tx) -> Result<std::optional<StoredAccount>> {
    TRY(attempt.charge(tx, settings_, now));
    return Accounts::find(tx, session->actor.account);
  }));
  if (!known) return over;
  if (!TRY(hasher_->verify(command.old_password, &known->password_hash))) {
    return Error(Refusal::forbidden, "people.password.old_wrong");
  }
  if (command.old_password == command.new_password)
    return Error(Refusal::invalid, "people.password.unchanged");

  StoredAccount after = *known;
  after.password_hash = TRY(hasher_->hash(command.new_password));
  after.password_set_at = now;
  after.account.password_state = PasswordState::own;
  const std::string token = outside_.random.token();
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<SignedIn> {
    if (!Accounts::save_password(tx, after, known->account.revision)) return over;
    attempt.refund(tx, now);
    Sessions::remove_all(tx, after.account.id);
    outside_.ledger.append(
        tx, {"password_changed", "00", after.account.id.raw(), after.account.id.raw()}, now);
    return open_session(tx, after.account, token, now);
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

}  // namespace kentongan::people
