#include "groups/district_for_test.hpp"
#include "groups/workflow.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace kentongan::groups {
namespace {

using namespace std::chrono_literals;

// ---- register
// -------------------------------------------------------------------------------------

TEST(RegisterGroup, KeepsWhatWasFilledInAndNotesItInTheRegencysChain) {
  District district;
  GroupDetails details = district.details("  KIM  Sukamulya\n");
  details.coordinates = Coordinates{-6.8364, 108.2276};
  details.founded_on = Day{2019, 2, 28};
  details.decree = {"141/Kep.5/2024", Day{2024, 1, 2}, "Kepala Desa", "Desa", Day{2027, 1, 1}};
  details.channels = {{"Radio", "Radika FM; 105,8"}, {"whatsapp", "Warga (250)"}};
  details.equipment = {"Pengeras Suara", "komputer", "komputer"};
  details.vision = "Desa\r\nmelek informasi";

  const auto made = district.groups->register_group({district.office, details, State::active});

  ASSERT_TRUE(made.ok());
  const Group group = district.groups->find(made->id).value();
  EXPECT_EQ(group.details, made->details);
  EXPECT_EQ(group.name(), "KIM  Sukamulya");
  EXPECT_EQ(group.slug(), "kim-sukamulya");
  EXPECT_EQ(group.details.coordinates, (Coordinates{-6.8364, 108.2276}));
  EXPECT_EQ(group.details.decree.valid_until, (Day{2027, 1, 1}));
  EXPECT_EQ(group.details.channels[0], (Channel{"radio", "Radika FM, 105,8"}));
  EXPECT_EQ(group.details.equipment, (std::vector<std::string>{"pengeras-suara", "komputer"}));
  EXPECT_EQ(group.details.vision, "Desa\nmelek informasi");
  EXPECT_EQ(group.state, State::active);
  EXPECT_EQ(district.groups->find_by_slug("kim-sukamulya")->id, group.id);
  const auto noted = district.noted();
  ASSERT_EQ(noted.size(), 1u);
  EXPECT_EQ(noted[0].kind, "group_registered");
  EXPECT_EQ(noted[0].regency, "32.10");
  EXPECT_EQ(noted[0].subject, group.id.raw());
}

TEST(RegisterGroup, IsTheOfficesWorkInItsOwnArea) {
  District district;
  for (const people::Actor& actor :
       {people::Actor(), district.holder(people::Role::petugas_ikp, "62.10"),
        district.holder(people::Role::opd, "32.10")}) {
    const auto made = district.groups->register_group({actor, district.details("KIM")});
    EXPECT_STREQ(made.error().message(), "groups.register.not_office");
  }
  EXPECT_TRUE(district.groups
                  ->register_group(
                      {district.holder(people::Role::kepala, "32.10"), district.details("KIM")})
                  .ok());
  EXPECT_TRUE(district.noted().size() == 1);
}

struct BadDetails {
  const char* message;
  void (*spoil)(GroupDetails&);
};

TEST(RegisterGroup, RefusesWhatDoesNotFit) {
  District district;
  const std::vector<BadDetails> cases{
      {"groups.name.empty", [](GroupDetails& d) { d.name = " \n\0"; }},
      {"groups.text.too_long", [](GroupDetails& d) { d.name = std::string(201, 'x'); }},
      {"groups.text.too_long", [](GroupDetails& d) { d.mission = std::string(10'000'000, 'x'); }},
      {"groups.text.nik", [](GroupDetails& d) { d.note = "NIK ketua 3210041201900001."; }},
      {"groups.slug.malformed", [](GroupDetails& d) { d.slug = "../etc/passwd"; }},
      {"groups.village.not_a_village", [](GroupDetails& d) { d.village = area("32.10.04"); }},
      {"places.area.not_found", [](GroupDetails& d) { d.village = area("32.10.04.2099"); }},
      {"groups.kind.unknown", [](GroupDetails& d) { d.partner_kind = "arisan"; }},
      {"groups.field.unknown",
       [](GroupDetails& d) {
         d.fields = {"informasi", "perbankan"};
       }},
      {"groups.coordinates.impossible",
       [](GroupDetails& d) {
         d.coordinates = Coordinates{-91, 0};
       }},
      {"groups.coordinates.impossible",
       [](GroupDetails& d) {
         d.coordinates = Coordinates{0.0 / 0.0 * 1, 0};
       }},
      {"groups.day.impossible",
       [](GroupDetails& d) {
         d.founded_on = Day{1066, 1, 1};
       }},
      {"groups.day.impossible",
       [](GroupDetails& d) {
         d.decree.day = Day{2024, 1, 1}, d.decree.valid_until = Day{2023, 1, 1};
       }},
      {"groups.list.too_long", [](GroupDetails& d) { d.equipment.resize(41, "komputer"); }},
  };
  for (const BadDetails& one : cases) {
    GroupDetails details = district.details("KIM Sukamulya");
    one.spoil(details);
    const auto made = district.groups->register_group({district.office, details});
    ASSERT_FALSE(made.ok()) << one.message;
    EXPECT_STREQ(made.error().message(), one.message);
  }
  EXPECT_TRUE(district.noted().empty());
}

TEST(RegisterGroup, TakesBrokenTextAndKeepsItWellFormed) {
  District district;
  GroupDetails details = district.details(std::string("KIM \xFF\xC3 Suka\0mulya", 17));
  const auto made = district.groups->register_group({district.office, details});
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->name(), "KIM \xEF\xBF\xBD\xEF\xBF\xBD Sukamulya");
}

