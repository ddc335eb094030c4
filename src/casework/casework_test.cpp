#include "casework/case_for_tests.hpp"

#include <algorithm>

namespace kentongan::casework {
namespace {

using tabayun::checker_of_group_one;
using tabayun::checker_of_group_two;
using tabayun::colleague_of_group_one;
using tabayun::member;
using tabayun::officer;
using tabayun::resident;
using tabayun::stranger;

people::Actor member_of(const groups::Group& group, std::int64_t account) {
  return person(account, {{people::Role::anggota, group.village(), group.id}});
}

AskForEvidence asks_group(CaseDesk& desk, const tabayun::Claim& claim, const groups::Group& group) {
  return {.actor = officer(),
          .claim = claim.id,
          .group = group.id,
          .text = "Mohon foto sumur RT 03.",
          .due_at = desk.clock.now() + std::chrono::hours(24)};
}

TEST(Requests, ToAGroupAreSeenAndAnsweredByItsMembersAndNobodyElse) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const auto group = desk.has_group("KIM Satu", "32.10.01.2001");
  const auto other = desk.has_group("KIM Dua", "32.10.05.2003");
  const Request request = desk.casework->ask(asks_group(desk, claim, group)).value();
  const people::Actor ours = member_of(group, 71);
  const people::Actor theirs = member_of(other, 72);

  EXPECT_EQ(desk.casework->requests(ours).to_my_groups.size(), 1U);
  EXPECT_TRUE(desk.casework->requests(theirs).to_my_groups.empty());
  for (const people::Actor& nobody : {theirs, stranger(), resident()}) {
    EXPECT_EQ(refused_with(desk.casework->answer({nobody, request.id, "Sudah."})),
              "casework.request.not_found");
  }
  EXPECT_EQ(refused_with(desk.casework->answer({officer(), request.id, "Sudah."})),
            "tabayun.check.not_allowed")
      << "nobody answers in a group's name";

  const auto answered = desk.casework->answer({ours, request.id, "Sumur kering sejak Juli.", "k"});

  ASSERT_TRUE(answered.ok());
  EXPECT_EQ(answered->state, RequestState::answered);
  const Case opened = desk.opened(claim);
  ASSERT_EQ(opened.evidence.size(), 1U);
  EXPECT_EQ(opened.evidence.front().rung, Rung::witness);
  EXPECT_EQ(opened.evidence.front().title, "KIM Satu");
  EXPECT_TRUE(desk.casework->answer({ours, request.id, "Sumur kering sejak Juli.", "k"}).ok())
      << "the same form again";
  EXPECT_EQ(refused_with(desk.casework->answer({ours, request.id, "Lain.", "l"})),
            "casework.request.closed");
  EXPECT_EQ(desk.opened(claim).evidence.size(), 1U);
}

TEST(Requests, ToAnAgencyAreAnsweredByTheDeskAndStandOnTheAgencysRung) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const Request request = desk.casework
                              ->ask({.actor = checker_of_group_one(),
                                     .claim = claim.id,
                                     .agency = "Dinas Kesehatan",
                                     .text = "Apakah air galon sudah diuji?",
                                     .due_at = desk.clock.now() + std::chrono::hours(1)})
                              .value();

  EXPECT_EQ(refused_with(desk.casework->answer({officer(), request.id, "Hubungi 081234567890"})),
            "casework.personal.phone");
  ASSERT_TRUE(desk.casework->answer({officer(), request.id, "Sudah diuji, aman."}).ok());

  EXPECT_EQ(desk.opened(claim).evidence.front().rung, Rung::agency);
}

TEST(Requests, AreOverdueWhenTheirTimeIsOverAndNotBefore) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const auto group = desk.has_group("KIM Satu", "32.10.01.2001");
  ASSERT_TRUE(desk.casework->ask(asks_group(desk, claim, group)).ok());

  desk.clock.advance(std::chrono::hours(24));
  EXPECT_FALSE(desk.casework->requests(officer()).of_my_desk.at(0).is_overdue(desk.clock.now()));
  desk.clock.advance(std::chrono::seconds(1));
  EXPECT_TRUE(desk.casework->requests(officer()).of_my_desk.at(0).is_overdue(desk.clock.now()));

  EXPECT_TRUE(desk.casework->requests(stranger()).of_my_desk.empty());
  EXPECT_TRUE(desk.casework->requests(member()).of_my_desk.empty());
}

