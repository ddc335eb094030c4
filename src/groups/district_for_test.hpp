// A small district for the room's tests: three villages in two kecamatan, an office, a clock that
// stands still.
#pragma once

#include "db/schema.hpp"
#include "groups/groups.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::groups {

inline places::AreaCode area(std::string_view text) {
  return places::AreaCode::parse(text).value();
}

struct District {
  District() {
    EXPECT_TRUE(db->migrate(db::whole_schema(), clock.now()).ok());
    const std::vector<std::pair<const char*, const char*>> areas{
        {"32", "Jawa Barat"},           {"32.10", "Majalengka"},
        {"32.10.04", "Cikijing"},       {"32.10.17", "Kadipaten"},
        {"32.10.04.2001", "Sukamulya"}, {"32.10.04.2002", "Sukasari"},
        {"32.10.17.2001", "Kadipaten"}, {"62", "Kalimantan Tengah"},
        {"62.10", "Gunung Mas"},        {"62.10.01", "Sepang"},
        {"62.10.01.2001", "Tampelas"}};
    for (const auto& [code, name] : areas) EXPECT_TRUE(places.set_area(area(code), name).ok());
    people::PeopleSettings cheap;
    cheap.hash_memory_bytes = 8'192;
    people = std::make_unique<people::People>(outside, cheap);
    groups = std::make_unique<Groups>(outside, places, *people);
    office = holder(people::Role::petugas_ikp, "32.10");
  }

  static people::Actor holder(people::Role role, std::string_view within) {
    people::Actor actor;
    actor.account = Id<people::Account>::from_raw(7);
    actor.name = "Petugas";
    actor.roles = {{role, area(within), {}}};
    return actor;
  }
  static people::Actor ketua_of(const Group& group) {
    people::Actor actor;
    actor.account = Id<people::Account>::from_raw(8);
    actor.roles = {{people::Role::ketua, group.village(), group.id}};
    return actor;
  }
  static GroupDetails details(const std::string& name, std::string_view village = "32.10.04.2001") {
    GroupDetails details;
    details.name = name;
    details.partner_kind = "kim";
    details.fields = {"informasi"};
    details.village = area(village);
    return details;
  }
  Group has(const std::string& name, std::string_view village = "32.10.04.2001",
            State state = State::active) {
    RegisterGroup command{office, details(name, village), state};
    if (state == State::closed) command.closed_reason = ClosedReason::disbanded;
    return groups->register_group(command).value();
  }
  std::vector<ledger::Entry> noted() {
    (void)db->write([&](db::Tx& tx) -> Result<std::int64_t> { return ledger.seal(tx); }).value();
    return db->read([&](db::Tx& tx) { return ledger.after(tx, 0, 1'000); });
  }

  FakeClock clock;
  SeededRandom random{1};
  IdSource ids{clock, random};
  std::unique_ptr<db::Db> db = db::open_in_memory();
  ledger::Ledger ledger{ids};
  people::Surroundings outside{*db, ledger, clock, ids, random};
  places::Places places{*db};
  std::unique_ptr<people::People> people;
  std::unique_ptr<Groups> groups;
  people::Actor office;
};

}  // namespace kentongan::groups