TEST(RegisterGroup, RefusesANamesakeInTheVillageAndFindsAnotherAddressElsewhere) {
  District district;
  district.has("KIM Mandiri");

  const auto twin =
      district.groups->register_group({district.office, district.details("kim  MANDIRI")});
  EXPECT_STREQ(twin.error().message(), "groups.name.taken");

  EXPECT_EQ(district.has("KIM Mandiri", "32.10.04.2002").slug(), "kim-mandiri-sukasari");
  EXPECT_EQ(district.has("KIM Mandiri", "32.10.17.2001").slug(), "kim-mandiri-kadipaten");
  GroupDetails wanted = district.details("KIM Lain");
  wanted.slug = "kim-mandiri";
  EXPECT_STREQ(district.groups->register_group({district.office, wanted}).error().message(),
               "groups.slug.taken");
}

// ---- edit
// -----------------------------------------------------------------------------------------

TEST(EditGroup, RefusesToWriteOverAnothersChange) {
  District district;
  const Group group = district.has("KIM Mandiri");
  EditGroup first{district.office, group.id, group.details, group.revision};
  first.details.vision = "satu";
  EditGroup second = first;
  second.details.vision = "dua";

  const auto changed = district.groups->edit(first);
  ASSERT_TRUE(changed.ok());
  EXPECT_EQ(changed->revision, 2);
  EXPECT_STREQ(district.groups->edit(second).error().message(), "groups.changed_meanwhile");
  EXPECT_EQ(district.groups->find(group.id)->details.vision, "satu");
  EXPECT_EQ(district.noted().back().kind, "group_edited");
}

TEST(EditGroup, AKetuaKeepsTheEntryButNotWhatTheOfficeDecides) {
  District district;
  const Group group = district.has("KIM Mandiri");
  const people::Actor ketua = district.ketua_of(group);
  EditGroup edit{ketua, group.id, group.details, group.revision};
  edit.details.slug.clear();
  edit.details.address = "Balai desa";
  ASSERT_TRUE(district.groups->edit(edit).ok());

  edit.seen_revision = 2;
  edit.details.decree.number = "1/2026";
  EXPECT_STREQ(district.groups->edit(edit).error().message(), "groups.edit.office_only");
  const Group other = district.has("KIM Lain");
  EXPECT_STREQ(district.groups->edit({ketua, other.id, other.details, 1}).error().message(),
               "groups.edit.not_yours");
}

