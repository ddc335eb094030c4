// An office for the room's tests: a database in memory, a clock that stands still, cheap hashes.
#pragma once

#include "db/schema.hpp"
#include "people/people.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::people {

inline places::AreaCode area(std::string_view text) {
  return places::AreaCode::parse(text).value();
}
inline constexpr const char* good_password = "kuda naik sepeda";

inline PeopleSettings cheap_settings() {
  PeopleSettings settings;
  settings.hash_memory_bytes = 8'192;
  return settings;
}

struct Office {
  explicit Office(const PeopleSettings& settings = cheap_settings())
      : people({*db, ledger, clock, ids, random}, settings) {
    EXPECT_TRUE(db->migrate(db::whole_schema(), clock.now()).ok());
  }
  Id<Account> has(const std::string& login) {
    return people.add_account({the_installation(), login, "Orang " + login, good_password})
        .value()
        .id;
  }
  Actor has_admin(const std::string& login, std::string_view within, Role role = Role::admin) {
    const Id<Account> id = has(login);
    EXPECT_TRUE(people.grant_role({the_installation(), id, role, area(within)}).ok());
    return actor(login);
  }
  Actor actor(const std::string& login) {
    return people.find_session(people.sign_in({login, good_password, "127.77.0.1"}).value().token)
        ->actor;
  }
  Result<SignedIn> tries(const std::string& login, const std::string& password,
                         const std::string& peer = "127.77.9.9") {
    return people.sign_in({login, password, peer});
  }
  std::vector<std::string> noted() {
    (void)db->write([&](db::Tx& tx) -> Result<std::int64_t> { return ledger.seal(tx); }).value();
    return db->read([&](db::Tx& tx) {
      std::vector<std::string> kinds;
      for (const auto& entry : ledger.after(tx, 0, 1'000)) kinds.push_back(entry.kind);
      return kinds;
    });
  }

  FakeClock clock;
  SeededRandom random{1};
  IdSource ids{clock, random};
  std::unique_ptr<db::Db> db = db::open_in_memory();
  ledger::Ledger ledger{ids};
  People people;
};

}  // namespace kentongan::people
