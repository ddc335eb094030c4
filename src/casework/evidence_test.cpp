#include "casework/case_for_tests.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "net/listener_for_tests.hpp"

#include <stdexcept>

namespace kentongan::casework {
namespace {

using tabayun::checker_of_group_one;
using tabayun::checker_of_group_two;
using tabayun::member;
using tabayun::officer;
using tabayun::resident;
using tabayun::stranger;

TEST(Evidence, StandsOnTheLadderByWhatItIsAndALinkByWhatItShows) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  desk.has_evidence(claim, Kind::witness, "");
  desk.has_evidence(claim, Kind::contact, "Dinas Kesehatan");
  ASSERT_TRUE(desk.casework
                  ->add_links({.actor = officer(),
                               .claim = claim.id,
                               .addresses = "https://dinas.example/surat",
                               .rung = Rung::document})
                  .ok());
  desk.has_evidence(claim, Kind::document, "Surat 141/2");

  const Case opened = desk.opened(claim);

  std::vector<int> ranks;
  for (const Evidence& each : opened.evidence) ranks.push_back(rank_of(each.rung));
  EXPECT_EQ(ranks, (std::vector<int>{1, 1, 2, 3}));
}

TEST(Evidence, IsAddedByWhoChecksAndReadByTheDeskAlone) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const AddEvidence command{.actor = member(), .claim = claim.id, .title = "Surat 1"};

  EXPECT_EQ(refused_with(desk.casework->add_evidence(command)), "tabayun.check.not_allowed");
  EXPECT_TRUE(desk.casework->open(member(), claim.id).ok());
  for (const people::Actor& other : {stranger(), resident()}) {
    AddEvidence theirs = command;
    theirs.actor = other;
    EXPECT_EQ(refused_with(desk.casework->add_evidence(theirs)), "tabayun.claim.not_found");
    EXPECT_EQ(refused_with(desk.casework->open(other, claim.id)), "tabayun.claim.not_found");
  }
}

TEST(Evidence, OfAnotherDeskIsNotFoundByItsNumberEither) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const Evidence kept = desk.has_evidence(claim, Kind::document, "Surat 1");

  for (const people::Actor& other : {stranger(), resident()}) {
    const OnEvidence on{other, kept.id};
    EXPECT_EQ(refused_with(desk.casework->show(on)), "casework.evidence.not_found");
    EXPECT_EQ(refused_with(desk.casework->remove(on)), "casework.evidence.not_found");
    EXPECT_EQ(refused_with(desk.casework->open_copy(on)), "casework.evidence.not_found");
    EXPECT_EQ(refused_with(desk.casework->open_picture(on)), "casework.evidence.not_found");
  }
  EXPECT_EQ(refused_with(desk.casework->show({member(), kept.id})), "tabayun.check.not_allowed");
}

TEST(Evidence, OfAFormThatIsSentTwiceIsKeptOnceAndNobodyElsesKeyMeetsIt) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const Evidence first = desk.has_evidence(claim, Kind::document, "Surat 1", "kunci");
  const Evidence again = desk.has_evidence(claim, Kind::document, "Surat 1", "kunci");
  const Evidence other =
      desk.casework
          ->add_evidence(
              {.actor = officer(), .claim = claim.id, .title = "Surat 2", .form_key = "kunci"})
          .value();

  EXPECT_EQ(first.id, again.id);
  EXPECT_NE(first.id, other.id);
  EXPECT_EQ(desk.opened(claim).evidence.size(), 2U);
}

TEST(Evidence, RefusesWhatIsTooLongAndKeepsMarkupAsWordsWithoutControls) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  AddEvidence command{.actor = officer(), .claim = claim.id, .title = "Surat 1"};
  command.text = std::string(20'000, 'a');
  EXPECT_EQ(refused_with(desk.casework->add_evidence(command)), "casework.text.too_long");
  command.text = std::string(5'000'000, ' ');
  EXPECT_EQ(refused_with(desk.casework->add_evidence(command)), "casework.text.too_long");
  command.text = std::string("<script>a\0b</script>", 20);

  const auto kept = desk.casework->add_evidence(command);

  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(kept->text, "<script>ab</script>");
}

