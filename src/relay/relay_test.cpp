#include "relay/relay.hpp"

#include "base/text.hpp"
#include "tabayun/desk_for_tests.hpp"

#include <memory>

namespace kentongan::relay {
namespace {

using tabayun::area;
using tabayun::finding;
using tabayun::officer;
using tabayun::person;
using tabayun::resident;
using tabayun::stranger;

template <typename T>
std::string refused_with(const Result<T>& result) {
  return result.ok() ? "nothing" : result.error().message();
}

struct RelayTest : tabayun::Desk {
  explicit RelayTest(db::Engine engine = db::Engine::sqlite) : Desk(engine) {
    for (const auto& [code, name] :
         std::vector<std::pair<const char*, const char*>>{{"32", "Jawa Barat"},
                                                          {"32.10", "Majalengka"},
                                                          {"32.10.01", "Lemahsugih"},
                                                          {"32.10.01.2001", "Satu"},
                                                          {"32.10.05", "Maja"},
                                                          {"32.10.05.2003", "Dua"},
                                                          {"62", "Kalimantan Tengah"},
                                                          {"62.10", "Gunung Mas"},
                                                          {"62.10.01", "Sepang"},
                                                          {"62.10.01.2001", "Jauh"}})
      EXPECT_TRUE(places.set_area(area(code), name).ok());
    people::PeopleSettings cheap;
    cheap.hash_memory_bytes = 8'192;
    people = std::make_unique<people::People>(surroundings(), cheap);
    groups = std::make_unique<groups::Groups>(surroundings(), places, *people);
    desk = std::make_unique<RelayDesk>(
        RelayParts{.outside = surroundings(), .groups = *groups, .tabayun = *room},
        RelaySettings{});
    one = has_group("KIM Satu", "32.10.01.2001");
    two = has_group("KIM Dua", "32.10.05.2003");
  }
  groups::Group has_group(const std::string& name, const char* village) {
    groups::RegisterGroup command{people::the_installation(), {}, groups::State::active};
    command.details.name = name;
    command.details.partner_kind = "kim";
    command.details.village = area(village);
    return groups->register_group(command).value();
  }
  static people::Actor member_of(const groups::Group& group, std::int64_t account = 71) {
    return person(account, {{people::Role::anggota, group.village(), group.id}});
  }
  tabayun::Claim has_claim() {
    return room->open_claim({officer(), "Air galon di pasar bercampur solar", area("32.10")})
        .value();
  }
  /// Proposed by group one, confirmed by the office.
  tabayun::Claim gets_verdict(const tabayun::Claim& claim, tabayun::Verdict verdict) {
    clock.advance(std::chrono::minutes(1));
    const auto checker = tabayun::checker_of_group_one();
    tabayun::Claim now = claim;
    if (!claim.is_public()) now = room->take({checker, claim.id, claim.revision}).value();
    tabayun::Finding found = finding("Air galon di pasar bercampur solar");
    found.verdict = verdict;
    now = room->propose_verdict({{checker, now.id, now.revision}, found}).value();
    now = room->confirm_verdict({officer(), now.id, now.revision}).value();
    follows();
    return now;
  }
  void follows() {
    seal();
    while (desk->follow()) {
    }
  }
  void withdraws(const tabayun::Claim& claim) {
    clock.advance(std::chrono::minutes(1));
    ASSERT_TRUE(
        db->write([&](db::Tx& tx) -> Result<> {
            ledger.append(tx, {"verdict_withdrawn", "32.10", claim.id.raw(), 31}, clock.now());
            return {};
          }).ok());
    follows();
  }
  Result<Relay> records(const people::Actor& actor, const tabayun::Claim& claim,
                        const groups::Group& group, const std::string& form = "") {
    return desk->record({.actor = actor,
                         .claim = claim.id,
                         .group = group.id,
                         .spread = {.channel = RelayChannel::whatsapp, .place = "Grup RW 03"},
                         .form_key = form});
  }
  /// Tasks of the group that wait.
  std::vector<Task> open_tasks(const groups::Group& group) {
    std::vector<Task> open;
    for (const TaskPage& page : desk->list(member_of(group)).mine) {
      if (page.task.is_open()) open.push_back(page.task);
    }
    return open;
  }
  Result<Task> proves(const groups::Group& group, const Task& task, const std::string& form = "") {
    return desk->prove({.on = {member_of(group), task.id},
                        .spread = {.channel = RelayChannel::loudspeaker,
                                   .place = "Masjid Al-Rekaan",
                                   .reach = 120},
                        .form_key = form});
  }

