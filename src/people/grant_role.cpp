#include "base/text.hpp"
#include "people/grants.hpp"
#include "people/internal/accounts.hpp"
#include "people/people.hpp"

namespace kentongan::people {
namespace {

enum class Change { give, take };

/// Chains are kept per regency; what lies above one belongs to the installation.
std::string chain_of(const places::AreaCode& area) {
  const bool within_regency = area.level() >= places::Level::regency;
  return within_regency ? area.regency().text() : "00";
}

struct RoleChange {
  const Actor& actor;
  Id<Account> account;
  Held held;
  Change change;
};

Result<> change_role(db::Tx& tx, const RoleChange& wanted, const Surroundings& outside) {
  TRY(decide_grant(wanted.actor, wanted.held));
  if (!Accounts::find(tx, wanted.account))
    return Error(Refusal::not_found, "people.account.not_found");
  const bool own = !wanted.actor.account.is_none() && wanted.actor.account == wanted.account;
  const bool give = wanted.change == Change::give;
  // The last admin who drops the key down the well calls a plumber.
  if (own && !give && wanted.held.role == Role::admin) {
    return Error(Refusal::forbidden, "people.role.own_admin");
  }
  const Instant now = outside.clock.now();
  const bool changed =
      give ? Accounts::add_role(tx, {wanted.account, wanted.held, wanted.actor.account, now})
           : Accounts::remove_role(tx, wanted.account, wanted.held);
  if (!changed) return {};
  ledger::Note note{give ? "role_granted" : "role_revoked", chain_of(wanted.held.area),
                    wanted.account.raw(), wanted.actor.account.raw()};
  note.detail =
      format(R"({{"role":"{}","area":"{}","group":"{}"}})", name_of(wanted.held.role),
             wanted.held.area.text(), wanted.held.group.is_none() ? "" : wanted.held.group.text());
  outside.ledger.append(tx, note, now);
  return {};
}

Result<> change_area_role(const GrantRole& command, Change change, const Surroundings& outside) {
  const RoleChange wanted{command.actor, command.account, {command.role, command.area, {}}, change};
  const auto saved = outside.db.write([&](db::Tx& tx) { return change_role(tx, wanted, outside); });
  if (saved.ok()) outside.db.announce();
  return saved;
}

}  // namespace

Result<> People::grant_role(const GrantRole& command) {
  return change_area_role(command, Change::give, outside_);
}

Result<> People::revoke_role(const GrantRole& command) {
  return change_area_role(command, Change::take, outside_);
}

Result<> People::grant_group_role(db::Tx& tx, const GrantGroupRole& command) const {
  KENTONGAN_BUG_IF(command.group.is_none());
  const Held held{command.role, command.village, command.group};
  return change_role(tx, {command.actor, command.account, held, Change::give}, outside_);
}

Result<> People::revoke_group_role(db::Tx& tx, const GrantGroupRole& command) const {
  KENTONGAN_BUG_IF(command.group.is_none());
  const Held held{command.role, command.village, command.group};
  return change_role(tx, {command.actor, command.account, held, Change::take}, outside_);
}

}  // namespace kentongan::people