TEST(Evidence, OfPeopleIsKeptWithoutTheirNumbers) {
  for (const char* nik : {"NIK 3210011203900001", "3210 0112 0390 0001", "32.10.01.120390.0001"})
    EXPECT_EQ(refused_with(check_no_personal_numbers(nik)), "casework.personal.identity_number");
  for (const char* phone : {"0812-3456-7890", "+62 812 3456 789", "6281234567890", "0062812345678"})
    EXPECT_EQ(refused_with(check_no_personal_numbers(phone)), "casework.personal.phone");
  for (const char* harmless : {"Rp 62.500.000", "22-11-2026 08.00", "(0233) 281234", "RT 03 RW 08"})
    EXPECT_EQ(refused_with(check_no_personal_numbers(harmless)), "nothing") << harmless;

  CaseDesk desk;
  const auto claim = desk.has_claim();
  AddEvidence contact{.actor = officer(),
                      .claim = claim.id,
                      .kind = Kind::contact,
                      .title = "Dinas Kesehatan",
                      .position = "Kepala bidang, 0812 3456 7890",
                      .text = "Air itu aman."};
  EXPECT_EQ(refused_with(desk.casework->add_evidence(contact)), "casework.personal.phone");
}

TEST(Evidence, NamesItsWitnessToThoseOnTheCaseOnly) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  desk.has_evidence(claim, Kind::witness, "Ibu Rekaan");
  const auto name_for = [&](const people::Actor& actor) {
    return desk.casework->open(actor, claim.id).value().evidence.front().title;
  };

  EXPECT_EQ(name_for(checker_of_group_one()), "Ibu Rekaan");
  EXPECT_EQ(name_for(officer()), "Ibu Rekaan");
  EXPECT_EQ(name_for(checker_of_group_two()), "");
  EXPECT_EQ(name_for(member()), "");
}

TEST(Evidence, IsPublicOnceSomebodyShowedItAndTheVerdictIsOutAndNeverNamesAWitness) {
  CaseDesk desk;
  const auto claim = desk.has_published(tabayun::finding("Air galon di pasar bercampur solar"));
  const Evidence shown = desk.has_evidence(claim, Kind::document, "Surat 1");
  const Evidence witness = desk.has_evidence(claim, Kind::witness, "Ibu Rekaan");
  desk.has_evidence(claim, Kind::document, "Surat rahasia");
  const auto unpublished = desk.has_claim("Besok semua sekolah libur sebulan penuh");
  const Evidence early = desk.has_evidence(unpublished, Kind::document, "Surat 2");
  for (const Id<Evidence> id : {shown.id, witness.id, early.id})
    ASSERT_TRUE(desk.casework->show({officer(), id}).ok());

  const auto sources = desk.casework->public_evidence(claim.id);

  ASSERT_EQ(sources.size(), 2U);
  EXPECT_EQ(sources[0].title, "Surat 1");
  EXPECT_EQ(sources[1].title, "");
  EXPECT_TRUE(desk.casework->public_evidence(unpublished.id).empty());
  ASSERT_TRUE(desk.casework->hide({officer(), shown.id}).ok());
  EXPECT_EQ(desk.casework->public_evidence(claim.id).size(), 1U);
}

TEST(Evidence, ThatIsRemovedLosesItsWordsAndComesNotBack) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const Evidence kept = desk.has_evidence(claim, Kind::witness, "Ibu Rekaan");

  ASSERT_TRUE(desk.casework->remove({officer(), kept.id}).ok());

  const Evidence after = desk.opened(claim).evidence.front();
  EXPECT_EQ(after.title + after.text, "");
  EXPECT_EQ(refused_with(desk.casework->show({officer(), kept.id})), "casework.evidence.removed");
}

TEST(Evidence, APhotoIsKeptAndShownToItsDesk) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  AddEvidence command{
      .actor = officer(), .claim = claim.id, .kind = Kind::photo, .title = "Sumur RT 03"};
  EXPECT_EQ(refused_with(desk.casework->add_evidence(command)), "casework.evidence.photo_missing");
  command.picture = tabayun::SafePicture{"image/jpeg", 4, 3, std::string("\xff\xd8\0x", 4)};

  const Evidence photo = desk.casework->add_evidence(command).value();

  EXPECT_EQ(desk.casework->open_picture({member(), photo.id}).value().bytes,
            std::string("\xff\xd8\0x", 4));
}

// ---- links
// ---------------------------------------------------------------------------------------