  places::Places places{*db};
  std::unique_ptr<people::People> people;
  std::unique_ptr<groups::Groups> groups;
  std::unique_ptr<RelayDesk> desk;
  groups::Group one;
  groups::Group two;
};

TEST(Relay, EveryGroupThatPassedAClaimOnGetsOneTaskWithTheVerdict) {
  RelayTest test;
  const auto claim = test.has_claim();
  ASSERT_TRUE(test.records(RelayTest::member_of(test.one), claim, test.one).ok());
  ASSERT_TRUE(test.records(officer(), claim, test.one).ok());
  ASSERT_TRUE(test.records(officer(), claim, test.two).ok());
  EXPECT_TRUE(test.open_tasks(test.one).empty());

  test.gets_verdict(claim, tabayun::Verdict::false_);

  EXPECT_EQ(test.open_tasks(test.one).size(), 1U);
  EXPECT_EQ(test.open_tasks(test.two).size(), 1U);
  EXPECT_EQ(test.desk->coverage(claim.id).groups, 2);
}

TEST(Relay, ReadingTheLedgerAgainMakesNoSecondTask) {
  RelayTest test;
  const auto claim = test.has_claim();
  ASSERT_TRUE(test.records(officer(), claim, test.one).ok());
  test.gets_verdict(claim, tabayun::Verdict::false_);
  const Task task = test.open_tasks(test.one).at(0);
  ASSERT_TRUE(test.proves(test.one, task).ok());

  ASSERT_TRUE(test.db
                  ->write([&](db::Tx& tx) -> Result<> {
                    test.ledger.rewind(tx, "relay", 0);
                    return {};
                  })
                  .ok());
  test.follows();

  EXPECT_TRUE(test.open_tasks(test.one).empty());
  EXPECT_EQ(test.desk->coverage(claim.id).relayed, 1);
}

TEST(Relay, WhatTurnsOutTrueNeedsNoCorrection) {
  RelayTest test;
  const auto claim = test.has_claim();
  ASSERT_TRUE(test.records(officer(), claim, test.one).ok());

  test.gets_verdict(claim, tabayun::Verdict::true_);

  EXPECT_TRUE(test.open_tasks(test.one).empty());
  EXPECT_EQ(test.desk->coverage(claim.id).groups, 0);
}

TEST(Relay, AChangedVerdictReplacesTheOpenTaskAndAsksThoseAgainWhoHadPassedTheFirstOn) {
  RelayTest test;
  const auto claim = test.has_claim();
  ASSERT_TRUE(test.records(officer(), claim, test.one).ok());
  ASSERT_TRUE(test.records(officer(), claim, test.two).ok());
  const auto published = test.gets_verdict(claim, tabayun::Verdict::false_);
  const Task first = test.open_tasks(test.one).at(0);
  const Task second = test.open_tasks(test.two).at(0);
  ASSERT_TRUE(test.proves(test.one, first).ok());

  test.gets_verdict(published, tabayun::Verdict::misleading);

  ASSERT_EQ(test.open_tasks(test.one).size(), 1U);
  ASSERT_EQ(test.open_tasks(test.two).size(), 1U);
  EXPECT_EQ(test.open_tasks(test.two).at(0).cause, Cause::updated);
  EXPECT_EQ(refused_with(test.proves(test.two, second)), "relay.task.superseded");
  EXPECT_EQ(test.desk->coverage(claim.id).relayed, 0);
  EXPECT_EQ(test.desk->coverage(claim.id).groups, 2);
}

TEST(Relay, AVerdictThatBecomesTrueIsTakenBackOnlyByThoseWhoSpreadTheMistake) {
  RelayTest test;
  const auto claim = test.has_claim();
  ASSERT_TRUE(test.records(officer(), claim, test.one).ok());
  ASSERT_TRUE(test.records(officer(), claim, test.two).ok());
  const auto published = test.gets_verdict(claim, tabayun::Verdict::false_);
  ASSERT_TRUE(test.proves(test.one, test.open_tasks(test.one).at(0)).ok());

  test.gets_verdict(published, tabayun::Verdict::true_);

  EXPECT_EQ(test.open_tasks(test.one).size(), 1U);
  EXPECT_TRUE(test.open_tasks(test.two).empty());
}

TEST(Relay, AWithdrawnVerdictIsATaskToo) {
  RelayTest test;
  const auto claim = test.has_claim();
  ASSERT_TRUE(test.records(officer(), claim, test.one).ok());
  const auto published = test.gets_verdict(claim, tabayun::Verdict::false_);

  test.withdraws(published);

  ASSERT_EQ(test.open_tasks(test.one).size(), 1U);
  EXPECT_EQ(test.open_tasks(test.one).at(0).cause, Cause::withdrawn);
}

TEST(Relay, WhoIsRecordedAfterTheVerdictGetsTheTaskAtOnceAndOnce) {
  RelayTest test;
  const auto claim = test.gets_verdict(test.has_claim(), tabayun::Verdict::false_);

  ASSERT_TRUE(test.records(officer(), claim, test.one, "kunci").ok());
  ASSERT_TRUE(test.records(officer(), claim, test.one, "kunci").ok());
  ASSERT_TRUE(test.records(officer(), claim, test.one).ok());
  EXPECT_EQ(test.open_tasks(test.one).size(), 1U);
  ASSERT_TRUE(test.db
                  ->write([&](db::Tx& tx) -> Result<> {
                    test.ledger.rewind(tx, "relay", 0);
                    return {};
                  })
                  .ok());
  test.follows();

  EXPECT_EQ(test.open_tasks(test.one).size(), 1U);
  EXPECT_EQ(test.desk->relays_of(officer(), claim.id).value().size(), 2U);
}

TEST(Relay, AGroupIsRecordedByItsMembersOrItsOfficeOnly) {
  RelayTest test;
  const auto claim = test.has_claim();

  EXPECT_EQ(refused_with(test.records(RelayTest::member_of(test.two), claim, test.one)),
            "relay.record.not_yours");
  EXPECT_EQ(refused_with(test.records(stranger(), claim, test.one)), "tabayun.claim.not_found");
  EXPECT_EQ(refused_with(test.records(resident(), claim, test.one)), "tabayun.claim.not_found");
  EXPECT_EQ(refused_with(test.desk->relays_of(stranger(), claim.id)), "tabayun.claim.not_found");
  const auto published = test.gets_verdict(claim, tabayun::Verdict::false_);
  EXPECT_EQ(refused_with(test.records(stranger(), published, test.one)), "relay.record.not_yours");
}

TEST(Tasks, AreSeenByTheirGroupAndItsOfficeAndDoneByTheGroupAlone) {
  RelayTest test;
  const auto claim = test.has_claim();
  ASSERT_TRUE(test.records(officer(), claim, test.one).ok());
  test.gets_verdict(claim, tabayun::Verdict::false_);
  const Task task = test.open_tasks(test.one).at(0);
  const people::Actor elsewhere =
      person(42, {tabayun::in_area(people::Role::petugas_ikp, "62.10")});

  EXPECT_TRUE(test.desk->find(officer(), task.id).ok());
  EXPECT_EQ(test.desk->list(officer()).office.size(), 1U);
  EXPECT_TRUE(test.desk->list(elsewhere).office.empty());
  for (const people::Actor& other : {RelayTest::member_of(test.two), elsewhere, resident()}) {
    EXPECT_EQ(refused_with(test.desk->find(other, task.id)), "relay.task.not_found");
    EXPECT_EQ(refused_with(test.desk->receive({other, task.id})), "relay.task.not_found");
  }
  EXPECT_EQ(refused_with(test.desk->receive({officer(), task.id})), "relay.task.not_found");
  EXPECT_EQ(refused_with(test.desk->cannot({{officer(), task.id}, "Tidak ada toa"})),
            "relay.task.not_found");
}

TEST(Tasks, AreProvedOnceWithWhereAndHowFarAndTheSameFormAgainIsNoError) {
  RelayTest test;
  const auto claim = test.has_claim();
  ASSERT_TRUE(test.records(officer(), claim, test.one).ok());
  test.gets_verdict(claim, tabayun::Verdict::false_);
  const Task task = test.open_tasks(test.one).at(0);
  ProveRelay bad{.on = {RelayTest::member_of(test.one), task.id}, .spread = {}};
  EXPECT_EQ(refused_with(test.desk->prove(bad)), "relay.place.missing");
  bad.spread.place = std::string(20'000, 'x');
  EXPECT_EQ(refused_with(test.desk->prove(bad)), "relay.text.too_long");
  bad.spread = {.channel = RelayChannel::whatsapp, .place = "Grup", .reach = -1};
  EXPECT_EQ(refused_with(test.desk->prove(bad)), "relay.reach");

  const auto received = test.desk->receive({RelayTest::member_of(test.one), task.id});
  const auto proved = test.proves(test.one, task, "kunci");

  EXPECT_EQ(received.value().state, TaskState::received);
  ASSERT_TRUE(proved.ok());
  EXPECT_EQ(proved->state, TaskState::relayed);
  EXPECT_TRUE(test.proves(test.one, task, "kunci").ok());
  EXPECT_EQ(refused_with(test.proves(test.one, task, "lain")), "relay.task.done");
  EXPECT_EQ(test.desk->coverage(claim.id).relayed, 1);
  EXPECT_EQ(test.desk->coverage(claim.id).reach, 120);
}

TEST(Tasks, AreLateAfterADayAndEndWithAReasonWhereTheyCannotBeDone) {
  RelayTest test;
  const auto claim = test.has_claim();
  ASSERT_TRUE(test.records(officer(), claim, test.one).ok());
  ASSERT_TRUE(test.records(officer(), claim, test.two).ok());
  test.gets_verdict(claim, tabayun::Verdict::false_);
  const Task task = test.open_tasks(test.one).at(0);
  const people::Actor ours = RelayTest::member_of(test.one);

  test.clock.advance(std::chrono::hours(24));
  EXPECT_EQ(test.desk->coverage(claim.id).late, 0);
  test.clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(test.desk->coverage(claim.id).late, 2);
  EXPECT_EQ(refused_with(test.desk->cannot({{ours, task.id}, " "})), "relay.reason.missing");
  ASSERT_TRUE(test.desk->cannot({{ours, task.id}, "Toa rusak"}).ok());

  const Coverage coverage = test.desk->coverage(claim.id);
  EXPECT_EQ(coverage.cannot, 1);
  EXPECT_EQ(coverage.late, 1);
  EXPECT_EQ(test.desk->list(officer()).office.size(), 1U);
}

class RelayOn : public tabayun::OnBothEngines {};

TEST_P(RelayOn, FollowsAVerdictFromItsPublicationToItsCoverage) {
  RelayTest test(GetParam());
  const auto claim = test.has_claim();
  ASSERT_TRUE(test.records(officer(), claim, test.one, "kunci").ok());
  ASSERT_TRUE(test.records(officer(), claim, test.one, "kunci").ok());
  const auto published = test.gets_verdict(claim, tabayun::Verdict::false_);
  ASSERT_TRUE(test.proves(test.one, test.open_tasks(test.one).at(0)).ok());
  EXPECT_EQ(test.desk->coverage(claim.id).relayed, 1);
  test.withdraws(published);

  EXPECT_EQ(test.desk->list(officer()).office.size(), 1U);
  EXPECT_EQ(test.desk->coverage(claim.id).open, 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, RelayOn,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         tabayun::engine_name);

}  // namespace
}  // namespace kentongan::relay
