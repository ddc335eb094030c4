// The room's pure rules: roles, grants, passwords, throttling.
#include "people/actor.hpp"
#include "people/grants.hpp"
#include "people/internal/attempts.hpp"
#include "people/internal/common_passwords.hpp"
#include "people/password_rules.hpp"
#include "people/throttle.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kentongan::people {
namespace {

using namespace std::chrono_literals;

places::AreaCode area(std::string_view text) { return places::AreaCode::parse(text).value(); }
const auto group_one = Id<groups::Group>::from_raw(1);
const auto group_two = Id<groups::Group>::from_raw(2);

Actor who_holds(const std::vector<Held>& roles) {
  Actor actor;
  actor.account = Id<Account>::from_raw(7);
  actor.roles = roles;
  return actor;
}

TEST(Actor, HoldsARoleInItsAreaAndInWhatLiesWithin) {
  const Actor officer = who_holds({{Role::petugas_ikp, area("32.10"), {}}});

  EXPECT_TRUE(officer.holds(Role::petugas_ikp, area("32.10.01")));
  EXPECT_FALSE(officer.holds(Role::petugas_ikp, area("32")));
  EXPECT_FALSE(officer.holds(Role::petugas_ikp, area("62.10")));
  EXPECT_FALSE(officer.holds(Role::kepala, area("32.10")));
  EXPECT_TRUE(officer.is_office(area("32.10.01.2001")));
  EXPECT_FALSE(officer.is_office(area("62.10")));
  EXPECT_TRUE(officer.is_staff());
  EXPECT_FALSE(Actor().is_staff());
}

TEST(Actor, AGroupRoleIsNoAreaRole) {
  const Actor member = who_holds({{Role::pemeriksa, area("32.10.01.2001"), group_one}});

  EXPECT_FALSE(member.holds(Role::pemeriksa, area("32.10.01.2001")));
  EXPECT_TRUE(member.holds_in(Role::pemeriksa, group_one));
  EXPECT_FALSE(member.holds_in(Role::pemeriksa, group_two));
  EXPECT_TRUE(member.is_member_of(group_one));
  EXPECT_FALSE(member.is_member_of(Id<groups::Group>()));
  EXPECT_FALSE(member.is_office(area("32.10.01.2001")));
}

TEST(Role, NamesAreReadBack) {
  for (const char* name :
       {"anggota", "ketua", "pemeriksa", "petugas_ikp", "opd", "kepala", "admin"}) {
    EXPECT_EQ(name_of(find_role(name).value()), name);
  }
  EXPECT_FALSE(find_role("warga"));
}

struct GrantCase {
  const char* promise;
  Held giver;
  Held given;
  const char* refusal;  // nullptr: allowed
};

TEST(Grants, FollowTheTable) {
  const Held admin{Role::admin, area("32.10"), {}};
  const Held kepala{Role::kepala, area("32.10"), {}};
  const Held petugas{Role::petugas_ikp, area("32.10"), {}};
  const Held ketua{Role::ketua, area("32.10.01.2001"), group_one};
  const char* const not_yours = "people.role.not_yours_to_give";
  const std::vector<GrantCase> cases{
      {"an admin makes admins within the area",
       admin,
       {Role::admin, area("32.10.01"), {}},
       nullptr},
      {"but none above it", admin, {Role::admin, area("32"), {}}, not_yours},
      {"and none beside it", admin, {Role::petugas_ikp, area("62.10"), {}}, not_yours},
      {"a head makes officers", kepala, {Role::petugas_ikp, area("32.10"), {}}, nullptr},
      {"but no heads", kepala, {Role::kepala, area("32.10.01"), {}}, not_yours},
      {"an officer makes officers of groups",
       petugas,
       {Role::ketua, area("32.10.01.2001"), group_two},
       nullptr},
      {"but not of groups elsewhere",
       petugas,
       {Role::ketua, area("62.10.01.2001"), group_two},
       not_yours},
      {"and no fact-checkers",
       petugas,
       {Role::pemeriksa, area("32.10.01.2001"), group_two},
       not_yours},
      {"a ketua adds members to the own group",
       ketua,
       {Role::anggota, area("32.10.01.2001"), group_one},
       nullptr},
      {"but not to another one of the village",
       ketua,
       {Role::anggota, area("32.10.01.2001"), group_two},
       not_yours},
      {"and makes no second ketua",
       ketua,
       {Role::ketua, area("32.10.01.2001"), group_one},
       not_yours},
      {"a ketua is of a group, never of an area",
       admin,
       {Role::ketua, area("32.10"), {}},
       "people.role.needs_group"},
      {"an officer is of an area, never of a group",
       admin,
       {Role::petugas_ikp, area("32.10.01.2001"), group_one},
       "people.role.not_for_groups"},
  };
  for (const GrantCase& one : cases) {
    const auto decided = decide_grant(who_holds({one.giver}), one.given);
    EXPECT_EQ(decided.ok(), one.refusal == nullptr) << one.promise;
    if (decided.ok() || one.refusal == nullptr) continue;
    EXPECT_STREQ(decided.error().message(), one.refusal) << one.promise;
  }
}

TEST(Grants, AnAccountIsManagedOnlyByWhoCouldHaveGivenAllItsRoles) {
  const Actor officer = who_holds({{Role::petugas_ikp, area("32.10"), {}}});
  Account account;
  account.id = Id<Account>::from_raw(9);

  EXPECT_TRUE(decide_manage(officer, account).ok());
  account.roles = {{Role::ketua, area("32.10.01.2001"), group_one}};
  EXPECT_TRUE(decide_manage(officer, account).ok());
  account.roles.push_back({Role::ketua, area("62.10.01.2001"), group_two});
  EXPECT_FALSE(decide_manage(officer, account).ok());
  account.roles = {{Role::admin, area("32.10"), {}}};
  EXPECT_FALSE(decide_manage(officer, account).ok());
  account.id = officer.account;
  EXPECT_STREQ(decide_manage(officer, account).error().message(), "people.account.yourself");
}

TEST(Grants, OnlyTheOfficeAddsAccounts) {
  EXPECT_TRUE(decide_add_account(who_holds({{Role::petugas_ikp, area("32.10"), {}}})).ok());
  EXPECT_FALSE(
      decide_add_account(who_holds({{Role::ketua, area("32.10.01.2001"), group_one}})).ok());
  EXPECT_FALSE(decide_add_account(who_holds({{Role::opd, area("32.10"), {}}})).ok());
  EXPECT_FALSE(decide_add_account(Actor()).ok());
}

TEST(PasswordRules, RefuseWhatEverybodyWouldTry) {
  PeopleSettings settings;
  settings.context_words = {"Sukamulya"};
  const PasswordOwner owner{"Siti.Aminah@desa", "Siti Aminah"};
  for (const char* password :
       {"kim20262026", "KENTONGAN1", "P@ssw0rd", "Diskominfo!", "12345678", "aaaaaaaaaa",
        "abababab", "qwertyui", "sukamulya1", "siti.aminah@desa", "aminah1990", "sitiaminah",
        "bismillah", "katasandi", "1qaz2wsx", "87654321", "Majalengka2026"}) {
    const auto checked = check_password(password, owner, settings);
    ASSERT_FALSE(checked.ok()) << password;
    EXPECT_STREQ(checked.error().message(), "people.password.guessable") << password;
  }
}

TEST(PasswordRules, TakeLongOnesOfAnyKindAndDemandNoComposition) {
  const PeopleSettings settings;
  for (const std::string& password :
       {std::string("kuda naik sepeda ke bulan"), std::string("tjxqzwvk"),
        std::string(64, 'x') + std::string(1, 'y'), std::string("päßwörter sind schwer"),
        std::string("with\0nul inside", 15), std::string("半夜三更鸡叫了吗"),
        std::string(1'023, 'q') + "u"}) {
    EXPECT_TRUE(check_password(password, {"siti", "Siti"}, settings).ok()) << password;
  }
}

TEST(PasswordRules, RefuseTooShortAndTooLong) {
  const PeopleSettings settings;
  EXPECT_STREQ(check_password("kzxqvjw", {}, settings).error().message(),
               "people.password.too_short");
  EXPECT_STREQ(check_password("", {}, settings).error().message(), "people.password.too_short");
  EXPECT_STREQ(check_password(std::string(1'025, 'q'), {}, settings).error().message(),
               "people.password.too_long");
}

TEST(Throttle, GrowsFromNothingToItsLongestAndNeverFurther) {
  const Throttle throttle{.free = 5, .longest = 15min};
  EXPECT_EQ(wait_after(throttle, 4), 0s);
  EXPECT_EQ(wait_after(throttle, 5), 1s);
  EXPECT_EQ(wait_after(throttle, 6), 2s);
  EXPECT_EQ(wait_after(throttle, 14), 512s);
  EXPECT_EQ(wait_after(throttle, 15), 15min);
  EXPECT_EQ(wait_after(throttle, 1'000'000'000), 15min);
}

TEST(Throttle, ForgetsAndIsNotFooledByAClockSetBack) {
  const Throttle throttle{.free = 0, .longest = 60s, .memory = 1h};
  const Instant then = Instant::from_micros(1'790'000'000'000'000);
  const Mark mark{20, then, {}};

  EXPECT_EQ(wait_left(throttle, mark, then + 20s), 40s);
  EXPECT_EQ(wait_left(throttle, mark, then + 61s), 0s);
  EXPECT_EQ(wait_left(throttle, mark, then - 24h), 60s);
  EXPECT_EQ(charged(throttle, mark, then + 2min).failures, 21);
  EXPECT_EQ(charged(throttle, mark, then + 2h).failures, 1);
}

TEST(Attempts, AreChargedByNetworkNotByAddress) {
  EXPECT_EQ(network_of("127.77.3.9"), "127.77.3");
  EXPECT_EQ(network_of("::ffff:127.77.3.9"), "127.77.3");
  EXPECT_EQ(network_of("2001:db8:12:3456::1"), "2001:db8:12:");
  EXPECT_EQ(network_of("2001:db8::1"), "2001:db8:");
  EXPECT_EQ(network_of("unix"), "unix");
  EXPECT_EQ(network_of(""), "");
}

}  // namespace
}  // namespace kentongan::people