TEST(EditGroup, AnOfficeDoesNotPushAGroupIntoAnothersArea) {
  District district;
  const Group group = district.has("KIM Mandiri");
  EditGroup edit{district.office, group.id, group.details, group.revision};
  edit.details.village = area("62.10.01.2001");
  EXPECT_EQ(district.groups->edit(edit).error().refusal(), Refusal::forbidden);
}

TEST(EditGroup, WithoutAChangeWritesNothing) {
  District district;
  const Group group = district.has("KIM Mandiri");
  EXPECT_EQ(district.groups->edit({district.office, group.id, group.details, 1})->revision, 1);
  EXPECT_EQ(district.noted().size(), 1u);
}

// ---- states
// ---------------------------------------------------------------------------------------

TEST(MoveGroup, WalksFromProposalToWorkAndToItsEnd) {
  District district;
  GroupDetails details = district.details("KIM Mandiri");
  details.minutes_day = Day{2026, 1, 5};
  details.decree.number = "141/2026";
  details.decree.day = Day{2026, 2, 1};
  Group group = district.groups->register_group({district.office, details}).value();
  const auto move = [&](State to, std::optional<ClosedReason> reason = {}) {
    const auto moved =
        district.groups->move({district.office, group.id, to, reason, group.revision});
    if (moved.ok()) group = *moved;
    return moved.ok() ? "" : moved.error().message();
  };

  EXPECT_STREQ(move(State::active), "groups.move.not_allowed");
  for (const State to : {State::deliberated, State::decreed, State::registered, State::inaugurated,
                         State::active, State::less_active, State::dormant, State::active}) {
    EXPECT_STREQ(move(to), "") << name_of(to);
  }
  EXPECT_STREQ(move(State::closed), "groups.move.needs_reason");
  EXPECT_STREQ(move(State::less_active, ClosedReason::suspended), "groups.move.needs_reason");
  EXPECT_STREQ(move(State::closed, ClosedReason::decree_expired), "");
  EXPECT_EQ(district.groups->find(group.id)->closed_reason, ClosedReason::decree_expired);
  EXPECT_STREQ(move(State::registered), "");
  EXPECT_FALSE(district.groups->find(group.id)->closed_reason);
  EXPECT_EQ(district.noted().back().kind, "group_state_changed");
  EXPECT_EQ(district.noted().back().detail, R"({"from":"closed","to":"registered"})");
}

TEST(MoveGroup, NeedsThePapersAndTheOffice) {
  District district;
  const Group group = district.has("KIM Mandiri", "32.10.04.2001", State::proposed);
  const auto move = [&](const people::Actor& actor, State to, std::int64_t seen) {
    return district.groups->move({actor, group.id, to, {}, seen}).error().message();
  };
  EXPECT_STREQ(move(district.office, State::deliberated, 1), "groups.move.needs_minutes");
  EXPECT_STREQ(move(district.office, State::deliberated, 2), "groups.changed_meanwhile");
  EXPECT_STREQ(move(district.ketua_of(group), State::deliberated, 1), "groups.edit.not_yours");
  const Group deliberated = district.has("KIM Dua", "32.10.04.2001", State::deliberated);
  EXPECT_STREQ(district.groups->move({district.office, deliberated.id, State::decreed, {}, 1})
                   .error()
                   .message(),
               "groups.move.needs_decree");
}

TEST(Workflow, EveryStateIsReachedAndEveryStateCanEnd) {
  for (const State state : all_states()) {
    EXPECT_FALSE(moves_from(state).empty()) << name_of(state);
    const bool reached = std::any_of(allowed_moves.begin(), allowed_moves.end(),
                                     [&](const Move& m) { return m.to == state; });
    EXPECT_TRUE(reached) << name_of(state);
    EXPECT_EQ(find_state(name_of(state)), state);
    EXPECT_EQ(may_move(state, State::closed), state != State::closed);
  }
}

