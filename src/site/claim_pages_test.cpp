// What everybody reads of a verdict, and what its desk is told: pages, feeds and the live queue,
// asked as a browser asks.
#include "base/random.hpp"
#include "db/schema.hpp"
#include "groups/groups.hpp"
#include "ledger/ledger.hpp"
#include "net/url.hpp"
#include "newsroom/newsroom.hpp"
#include "outbox/outbox.hpp"
#include "people/account.hpp"
#include "places/places.hpp"
#include "search/search.hpp"
#include "site/desk_rooms_for_tests.hpp"
#include "site/live_queue.hpp"
#include "site/site.hpp"
#include "tabayun/tabayun.hpp"
#include "testing/small_country.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kentongan::site {
namespace {

const std::string market =
    "Apakah benar pasar Kadipaten akan dipindahkan ke lapangan mulai bulan depan?";

places::AreaCode code(const char* text) { return places::AreaCode::parse(text).value(); }

/// An office in Majalengka with its fact checks.
struct Office {
  FakeClock clock;
  SeededRandom random{7};
  IdSource ids{clock, random};
  Log log{clock, LogLevel::error};
  ledger::Ledger ledger{ids};
  std::unique_ptr<db::Db> db = migrated(clock.now());
  people::Surroundings around{
      .db = *db, .ledger = ledger, .clock = clock, .ids = ids, .random = random};
  places::Places places{*db};
  people::People people{around, cheap_passwords()};
  groups::Groups groups{around, places, people};
  newsroom::Newsroom newsroom{
      {.db = *db, .ledger = ledger, .places = places, .clock = clock, .ids = ids}};
  tabayun::Tabayun tabayun{around, [] { return std::string(32, 'k'); }};
  search::Search search{{.db = *db,
                         .ledger = ledger,
                         .clock = clock,
                         .places = places,
                         .groups = groups,
                         .newsroom = newsroom,
                         .tabayun = tabayun}};
  outbox::Outbox outbox{{.db = *db,
                         .ledger = ledger,
                         .places = places,
                         .newsroom = newsroom,
                         .clock = clock,
                         .ids = ids,
                         .random = random},
                        outbox_settings()};
  DeskRooms desk{{.around = around,
                  .people = people,
                  .groups = groups,
                  .tabayun = tabayun,
                  .outbox = outbox,
                  .log = log}};
  LiveQueue live;
  Site site{doors()};

  Office() {
    testing::settle_small_country(places);
    tabayun.load();
  }
  static people::PeopleSettings cheap_passwords() {
    people::PeopleSettings settings;
    settings.hash_memory_bytes = std::size_t{8} * 1024;
    return settings;
  }
  static outbox::OutboxSettings outbox_settings() {
    outbox::OutboxSettings settings;
    settings.secret = std::string(32, 's');
    return settings;
  }
  static std::unique_ptr<db::Db> migrated(Instant now) {
    auto opened = db::open_in_memory();
    EXPECT_TRUE(opened->migrate(db::whole_schema(), now).ok());
    return opened;
  }
  Doors doors() {
    return {.settings = {.base_url = "https://kabar.example",
                         .office_name = "Dinas Contoh",
                         .regency = code("32.10")},
            .clock = clock,
            .random = random,
            .log = log,
            .db = *db,
            .ledger = ledger,
            .places = places,
            .people = people,
            .groups = groups,
            .newsroom = newsroom,
            .tabayun = tabayun,
            .quarantine = desk.quarantine,
            .casework = desk.casework,
            .relay = desk.relay,
            .search = search,
            .outbox = outbox,
            .intake = desk.intake,
            .radar = desk.radar,
            .exchange = desk.exchange,
            .live_queue = &live};
  }

