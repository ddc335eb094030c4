#include "base/text.hpp"
#include "people/grants.hpp"
#include "people/internal/accounts.hpp"
#include "people/new_password.hpp"
#include "people/password_rules.hpp"
#include "people/people.hpp"

namespace kentongan::people {

Result<AddedAccount> People::add_account(const AddAccount& command) {
  TRY(decide_add_account(command.actor));
  StoredAccount stored;
  stored.account.login = TRY(clean_login(command.login));
  stored.account.name = TRY(clean_person_name(command.name));
  AddedAccount added;
  if (command.password) {
    TRY(check_password(*command.password, {stored.account.login, stored.account.name}, settings_));
  } else {
    added.one_time_password = make_one_time_password(outside_.random);
  }
  stored.account.password_state = command.password ? PasswordState::own : PasswordState::one_time;
  stored.password_hash = TRY(hasher_->hash(command.password.value_or(added.one_time_password)));

  const Instant now = outside_.clock.now();
  stored.account.id = added.id = outside_.ids.next<Account>();
  stored.account.created_at = stored.password_set_at = now;
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<AddedAccount> {
    if (!Accounts::add(tx, stored)) return Error(Refusal::conflict, "people.login.taken");
    outside_.ledger.append(
        tx, {"account_added", "00", stored.account.id.raw(), command.actor.account.raw()}, now);
    return added;
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

}  // namespace kentongan::people