// ---- members
// --------------------------------------------------------------------------------------

TEST(Members, AreKeptByTheKetuaAndShownOnlyAsTheyAgreed) {
  District district;
  const Group group = district.has("KIM Mandiri");
  const people::Actor ketua = district.ketua_of(group);
  MemberDetails siti;
  siti.name = "Siti Contoh";
  siti.position = "Sekretaris";
  siti.phone = "+62 812-0000-0001";
  siti.birth_year = 1990;
  siti.gender = Gender::female;
  siti.skills = {"Menulis", "video"};
  siti.naming = Naming::public_name;
  MemberDetails budi = siti;
  budi.name = "Budi Contoh";
  budi.naming = Naming::withheld;

  const auto added = district.groups->add_member({ketua, group.id, siti});
  ASSERT_TRUE(added.ok());
  ASSERT_TRUE(district.groups->add_member({district.office, group.id, budi}).ok());

  const auto all = district.groups->members(ketua, group.id);
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ((*all)[0].details, added->details);
  EXPECT_EQ((*all)[0].details.phone, "+62 812-0000-0001");
  const auto shown = district.groups->public_members(group.id);
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_EQ(shown[0].name, "Siti Contoh");
  EXPECT_EQ(district.groups->members(people::Actor(), group.id).error().refusal(),
            Refusal::forbidden);
  EXPECT_EQ(district.groups->members(district.holder(people::Role::petugas_ikp, "62.10"), group.id)
                .error()
                .refusal(),
            Refusal::forbidden);

  siti.position = "Ketua";
  ASSERT_TRUE(district.groups->edit_member({ketua, added->id, siti, 1}).ok());
  EXPECT_STREQ(district.groups->edit_member({ketua, added->id, siti, 1}).error().message(),
               "groups.changed_meanwhile");
  ASSERT_TRUE(district.groups->remove_member({ketua, added->id}).ok());
  EXPECT_EQ(district.groups->count_members(group.id), 1);
  EXPECT_STREQ(district.groups->remove_member({ketua, added->id}).error().message(),
               "groups.member.not_found");
  for (const auto& entry : district.noted())
    EXPECT_EQ(entry.detail.find("Siti"), std::string::npos);
}

TEST(Members, AreRefusedWhatIsNoneOfOursOrMakesNoSense) {
  District district;
  const Group group = district.has("KIM Mandiri");
  const auto refusal = [&](auto spoil) {
    MemberDetails details;
    details.name = "Siti";
    spoil(details);
    return district.groups->add_member({district.office, group.id, details}).error().message();
  };
  EXPECT_STREQ(refusal([](MemberDetails& d) { d.name = " "; }), "groups.member.name_empty");
  EXPECT_STREQ(refusal([](MemberDetails& d) { d.training = "KTP 3210-0412-0190-0001"; }),
               "groups.text.nik");
  EXPECT_STREQ(refusal([](MemberDetails& d) { d.phone = "3210041201900001"; }), "groups.text.nik");
  EXPECT_STREQ(refusal([](MemberDetails& d) { d.phone = "ada"; }), "groups.member.phone");
  EXPECT_STREQ(refusal([](MemberDetails& d) { d.birth_year = 2050; }), "groups.member.birth_year");
}