TEST(Requests, GoToOneInTheDistrictWithATimeAhead) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const auto far = desk.has_group("KIM Jauh", "62.10.01.2001");
  const auto near = desk.has_group("KIM Satu", "32.10.01.2001");
  AskForEvidence command = asks_group(desk, claim, far);
  EXPECT_EQ(refused_with(desk.casework->ask(command)), "casework.request.other_regency");
  command.group = near.id;
  command.agency = "Dinas Kesehatan";
  EXPECT_EQ(refused_with(desk.casework->ask(command)), "casework.request.nobody");
  command.agency.clear();
  command.due_at = desk.clock.now();
  EXPECT_EQ(refused_with(desk.casework->ask(command)), "casework.request.due");
  command.due_at = desk.clock.now() + std::chrono::hours(24 * 91);
  EXPECT_EQ(refused_with(desk.casework->ask(command)), "casework.request.due");
  command.actor = member();
  EXPECT_EQ(refused_with(desk.casework->ask(command)), "tabayun.check.not_allowed");
}

TEST(Requests, OfAFormThatIsSentTwiceAreOneAndACancelledOneIsClosed) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const auto group = desk.has_group("KIM Satu", "32.10.01.2001");
  AskForEvidence command = asks_group(desk, claim, group);
  command.form_key = "kunci";
  const Request first = desk.casework->ask(command).value();
  EXPECT_EQ(desk.casework->ask(command).value().id, first.id);

  EXPECT_EQ(refused_with(desk.casework->cancel({member_of(group, 71), first.id})),
            "tabayun.check.not_allowed");
  ASSERT_TRUE(desk.casework->cancel({officer(), first.id}).ok());

  EXPECT_EQ(refused_with(desk.casework->answer({member_of(group, 71), first.id, "Ya."})),
            "casework.request.closed");
  EXPECT_TRUE(desk.casework->requests(officer()).of_my_desk.empty());
}

TEST(Threads, AreForTheCheckerTheOfficeAndWhoWasAddedAndDoNotExistForOthers) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const Thread thread = desk.casework
                            ->open_thread({.actor = checker_of_group_one(),
                                           .claim = claim.id,
                                           .title = "Siapa saksinya?",
                                           .text = "Perlu bicara dulu."})
                            .value();

  EXPECT_TRUE(desk.casework->read_thread(officer(), thread.id).ok());
  EXPECT_TRUE(desk.casework->add_post({officer(), thread.id, "Setuju."}).ok());
  for (const people::Actor& other :
       {colleague_of_group_one(), checker_of_group_two(), member(), stranger(), resident()}) {
    EXPECT_EQ(refused_with(desk.casework->read_thread(other, thread.id)),
              "casework.thread.not_found");
    EXPECT_EQ(refused_with(desk.casework->add_post({other, thread.id, "Halo."})),
              "casework.thread.not_found");
  }
  EXPECT_TRUE(desk.casework->open(checker_of_group_two(), claim.id).value().threads.empty());
  EXPECT_EQ(desk.casework->read_thread(officer(), thread.id).value().posts.size(), 2U);
}

TEST(Threads, AreOpenedToSomebodyOfTheDeskByTheCheckerOrTheOffice) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const people::Actor helper = desk.has_account("pembantu", people::Role::pemeriksa, "32.10.05");
  desk.has_account("jauh", people::Role::petugas_ikp, "62.10");
  const Thread thread =
      desk.casework->open_thread({.actor = officer(), .claim = claim.id, .title = "a", .text = "b"})
          .value();
  const auto adds = [&](const people::Actor& actor, const char* login) {
    return refused_with(desk.casework->add_person({actor, claim.id, login}));
  };

  EXPECT_EQ(adds(checker_of_group_one(), "jauh"), "casework.person.not_of_desk");
  EXPECT_EQ(adds(checker_of_group_two(), "pembantu"), "casework.person.not_yours");
  EXPECT_EQ(adds(checker_of_group_one(), "pembantu"), "nothing");
  EXPECT_EQ(adds(checker_of_group_one(), "pembantu"), "nothing");

  EXPECT_TRUE(desk.casework->read_thread(helper, thread.id).ok());
  EXPECT_EQ(adds(helper, "pembantu"), "casework.person.not_yours");
}