std::string addresses(int count) {
  std::string typed;
  for (int i = 0; i < count; ++i) typed += "https://laman.example/" + std::to_string(i) + "\n";
  return typed;
}

TEST(Links, FourHundredAreRefusedTwentyWaitAndTheNextComesLater) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  AddLinks command{.actor = officer(), .claim = claim.id, .addresses = addresses(400)};
  EXPECT_EQ(refused_with(desk.casework->add_links(command)), "casework.links.too_many");
  EXPECT_TRUE(desk.opened(claim).evidence.empty());

  command.addresses = addresses(20);
  EXPECT_EQ(desk.casework->add_links(command).value(), 20);
  EXPECT_EQ(desk.casework->add_links(command).value(), 0);
  command.addresses = "https://laman.example/lagi";
  const auto one_more = desk.casework->add_links(command);

  ASSERT_FALSE(one_more.ok());
  EXPECT_EQ(one_more.error().refusal(), Refusal::throttled);
}

TEST(Links, ThatCanBeReadInTwoWaysAreRefused) {
  for (const char* bad : {"javascript:alert(1)", "ftp://a.example/", "https://a@b.example/",
                          "http://0x7f000001/", "laman.example"})
    EXPECT_EQ(refused_with(check_addresses(bad)), "casework.links.malformed") << bad;
  EXPECT_EQ(refused_with(check_addresses(" \n ")), "casework.links.missing");
}

TEST(Links, AreKeptAsWordsTitleHashAndFinalAddress) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const Evidence link = desk.has_link(claim, "https://laman.example/berita");
  const std::string body =
      "<html><head><title>Air &amp; galon</title><script>jahat()</script></head>"
      "<body><h1>Air aman</h1><p onclick=x>Kata <b>dinas</b>.</p></body></html>";
  const FakeClient client([&](const net::HttpCall&) { return page(body); });

  EXPECT_TRUE(desk.casework->archive_next(client));
  EXPECT_FALSE(desk.casework->archive_next(client));

  const ArchivedPage copy = desk.casework->open_copy({officer(), link.id}).value();
  EXPECT_EQ(copy.evidence.copy.state, CopyState::archived);
  EXPECT_EQ(copy.evidence.copy.title, "Air & galon");
  EXPECT_EQ(copy.evidence.copy.sha256, hex(sha256(body)));
  EXPECT_EQ(copy.evidence.copy.url, "https://laman.example/akhir");
  EXPECT_NE(copy.text.find("Air aman"), std::string::npos);
  EXPECT_NE(copy.text.find("Kata dinas."), std::string::npos);
  EXPECT_EQ(copy.text.find("jahat"), std::string::npos);
  EXPECT_EQ(copy.text.find('<'), std::string::npos);
}

TEST(Links, OfOtherFilesAreKeptByTheirHashAlone) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const Evidence link = desk.has_link(claim, "https://laman.example/surat.pdf");
  const FakeClient client([](const net::HttpCall&) { return page("%PDF-1.7", "application/pdf"); });

  desk.casework->archive_next(client);

  const ArchivedPage copy = desk.casework->open_copy({officer(), link.id}).value();
  EXPECT_EQ(copy.text, "");
  EXPECT_EQ(copy.evidence.copy.sha256, hex(sha256("%PDF-1.7")));
}

TEST(Links, IntoThisHouseFailAtOnceAndNobodyKnocks) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const net::Listener listener;
  const std::string port = std::to_string(listener.port());
  const net::GuardedHttpClient client{net::HttpClientSettings{.ports = {80, listener.port()}}};
  std::vector<Evidence> links;
  for (const std::string& host : {std::string("127.0.0.1"), std::string("[::1]")})
    links.push_back(desk.has_link(claim, "http://" + host + ":" + port + "/"));
  links.push_back(desk.has_link(claim, "http://10.0.0.1/"));

  while (desk.casework->archive_next(client)) {
  }

  for (const Evidence& link : links) {
    const Copy copy = desk.copy_of(claim, link.id);
    EXPECT_EQ(copy.state, CopyState::failed);
    EXPECT_EQ(copy.reason, CopyReason::private_address);
    EXPECT_EQ(copy.attempts, 1);
  }
  EXPECT_EQ(listener.visits(), 0);
}