TEST(Appoint, GivesARoleInTheGroupAndTakesItBack) {
  District district;
  const Group group = district.has("KIM Mandiri");
  const Group other = district.has("KIM Lain");
  const auto account = district.people->add_account(
      {people::the_installation(), "siti", "Siti", "kuda naik sepeda"});
  ASSERT_TRUE(account.ok());

  ASSERT_TRUE(
      district.groups->appoint({district.office, group.id, account->id, people::Role::ketua}).ok());
  EXPECT_EQ(district.people->find_account(account->id)->roles.size(), 1u);
  EXPECT_EQ(district.groups
                ->appoint({district.holder(people::Role::petugas_ikp, "62.10"), group.id,
                           account->id, people::Role::anggota})
                .error()
                .refusal(),
            Refusal::forbidden);
  EXPECT_EQ(district.groups
                ->appoint({district.ketua_of(group), other.id, account->id, people::Role::anggota})
                .error()
                .refusal(),
            Refusal::forbidden);
  EXPECT_TRUE(
      district.groups
          ->appoint({district.ketua_of(group), group.id, account->id, people::Role::anggota})
          .ok());
  ASSERT_TRUE(
      district.groups->dismiss({district.office, group.id, account->id, people::Role::ketua}).ok());
  EXPECT_EQ(district.people->find_account(account->id)->roles[0].role, people::Role::anggota);
}

// ---- questions
// ------------------------------------------------------------------------------------

TEST(ListGroups, FiltersAndPages) {
  District district;
  for (const char* name : {"Delta", "alfa", "Charlie", "Bravo"}) district.has(name);
  district.has("Echo", "32.10.17.2001", State::dormant);
  district.has("Foxtrot", "32.10.17.2001", State::proposed);
  district.has("Golf", "32.10.17.2001", State::closed);
  GroupDetails arts = district.details("Seni Sunda", "32.10.04.2002");
  arts.partner_kind = "kebudayaan";
  arts.fields = {"seni", "wisata"};
  ASSERT_TRUE(district.groups->register_group({district.office, arts, State::active}).ok());
  const auto names = [&](const GroupFilter& filter) {
    std::string all;
    for (const Group& group : district.groups->list(filter).groups) all += group.name() + " ";
    return all;
  };

  EXPECT_EQ(names({.area = area("32.10")}), "alfa Bravo Charlie Delta Echo Seni Sunda ");
  EXPECT_EQ(names({.area = area("32.10.17")}), "Echo ");
  EXPECT_EQ(names({.area = area("32.10.17"), .shown = GroupFilter::Shown::all}),
            "Echo Foxtrot Golf ");
  EXPECT_EQ(names({.area = area("32.10.04.2002")}), "Seni Sunda ");
  EXPECT_EQ(names({.area = area("62")}), "");
  EXPECT_EQ(names({.partner_kind = "kebudayaan"}), "Seni Sunda ");
  EXPECT_EQ(names({.field = "wisata"}), "Seni Sunda ");
  EXPECT_EQ(names({.field = "wis"}), "");
  EXPECT_EQ(names({.field = "%"}), "");
  EXPECT_EQ(names({.state = State::dormant}), "Echo ");
  EXPECT_EQ(names({.words = "sunda"}), "Seni Sunda ");
  EXPECT_EQ(names({.words = "%_'"}), names({}));

  std::string paged;
  GroupFilter filter{.limit = 2};
  int pages = 0;
  do {
    const GroupPage page = district.groups->list(filter);
    for (const Group& group : page.groups) paged += group.name() + " ";
    filter.after = page.next;
    ++pages;
  } while (!filter.after.empty());
  EXPECT_EQ(paged, names({}));
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(names({.after = std::string("\xFF\n99999999999999999999", 22)}),
            names({.after = "\xEF\xBF\xBD"}));
}