TEST(Notes, AreKeptOncePerFormAndRefusedWhenTooLong) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const AddNote note{officer(), claim.id, "Telepon lagi besok.", "kunci"};
  ASSERT_TRUE(desk.casework->add_note(note).ok());
  ASSERT_TRUE(desk.casework->add_note(note).ok());

  EXPECT_EQ(desk.opened(claim).notes.size(), 1U);
  EXPECT_EQ(refused_with(desk.casework->add_note({officer(), claim.id, std::string(20'000, 'x')})),
            "casework.text.too_long");
  EXPECT_EQ(refused_with(desk.casework->add_note({officer(), claim.id, std::string(3, '\0')})),
            "casework.note.missing");
}

TEST(Cases, TellWhatHappenedInOneLineOfTimeAndShowDiscussionsOnlyToThoseOnIt) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  desk.clock.advance(std::chrono::minutes(1));
  desk.has_evidence(claim, Kind::document, "Surat 1");
  desk.clock.advance(std::chrono::minutes(1));
  ASSERT_TRUE(
      desk.casework->open_thread({.actor = officer(), .claim = claim.id, .title = "a", .text = "b"})
          .ok());

  std::vector<std::string> told;
  for (const TimelineLine& line : desk.opened(claim).timeline) told.push_back(line.message);
  EXPECT_EQ(told, (std::vector<std::string>{"tabayun.move.open", "tabayun.move.take",
                                            "casework.did.added", "casework.did.discussed"}));
  const Case for_others = desk.casework->open(member(), claim.id).value();
  EXPECT_TRUE(std::ranges::none_of(for_others.timeline, [](const TimelineLine& line) {
    return line.message == "casework.did.discussed";
  }));
}

TEST(Cases, CountTheWordingsOfAClaimByPlaceAndPerson) {
  CaseDesk desk;
  const std::string text = "Air galon di pasar bercampur solar, jangan diminum";
  for (const char* asker : {"satu", "satu", "dua", "", ""}) {
    ASSERT_TRUE(desk.room
                    ->ask({.text = text,
                           .area = area("32.10.01.2001"),
                           .mouth = tabayun::Mouth::sms,
                           .asker = asker})
                    .ok());
  }
  const auto asked = desk.asks(text);

  const auto variants = desk.room->variants_of(officer(), asked.question.claim).value();

  EXPECT_EQ(variants.questions, 6);
  EXPECT_EQ(variants.askers, 5) << "two who are known, three who are not";
  ASSERT_EQ(variants.wordings.size(), 1U);
  EXPECT_EQ(variants.wordings[0].text, text);
  EXPECT_EQ(variants.wordings[0].areas.at(0).count, 6);
  EXPECT_EQ(variants.wordings[0].mouths.at(0).mouth, tabayun::Mouth::sms);
  EXPECT_EQ(variants.wordings[0].mouths.at(0).count, 5);
  EXPECT_EQ(refused_with(desk.room->variants_of(stranger(), asked.question.claim)),
            "tabayun.claim.not_found");
}

class CasesOn : public tabayun::OnBothEngines {};

TEST_P(CasesOn, HoldsEverythingOfAClaim) {
  CaseDesk desk(GetParam());
  const auto claim = desk.has_claim();
  const auto group = desk.has_group("KIM Satu", "32.10.01.2001");
  const Evidence link = desk.has_link(claim, "https://laman.example/");
  const FakeClient client([](const net::HttpCall&) { return page("<p>Air aman</p>"); });
  ASSERT_TRUE(desk.casework->archive_next(client));
  ASSERT_TRUE(desk.casework->show({officer(), link.id}).ok());
  AddEvidence photo{
      .actor = officer(), .claim = claim.id, .kind = Kind::photo, .title = "Sumur RT 03"};
  photo.picture = tabayun::SafePicture{"image/jpeg", 4, 3, std::string("\0\xff", 2)};
  photo.form_key = "foto";
  ASSERT_TRUE(desk.casework->add_evidence(photo).ok());
  ASSERT_TRUE(desk.casework->add_evidence(photo).ok());
  ASSERT_TRUE(desk.casework->add_note({officer(), claim.id, "Catatan", "c"}).ok());
  const Request request = desk.casework->ask(asks_group(desk, claim, group)).value();
  ASSERT_TRUE(desk.casework->answer({member_of(group, 71), request.id, "Kering."}).ok());
  ASSERT_TRUE(
      desk.casework->open_thread({.actor = officer(), .claim = claim.id, .title = "a", .text = "b"})
          .ok());
  desk.asks("Air galon di pasar bercampur solar");

  const Case opened = desk.opened(claim);

  EXPECT_EQ(opened.evidence.size(), 3U);
  EXPECT_EQ(opened.notes.size(), 1U);
  EXPECT_EQ(opened.requests.size(), 1U);
  EXPECT_EQ(opened.threads.size(), 1U);
  EXPECT_EQ(opened.variants.questions, 1);
  EXPECT_EQ(desk.casework->open_copy({officer(), link.id}).value().text, "Air aman");
  EXPECT_TRUE(desk.casework->requests(officer()).of_my_desk.empty());
  ASSERT_TRUE(desk.casework->remove({officer(), link.id}).ok());
}

INSTANTIATE_TEST_SUITE_P(Engines, CasesOn,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         tabayun::engine_name);

}  // namespace
}  // namespace kentongan::casework