TEST(Links, ThatAreLedIntoAPrivateNetworkAreNotFollowed) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const net::Listener outside([](int descriptor) {
    net::Listener::hear(descriptor, "\r\n\r\n");
    net::Listener::say(descriptor,
                       "HTTP/1.1 302 Found\r\nLocation: http://10.1.2.3/\r\n"
                       "Content-Length: 0\r\nConnection: close\r\n\r\n");
  });
  // Stands for a server on the Internet; everything else stays closed.
  net::HttpClientSettings settings;
  settings.ports = {80, outside.port()};
  settings.allowed_networks = {net::Network::parse("127.0.0.1").value()};
  settings.known_names = {{"laman.example", net::Address::parse("127.0.0.1").value()}};
  const net::GuardedHttpClient client{settings};
  const Evidence link =
      desk.has_link(claim, "http://laman.example:" + std::to_string(outside.port()) + "/");

  desk.casework->archive_next(client);

  EXPECT_EQ(outside.visits(), 1);
  EXPECT_EQ(desk.copy_of(claim, link.id).state, CopyState::failed);
  EXPECT_EQ(desk.copy_of(claim, link.id).reason, CopyReason::private_address);
}

TEST(Links, ThatCannotBeReachedAreTriedFourTimesAndAgainWhenSomebodyAsks) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const Evidence link = desk.has_link(claim, "https://laman.example/");
  const FakeClient client([](const net::HttpCall&) -> Result<net::HttpAnswer> {
    return Error(Refusal::unavailable, "net.call.too_slow");
  });

  for (int hour = 0; hour < 5; ++hour) {
    EXPECT_EQ(desk.casework->archive_next(client), hour < 4);
    EXPECT_FALSE(desk.casework->archive_next(client)) << "it waits before it knocks again";
    desk.clock.advance(std::chrono::hours(1));
  }

  EXPECT_EQ(client.calls, 4);
  EXPECT_EQ(desk.copy_of(claim, link.id).state, CopyState::failed);
  EXPECT_EQ(desk.copy_of(claim, link.id).reason, CopyReason::too_slow);
  EXPECT_EQ(refused_with(desk.casework->fetch_again({member(), link.id})),
            "tabayun.check.not_allowed");
  ASSERT_TRUE(desk.casework->fetch_again({officer(), link.id}).ok());
  EXPECT_TRUE(desk.casework->archive_next(client));
}

TEST(Links, ThatAreGoneFailAtOnceWithTheirCode) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const Evidence link = desk.has_link(claim, "https://laman.example/");
  const FakeClient client([](const net::HttpCall&) {
    net::HttpAnswer answer = page("tidak ada");
    answer.status = 404;
    return answer;
  });

  desk.casework->archive_next(client);

  EXPECT_EQ(desk.copy_of(claim, link.id).state, CopyState::failed);
  EXPECT_EQ(desk.copy_of(claim, link.id).status, 404);
}

TEST(Links, AWorkerThatDiesStrandsNoLink) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const Evidence link = desk.has_link(claim, "https://laman.example/");
  const FakeClient dies([](const net::HttpCall&) -> Result<net::HttpAnswer> {
    throw std::runtime_error("the machine stopped");
  });
  const FakeClient works([](const net::HttpCall&) { return page("<p>Air aman</p>"); });

  EXPECT_THROW(desk.casework->archive_next(dies), std::runtime_error);
  EXPECT_FALSE(desk.casework->archive_next(works)) << "somebody may still be at it";
  desk.clock.advance(std::chrono::seconds(61));
  EXPECT_TRUE(desk.casework->archive_next(works));

  EXPECT_EQ(desk.copy_of(claim, link.id).state, CopyState::archived);
}

TEST(Links, ThatAreRemovedWhileTheyAreFetchedLeaveNothingBehind) {
  CaseDesk desk;
  const auto claim = desk.has_claim();
  const Evidence link = desk.has_link(claim, "https://laman.example/");
  const FakeClient client([&](const net::HttpCall&) {
    EXPECT_TRUE(desk.casework->remove({officer(), link.id}).ok());
    return page("<p>Air aman</p>");
  });

  desk.casework->archive_next(client);

  EXPECT_EQ(refused_with(desk.casework->open_copy({officer(), link.id})),
            "casework.evidence.not_found");
}

}  // namespace
}  // namespace kentongan::casework