TEST(Coverage, CountsEveryKecamatanAndEachVillageOnce) {
  District district;
  district.has("Satu");
  district.has("Dua");
  district.has("Tiga", "32.10.04.2002", State::dormant);
  district.has("Empat", "32.10.04.2002", State::proposed);
  district.has("Lima", "32.10.04.2002", State::closed);

  const Coverage coverage = district.groups->coverage(area("32.10"));

  ASSERT_EQ(coverage.districts.size(), 2u);
  EXPECT_EQ(coverage.districts[0].name, "Cikijing");
  EXPECT_EQ(coverage.districts[0].villages, 2);
  EXPECT_EQ(coverage.districts[0].villages_with_active, 1);
  EXPECT_EQ(coverage.districts[0].groups, 3);
  EXPECT_EQ(coverage.districts[0].active_groups, 2);
  EXPECT_EQ(coverage.districts[1].groups, 0);
  EXPECT_EQ(coverage.districts[1].villages, 1);
  EXPECT_EQ(coverage.total.villages, 3);
  EXPECT_TRUE(district.groups->coverage(area("99.99")).districts.empty());
}

TEST(DecreesEnding, NamesThoseThatEndSoonTheNearestFirst) {
  District district;  // the clock stands at 2026-09-21
  const auto with_end = [&](const std::string& name, Day end, State state) {
    GroupDetails details = district.details(name);
    details.decree.valid_until = end;
    ASSERT_TRUE(district.groups->register_group({district.office, details, state}).ok());
  };
  const Day today = day_of(district.clock.now(), Zone::wib);
  with_end("Lusa", day_of(district.clock.now() + 48h, Zone::wib), State::active);
  with_end("Lalu", Day{2025, 1, 1}, State::dormant);
  with_end("Jauh", Day{today.year + 2, 1, 1}, State::active);
  with_end("Usulan", today, State::proposed);
  district.has("Tanpa");

  std::string names;
  for (const Group& group : district.groups->decrees_ending(area("32.10"), 24h * 90))
    names += group.name() + " ";
  EXPECT_EQ(names, "Lalu Lusa ");
}

TEST(Completeness, SaysWhatIsMissing) {
  District district;
  const Group bare = district.has("KIM");
  const Completeness few = completeness_of(bare, 0);
  EXPECT_EQ(few.filled, 1);  // the fields
  EXPECT_EQ(few.all, 21);
  EXPECT_EQ(few.lacks.size(), 20u);
  for (const Lack& lack : few.lacks) EXPECT_TRUE(has_message(lack.message)) << lack.message;

  Group richer = bare;
  richer.details.vision = "ada";
  EXPECT_EQ(completeness_of(richer, 5).filled, 3);
  EXPECT_EQ(completeness_of(richer, 5).percent(), 14);
}

TEST(Catalogues, AreDataThatAnAdminMayChange) {
  District district;
  EXPECT_EQ(district.groups->kinds().size(), 8u);
  EXPECT_EQ(district.groups->fields().size(), 12u);
  const people::Actor admin = district.holder(people::Role::admin, "32.10");

  ASSERT_TRUE(district.groups->set_kind(admin, {"", "Radio Komunitas"}).ok());
  ASSERT_TRUE(district.groups->set_field(admin, {"umkm", "Usaha mikro"}).ok());

  EXPECT_EQ(district.groups->kinds().back().slug, "radio-komunitas");
  EXPECT_EQ(district.groups->fields().size(), 12u);
  EXPECT_EQ(district.groups->set_kind(district.office, {"x", "X"}).error().refusal(),
            Refusal::forbidden);
  EXPECT_EQ(district.groups->set_kind(admin, {"X;Y", "X"}).error().refusal(), Refusal::invalid);
}

TEST(Groups, AreNotFoundPolitely) {
  District district;
  EXPECT_STREQ(district.groups->find(Id<Group>::from_raw(5)).error().message(),
               "groups.group.not_found");
  for (const std::string& slug :
       {std::string(), std::string("x\0y", 3), std::string("\xFF"), std::string(10'000'000, 'x')}) {
    EXPECT_EQ(district.groups->find_by_slug(slug).error().refusal(), Refusal::not_found);
  }
  const Group group = district.has("KIM");
  const auto names = district.groups->names_of({group.id, Id<Group>::from_raw(5)});
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].slug, "kim");
}

}  // namespace
}  // namespace kentongan::groups
