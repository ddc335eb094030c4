#include "base/text.hpp"
#include "people/internal/accounts.hpp"
#include "people/people.hpp"

#include <algorithm>

namespace kentongan::people {
namespace {

constexpr std::int64_t most_listed = 200;
constexpr std::size_t most_names = 1'000;

Result<Account> with_roles(db::Tx& tx, std::optional<StoredAccount> stored) {
  if (!stored) return Error(Refusal::not_found, "people.account.not_found");
  stored->account.roles = Accounts::roles(tx, stored->account.id);
  return std::move(stored->account);
}

}  // namespace

Result<Account> People::find_account(Id<Account> account) const {
  return outside_.db.read([&](db::Tx& tx) { return with_roles(tx, Accounts::find(tx, account)); });
}

Result<Account> People::find_by_login(std::string_view login) const {
  const std::string clean = TRY(clean_login(login));
  return outside_.db.read(
      [&](db::Tx& tx) { return with_roles(tx, Accounts::find_by_login(tx, clean)); });
}

People::AccountPage People::list_accounts(const places::AreaCode& area, const std::string& after,
                                          std::int64_t limit) const {
  const std::int64_t size = std::clamp<std::int64_t>(limit, 1, most_listed);
  AccountPage page;
  page.accounts = outside_.db.read(
      [&](db::Tx& tx) { return Accounts::list(tx, area, clean_utf8(after), size + 1); });
  if (static_cast<std::int64_t>(page.accounts.size()) > size) {
    page.accounts.pop_back();
    page.next = page.accounts.back().login;
  }
  return page;
}

std::vector<std::pair<Id<Account>, std::string>> People::names_of(
    const std::vector<Id<Account>>& accounts) const {
  return outside_.db.read([&](db::Tx& tx) {
    std::vector<std::pair<Id<Account>, std::string>> names;
    for (std::size_t i = 0; i < std::min(accounts.size(), most_names); ++i) {
      if (const auto stored = Accounts::find(tx, accounts[i]))
        names.emplace_back(accounts[i], stored->account.name);
    }
    return names;
  });
}

}  // namespace kentongan::people
