#include "site/fact_card.hpp"
#include "site/pages_public.hpp"
#include "site/small_office_for_tests.hpp"

#include "base/text.hpp"

namespace kentongan::site {
namespace {

/// The beginning of a published fact check whose title has these words.
tabayun::Claim claim_about(SmallOffice& office, const std::string& words) {
  const auto found = office.tabayun.list_published({.words = words});
  EXPECT_FALSE(found.claims.empty()) << words;
  return office.tabayun.find_published(found.claims.at(0).id).value();
}
bool has(const net::Response& response, std::string_view words) {
  return response.body.find(words) != std::string::npos;
}

TEST(CardPage, IsAPictureUnderTheRightAddressAndMovesThereFromOthers) {
  SmallOffice office;
  const tabayun::Claim claim = claim_about(office, "kuota internet gratis");

  const auto card = office.get(pages::claim_card, card_path(claim), {claim.address()});
  const auto moved = office.get(pages::claim_card, "", {"judul-lama-" + claim.id.text()});
  const auto unknown = office.get(pages::claim_card, "", {"0000000000000"});

  EXPECT_EQ(card.status, 200);
  EXPECT_EQ(card.headers.find("Content-Type").value_or(""), "image/png");
  EXPECT_TRUE(card.body.starts_with("\x89PNG"));
  EXPECT_LE(card.body.size(), paper::largest_card);
  EXPECT_EQ(moved.status, 303);
  EXPECT_EQ(moved.headers.find("Location").value_or(""), card_path(claim));
  EXPECT_EQ(unknown.status, 404);
}

TEST(CardPage, IsDrawnOnceHoweverOftenStrangersAsk) {
  SmallOffice office;
  const tabayun::Claim claim = claim_about(office, "kuota internet gratis");

  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(office.get(pages::claim_card, format("/x?{}", i), {claim.address()}).status, 200);

  EXPECT_EQ(office.paper.drawn(), 1);
}

TEST(CardPage, WhereFontsAreMissingNobodyIsOfferedACard) {
  SmallOffice office;
  const tabayun::Claim claim = claim_about(office, "kuota internet gratis");
  Doors doors = office.doors();
  doors.paper = nullptr;
  const net::Request request;
  const Visit visit{.request = request, .captured = {claim.address()}, .now = office.clock.now()};

  EXPECT_EQ(pages::claim_card(doors, visit).status, 503);
  EXPECT_FALSE(has(pages::claim_show(doors, visit), "kartu.png"));
}

TEST(FactCheckPage, OffersItsCardToPeopleAndToLinkPreviews) {
  SmallOffice office;
  const tabayun::Claim claim = claim_about(office, "kuota internet gratis");

  const auto page =
      office.get(pages::claim_show, "/cek-fakta/" + claim.address(), {claim.address()});

  EXPECT_TRUE(
      has(page, "property=\"og:image\" content=\"https://kabar.example" + card_path(claim)));
  EXPECT_TRUE(has(page, "property=\"og:image:width\" content=\"1080\""));
  EXPECT_TRUE(has(page, "alt=\"Kartu cek fakta. Salah: "));
  EXPECT_TRUE(has(page, "download=\"cek-fakta-"));
}

TEST(Card, SaysTheVerdictAndAnAddressThatNeverChangesAndNoLinkToPress) {
  SmallOffice office;
  tabayun::Claim claim = claim_about(office, "kuota internet gratis");
  claim.finding.claim = "Buka https://kuota-gratis.com sekarang";

  const paper::Card card = card_of(office.doors(), claim);

  EXPECT_EQ(card.stamp.word, "SALAH");
  EXPECT_EQ(card.stamp.shape, paper::Shape::cross);
  EXPECT_EQ(card.claim, "Buka kuota-gratis[.]com sekarang");
  EXPECT_EQ(card.address, "https://kabar.example/cek-fakta/" + claim.id.text());
  EXPECT_EQ(card.short_address, "kabar.example/cek-fakta/" + claim.id.text());
  EXPECT_EQ(card.heading, "Cek fakta, 6 Maret 2026");
}

TEST(BulletinPage, TellsItsWeekAndATextToForward) {
  SmallOffice office;

  const auto page = office.get(pages::bulletin_show, "", {"2026-W10"});

  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "2–8 Maret 2026"));
  EXPECT_TRUE(has(page, "Kuota internet gratis 50 GB"));
  EXPECT_TRUE(has(page, "1. *SALAH*: Kuota internet gratis 50 GB"));
  EXPECT_TRUE(has(page, "/cek-fakta/buletin/2026-W10.pdf"));
  EXPECT_TRUE(has(page, "rel=\"next\""));
  EXPECT_FALSE(has(office.get(pages::bulletin_show, "", {"2026-W11"}), "rel=\"next\""))
      << "what comes after this week is not known yet";
}

TEST(BulletinPage, IsASheetToo) {
  SmallOffice office;

  const auto sheet = office.get(pages::bulletin_show, "", {"2026-W10.pdf"});
  office.get(pages::bulletin_show, "", {"2026-W10.pdf"});

  EXPECT_EQ(sheet.headers.find("Content-Type").value_or(""), "application/pdf");
  EXPECT_TRUE(sheet.body.starts_with("%PDF-"));
  EXPECT_EQ(office.paper.drawn(), 1);
}

TEST(BulletinPage, OfNoWeekOrOneToComeIsNotFound) {
  SmallOffice office;
  for (const char* week : {"2026-W12", "2026-W54", "kemarin", "2026-W12.pdf", ".pdf"})
    EXPECT_EQ(office.get(pages::bulletin_show, "", {week}).status, 404) << week;
}

TEST(BulletinList, HasTheWeeksThatHaveSomethingAndThisOne) {
  SmallOffice office;

  const auto page = office.get(pages::bulletins_list, "/cek-fakta/buletin");

  EXPECT_TRUE(has(page, "/cek-fakta/buletin/2026-W11\""));
  EXPECT_TRUE(has(page, "/cek-fakta/buletin/2026-W10\""));
  EXPECT_FALSE(has(page, "/cek-fakta/buletin/2025-W40\""));
}

TEST(ScamList, ShowsLinksThatCannotBePressed) {
  SmallOffice office;

  const auto page = office.get(pages::scams_list, "/cek-fakta/penipu");
  const auto json = office.get(pages::scams_json, "/cek-fakta/penipu.json");

  EXPECT_TRUE(has(page, "<code>kuota-gratis-kabupaten[.]example</code>"));
  EXPECT_TRUE(has(json, "\"kuota-gratis-kabupaten[.]example\""));
  EXPECT_FALSE(has(page, "kuota-gratis-kabupaten.example"));
  EXPECT_FALSE(has(json, "kuota-gratis-kabupaten.example"));
}

}  // namespace
}  // namespace kentongan::site