  people::Actor officer(std::int64_t account = 31) {
    return {Id<people::Account>::from_raw(account),
            "Contoh",
            {{people::Role::petugas_ikp, code("32.10"), {}}}};
  }
  static tabayun::Finding finding(const std::string& title, const std::string& claim) {
    tabayun::Finding made;
    made.verdict = tabayun::Verdict::false_;
    made.title = title;
    made.claim = claim;
    made.explanation = "Sudah diperiksa: tidak ada sumber yang mendukung kabar ini.";
    made.conclusion = "Pasar Kadipaten tetap di tempatnya, kata dinas perdagangan.";
    return made;
  }
  tabayun::Claim proposed(const tabayun::Claim& claim, const tabayun::Finding& finding) {
    return tabayun.propose_verdict({{officer(), claim.id, claim.revision}, finding}).value();
  }
  tabayun::Claim confirmed(const tabayun::Claim& claim) {
    return tabayun.confirm_verdict({officer(32), claim.id, claim.revision}).value();
  }
  tabayun::Claim published(const std::string& title = "Pasar Kadipaten tidak pindah",
                           const std::string& claim = market) {
    const auto opened = tabayun.open_claim({officer(), claim, code("32.10")}).value();
    const auto taken = tabayun.take({officer(), opened.id, opened.revision}).value();
    return confirmed(proposed(taken, finding(title, claim)));
  }

  net::Response get(const std::string& target, const std::string& session = "") {
    net::Request made;
    made.target = target;
    const std::size_t mark = target.find('?');
    made.path = net::percent_decode(target.substr(0, mark)).value();
    if (mark != std::string::npos) made.query = net::parse_query(target.substr(mark + 1)).value();
    if (!session.empty()) made.headers.add("Cookie", "kentongan=" + session);
    return site.answer(made);
  }
  /// Somebody of the office who signed in; the value of their cookie.
  std::string signed_in() {
    const auto added = people.add_account({.actor = people::the_installation(),
                                           .login = "dewi",
                                           .name = "Dewi",
                                           .password = "pos ronda nomor tujuh"});
    EXPECT_TRUE(added.ok());
    EXPECT_TRUE(people
                    .grant_role({people::the_installation(), added->id, people::Role::petugas_ikp,
                                 code("32.10")})
                    .ok());
    return people
        .sign_in({.login = "dewi", .password = "pos ronda nomor tujuh", .peer = "127.0.0.1"})
        .value()
        .token;
  }
};

bool has(const net::Response& response, std::string_view words) {
  return response.body.find(words) != std::string::npos;
}

TEST(AFactCheck, that_was_withdrawn_says_when_and_why_and_nothing_more) {
  Office office;
  const auto claim = office.published();
  const std::string page = "/cek-fakta/" + claim.address();
  ASSERT_EQ(office.get(page).status, 200);

  ASSERT_TRUE(
      office.tabayun.withdraw({{office.officer(), claim.id, claim.revision}, "Dinas meralatnya."})
          .ok());

  const auto gone = office.get(page);
  EXPECT_EQ(gone.status, 410);
  EXPECT_TRUE(has(gone, "Dinas meralatnya."));
  EXPECT_TRUE(has(gone, "Pasar Kadipaten tidak pindah"));
  EXPECT_FALSE(has(gone, "tetap di tempatnya"));
  EXPECT_FALSE(has(gone, "ClaimReview"));
  EXPECT_EQ(office.get(page + "/sebelum/1").status, 404);
  const auto feed = office.get("/cek-fakta/umpan.atom");
  EXPECT_TRUE(has(feed, "Dicabut: Pasar Kadipaten tidak pindah")) << feed.body;
  EXPECT_FALSE(has(feed, "tetap di tempatnya"));
}

TEST(AFactCheck, that_changed_leads_to_what_it_said_before_and_back) {
  Office office;
  const auto claim = office.published();
  auto better = Office::finding("Pasar Kadipaten tidak pindah", market);
  better.verdict = tabayun::Verdict::misleading;
  office.clock.advance(std::chrono::hours(1));
  const auto updated =
      office.tabayun.propose_verdict({{office.officer(33), claim.id, claim.revision}, better})
          .value();
  ASSERT_TRUE(
      office.tabayun.confirm_verdict({office.officer(34), updated.id, updated.revision}).ok());
  const std::string page = "/cek-fakta/" + claim.address();

  const auto now = office.get(page);
  const auto before = office.get(page + "/sebelum/1");

  EXPECT_TRUE(has(now, page + "/sebelum/1")) << now.body;
  EXPECT_EQ(before.status, 200);
  EXPECT_TRUE(has(before, "href=\"" + page + "\"")) << before.body;
  EXPECT_TRUE(has(before, "noindex"));
  EXPECT_EQ(office.get(page + "/sebelum/2").status, 404) << "that one stands";
  EXPECT_EQ(office.get(page + "/sebelum/0").status, 404);
  EXPECT_EQ(office.get(page + "/sebelum/x").status, 404);
}

TEST(ClaimReviews, are_read_page_by_page_without_losing_or_repeating_one) {
  Office office;
  const int all = 103;
  for (int number = 0; number < all; ++number) {
    const std::string words = "Kabar rekaan nomor " + std::to_string(number) + " tentang pasar";
    office.published(words, words + " yang katanya pindah");
  }

  const auto first = office.get("/cek-fakta/claimreview.json");
  const auto count = [](const net::Response& page) {
    int found = 0;
    for (std::size_t at = page.body.find("\"DataFeedItem\""); at != std::string::npos;
         at = page.body.find("\"DataFeedItem\"", at + 1))
      ++found;
    return found;
  };
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(count(first), 100);
  EXPECT_TRUE(has(first, "\"ratingValue\":1"));
  EXPECT_TRUE(has(first, "\"sdPublisher\""));
  const std::string link(first.headers.find("Link").value_or(""));
  const std::size_t from = link.find("/cek-fakta");
  ASSERT_NE(from, std::string::npos) << link;
  const auto second = office.get(link.substr(from, link.find('>') - from));
  EXPECT_EQ(count(second), all - 100);
  EXPECT_FALSE(second.headers.find("Link").has_value());
  EXPECT_FALSE(has(second, "\"next\":\"http"));
  EXPECT_EQ(office.get("/cek-fakta/claimreview.json?halaman=tiga").status, 422);
}

TEST(TheLiveQueue, tells_a_desk_what_changed_in_ids_and_numbers_and_strangers_nothing) {
  Office office;
  EXPECT_EQ(office.get("/meja/pertanyaan/langsung").status, 303) << "sign in first";
  const std::string session = office.signed_in();
  const auto answer = office.get("/meja/pertanyaan/langsung", session);
  ASSERT_TRUE(answer.events != nullptr);
  std::vector<std::string> heard;
  answer.events->open([&heard](std::string_view event, std::string_view data) {
    EXPECT_EQ(event, "antrean");
    heard.emplace_back(data);
    return true;
  });
  ASSERT_EQ(heard.size(), 1U) << "what is now comes first";

  office.live.tell(office.doors());
  EXPECT_EQ(heard.size(), 1U) << "nothing changed";
  const auto asked =
      office.tabayun.ask({.text = market, .area = code("32.10.01.2001"), .asker = "dewi"}).value();
  office.live.tell(office.doors());

  ASSERT_EQ(heard.size(), 2U);
  EXPECT_NE(heard[1].find("\"id\":\"" + asked.question.claim.text() + "\""), std::string::npos);
  EXPECT_NE(heard[1].find("\"people\":1"), std::string::npos);
  EXPECT_EQ(heard[1].find("pasar"), std::string::npos) << "never words";

  office.people.sign_out(session);
  ASSERT_TRUE(
      office.tabayun.ask({.text = market, .area = code("32.10.01.2001"), .asker = "eko"}).ok());
  office.live.tell(office.doors());
  EXPECT_EQ(heard.size(), 2U) << "who signed out hears nothing more";
  EXPECT_EQ(office.live.readers(), 0U);
}

TEST(TheQueuePage, is_complete_without_scripts_and_names_who_else_looks) {
  Office office;
  const std::string session = office.signed_in();
  const auto asked =
      office.tabayun.ask({.text = market, .area = code("32.10.01.2001"), .asker = "a"}).value();
  office.tabayun.look_at(office.officer(), asked.question.claim);

  const auto page = office.get("/meja/pertanyaan", session);

  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "pasar Kadipaten"));
  EXPECT_TRUE(has(page, "Sedang dibuka oleh Contoh")) << page.body;
  EXPECT_TRUE(has(page, "name=\"kecamatan\""));
  EXPECT_TRUE(has(page, "antrean.js"));
  EXPECT_FALSE(has(office.get("/meja/pertanyaan?jalan=telegram", session), "pasar Kadipaten"));
  EXPECT_TRUE(has(office.get("/meja/pertanyaan?jalan=web", session), "pasar Kadipaten"));
}

}  // namespace
}  // namespace kentongan::site
