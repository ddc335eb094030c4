// The room against strict fact checkers on this machine, on both engines.
#include "exchange/exchange.hpp"

#include "exchange/fake_checkers_for_tests.hpp"
#include "tabayun/desk_for_tests.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace kentongan::exchange {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class ExchangeRoom : public tabayun::OnBothEngines {};

/// Twelve words that no other number shares, so that no two are taken for the same message.
std::string words_of(int number) {
  static const std::vector<std::string> words{
      "jembatan", "sawah", "pupuk", "vaksin", "gempa", "pasar", "sekolah", "bansos",
      "listrik",  "air",   "pulsa", "banjir", "camat", "lomba", "kereta",  "hutan"};
  std::string text;
  for (int at = 0; at < 6; ++at)
    text += words[static_cast<std::size_t>(number >> (at * 2)) % words.size()] +
            std::to_string(number) + "x ";
  return text + "katanya";
}

std::vector<std::string> many_news(int count) {
  std::vector<std::string> all;
  for (int id = count; id > 0; --id) all.push_back(news(id, words_of(id)));
  return all;
}

constexpr const char* garlic =
    "Minum air rebusan bawang putih tujuh hari berturut-turut menyembuhkan demam berdarah tanpa "
    "obat";

struct Office : tabayun::Desk {
  explicit Office(db::Engine engine) : tabayun::Desk(engine) {}

  Source mafindo(const std::string& key = FakeCheckers::key) const {
    return mafindo_source(outside.url("/Antihoax"), key, hours(1)).value();
  }
  Source feed(const std::string& path, const char* name = "Cek Contoh") const {
    return parse_feed(std::string(name) + " | " + outside.url(path) + " | CC BY 4.0", hours(3))
        .value();
  }
  std::unique_ptr<Exchange> opens(std::vector<Source> sources) {
    return std::make_unique<Exchange>(surroundings(), *room, client, log, std::move(sources));
  }
  SourceState state_of(const Exchange& exchange, std::size_t at = 0) const {
    return exchange.list_sources(tabayun::officer()).value().at(at).state;
  }
  [[nodiscard]] std::int64_t published() const { return room->numbers().published; }

  static net::HttpClientSettings local() {
    net::HttpClientSettings settings;
    settings.allowed_networks = {net::Network::parse("127.0.0.0/8").value()};
    return settings;
  }
  FakeCheckers outside;
  net::GuardedHttpClient client{local()};
  int log_descriptor = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  Log log{clock, LogLevel::info, log_descriptor};
};

TEST_P(ExchangeRoom, mafindos_news_come_in_and_say_where_they_come_from) {
  Office office(GetParam());
  office.outside.mafindo_has({news(7, garlic)});
  const auto exchange = office.opens({office.mafindo()});

  EXPECT_EQ(exchange->run_due(), 1);

  const auto asked = office.asks(garlic);
  ASSERT_EQ(asked.looked_up.outcome, match::Outcome::answer);
  const tabayun::Claim claim = asked.looked_up.matches[0].claim;
  EXPECT_EQ(claim.source, "mafindo");
  const auto provenance = exchange->provenance_of(claim);
  ASSERT_TRUE(provenance);
  EXPECT_EQ(provenance->shown, "MAFINDO");
  EXPECT_EQ(provenance->kind, SourceKind::mafindo);
  EXPECT_EQ(provenance->fetched_at, office.clock.now());
  EXPECT_FALSE(exchange->provenance_of(office.has_published(tabayun::finding("Judul sendiri"))));
}

TEST_P(ExchangeRoom, as_long_as_everything_is_new_more_is_asked_for_and_no_faster_than_agreed) {
  Office office(GetParam());
  office.outside.mafindo_has(many_news(230));
  const auto exchange = office.opens({office.mafindo()});

  EXPECT_EQ(exchange->run_due(), 1);
  EXPECT_EQ(exchange->run_due(), 0) << "not before its time";
  office.clock.advance(between_pages);
  EXPECT_EQ(exchange->run_due(), 1);
  office.clock.advance(between_pages);
  EXPECT_EQ(exchange->run_due(), 1);
  office.clock.advance(between_pages);
  EXPECT_EQ(exchange->run_due(), 0) << "fewer came than were asked for: that was all";

  EXPECT_EQ(office.published(), 230);
  EXPECT_EQ(office.outside.asked(),
            (std::vector<std::string>{"200 /Antihoax/latest/50/KEY", "200 /Antihoax/latest/200/KEY",
                                      "200 /Antihoax/latest/800/KEY"}));
  EXPECT_EQ(office.state_of(*exchange).taken, 230);
}

TEST_P(ExchangeRoom, the_same_page_twice_changes_nothing_and_is_not_even_sent_twice) {
  Office office(GetParam());
  office.outside.mafindo_has(many_news(3));
  const auto exchange = office.opens({office.mafindo()});
  exchange->run_due();
  const auto before = office.ledger_kinds();
  office.clock.advance(hours(1));

  EXPECT_EQ(exchange->run_due(), 1);

  EXPECT_EQ(office.outside.asked().back(), "304 /Antihoax/latest/50/KEY");
  EXPECT_EQ(office.published(), 3);
  EXPECT_EQ(office.ledger_kinds(), before);
  EXPECT_EQ(office.state_of(*exchange).problem, "");
  EXPECT_EQ(office.state_of(*exchange).succeeded_at, office.clock.now());
  EXPECT_EQ(office.state_of(*exchange).taken, 3);
}

TEST_P(ExchangeRoom, what_is_new_or_corrected_there_is_taken_in_here) {
  Office office(GetParam());
  office.outside.mafindo_has({news(1, garlic)});
  const auto exchange = office.opens({office.mafindo()});
  exchange->run_due();
  office.clock.advance(hours(1));
  office.outside.mafindo_has({news(2, words_of(2)), news(1, garlic, "1")});

  exchange->run_due();

  EXPECT_EQ(office.published(), 2);
  EXPECT_EQ(office.state_of(*exchange).last_added, 1);
  EXPECT_EQ(office.state_of(*exchange).last_changed, 1);
  EXPECT_EQ(office.asks(garlic).looked_up.matches.at(0).claim.finding.verdict,
            tabayun::Verdict::true_);
}

TEST_P(ExchangeRoom, a_refused_key_is_told_and_neither_stored_nor_shown) {
  Office office(GetParam());
  const auto exchange = office.opens({office.mafindo("kunci-salah-999")});

  exchange->run_due();

  EXPECT_EQ(office.state_of(*exchange).problem, "exchange.problem.key_refused");
  EXPECT_EQ(office.published(), 0);
  const std::int64_t kept = office.db->read([](db::Tx& tx) {
    return tx
        .row(
            "SELECT COUNT(*) FROM exchange_sources WHERE name || shown || home || licence || "
            "cursor || etag || problem LIKE '%kunci%'")
        ->integer(0);
  });
  EXPECT_EQ(kept, 0);

  const auto without = office.opens({office.mafindo("")});
  office.clock.advance(hours(24));
  office.outside.forget();
  without->run_due();
  EXPECT_TRUE(office.outside.asked().empty());
  EXPECT_EQ(office.state_of(*without).problem, "exchange.problem.key_missing");
}

TEST_P(ExchangeRoom, a_feed_of_pages_is_read_to_its_end) {
  Office office(GetParam());
  net::Headers next;
  next.add("Link", "</cek/2>; rel=\"next\"");
  office.outside.serve("/cek",
                       R"({"@type":"DataFeed","dataFeedElement":[{"@type":"DataFeedItem","item":)" +
                           review("https://cek.example/1", words_of(1), "Salah") + "}]}",
                       next);
  office.outside.serve("/cek/2", "[" + review("https://cek.example/2", words_of(2), "Benar") + "]");
  const auto exchange = office.opens({office.feed("/cek")});

  exchange->run_due();
  office.clock.advance(between_pages);
  exchange->run_due();
  office.clock.advance(between_pages);
  exchange->run_due();

  EXPECT_EQ(office.outside.asked(), (std::vector<std::string>{"200 /cek", "200 /cek/2"}));
  EXPECT_EQ(office.published(), 2);
  const auto claim = office.asks(words_of(1)).looked_up.matches.at(0).claim;
  EXPECT_EQ(exchange->provenance_of(claim)->licence, "CC BY 4.0");
}

TEST_P(ExchangeRoom, a_page_that_leads_to_itself_or_to_another_site_is_the_last) {
  Office office(GetParam());
  for (const std::string link : {"</cek>; rel=next", "<http://cek.example/2>; rel=next"}) {
    net::Headers headers;
    headers.add("Link", link);
    office.outside.serve("/cek",
                         review("https://cek.example/" + std::to_string(link.size()),
                                words_of(static_cast<int>(link.size())), "Salah"),
                         headers);
    const auto exchange = office.opens({office.feed("/cek")});
    office.clock.advance(hours(24));
    exchange->run_due();
    EXPECT_EQ(office.state_of(*exchange).cursor, "") << link;
    EXPECT_EQ(office.state_of(*exchange).problem, "") << link;
  }
}

TEST_P(ExchangeRoom, every_way_to_fail_is_told_in_its_own_words_and_waited_for) {
  Office office(GetParam());
  net::Headers busy;
  busy.add("Retry-After", "18000");
  office.outside.fail("/busy", 429, busy);
  office.outside.fail("/down", 503);
  office.outside.fail("/gone", 410);
  office.outside.serve("/broken", R"([{"@type":"ClaimReview",)");
  office.outside.serve("/sorry", "Maaf, sedang ada gangguan.");
  office.outside.serve("/others", R"([{"@type":"NewsArticle","headline":"x"}])");
  office.outside.serve("/html", "<html><script type=\"application/ld+json\">" +
                                    review("https://cek.example/3", words_of(3), "Salah") +
                                    "</script></html>");
  net::Headers inward;
  inward.add("Location", "http://10.0.0.1/rahasia");
  office.outside.fail("/inward", 302, inward);
  const std::vector<std::pair<std::string, std::string>> all{
      {"/broken", "exchange.problem.not_json"},
      {"/busy", "exchange.problem.throttled"},
      {"/down", "exchange.problem.broken_there"},
      {"/gone", "exchange.problem.gone"},
      {"/html", ""},
      {"/inward", "exchange.problem.led_elsewhere"},
      {"/others", "exchange.problem.nothing"},
      {"/sorry", "exchange.problem.not_json"}};
  std::vector<Source> sources;
  for (const auto& [path, problem] : all) sources.push_back(office.feed(path, path.c_str()));
  const auto exchange = office.opens(sources);

  EXPECT_EQ(exchange->run_due(), 8);

  const auto reports = exchange->list_sources(tabayun::officer()).value();
  ASSERT_EQ(reports.size(), all.size());
  for (std::size_t at = 0; at < all.size(); ++at) {
    EXPECT_EQ(reports[at].name, all[at].first);
    EXPECT_EQ(reports[at].state.problem, all[at].second) << all[at].first;
    const Span wait = reports[at].state.due_at - office.clock.now();
    EXPECT_EQ(wait, all[at].first == "/busy" ? hours(5) : hours(3)) << all[at].first;
  }
  EXPECT_EQ(office.published(), 1);
}

TEST_P(ExchangeRoom, a_hundred_megabytes_are_not_swallowed) {
  Office office(GetParam());
  office.outside.serve("/cek", "[\"" + std::string(100'000'000, 'x') + "\"]");
  const auto exchange = office.opens({office.feed("/cek")});

  exchange->run_due();

  EXPECT_EQ(office.state_of(*exchange).problem, "exchange.problem.too_large");
  EXPECT_EQ(office.published(), 0);
}

TEST_P(ExchangeRoom, of_two_machines_one_asks) {
  Office office(GetParam());
  office.outside.mafindo_has(many_news(5));
  const auto here = office.opens({office.mafindo()});
  const auto there = office.opens({office.mafindo()});
  std::int64_t from_there = 0;

  std::thread other([&] { from_there = there->run_due(); });
  const std::int64_t from_here = here->run_due();
  other.join();

  EXPECT_EQ(from_here + from_there, 1);
  EXPECT_EQ(office.outside.asked().size(), 1U);
  EXPECT_EQ(office.published(), 5);
}

TEST_P(ExchangeRoom, a_machine_that_died_while_asking_strands_nobody) {
  Office office(GetParam());
  office.outside.mafindo_has(many_news(2));
  const auto exchange = office.opens({office.mafindo()});
  exchange->run_due();
  office.clock.advance(hours(1));
  const Instant now = office.clock.now();
  ASSERT_TRUE(office.db
                  ->write([now](db::Tx& tx) -> Result<> {
                    tx.run("UPDATE exchange_sources SET holder = 'gone', leased_until = ?1",
                           now + minutes(5));
                    return {};
                  })
                  .ok());

  EXPECT_EQ(exchange->run_due(), 0);
  office.clock.advance(minutes(6));
  EXPECT_EQ(exchange->run_due(), 1);
}

TEST_P(ExchangeRoom, who_checked_the_same_is_linked_and_who_contradicts_is_for_the_desk) {
  Office office(GetParam());
  office.outside.mafindo_has({news(1, garlic)});
  office.outside.serve("/setuju",
                       review("https://a.example/1", std::string(garlic) + "!!", "Menyesatkan"));
  office.outside.serve("/bantah", review("https://b.example/1", garlic, "Benar"));
  const auto first = office.opens({office.mafindo()});
  first->run_due();
  const auto mafindos = office.asks(garlic).looked_up.matches.at(0).claim;
  const auto exchange =
      office.opens({office.feed("/setuju", "Setuju"), office.feed("/bantah", "Bantah")});

  exchange->run_due();

  const auto also = exchange->also_checked(mafindos.id);
  ASSERT_EQ(also.size(), 1U);
  EXPECT_EQ(also[0].source, "Setuju");
  EXPECT_EQ(exchange->repeated({also[0].id, mafindos.id}), std::vector{also[0].id});
  EXPECT_TRUE(exchange->repeated({also[0].id}).empty()) << "alone it is what there is";
  const auto open = exchange->list_contradictions(tabayun::officer()).value();
  ASSERT_EQ(open.size(), 2U) << "true against false, and true against misleading";
  EXPECT_EQ(open[0].claim.source, "Bantah");
  for (const Contradiction& one : open) {
    EXPECT_EQ(exchange->settle({tabayun::member(), one.claim.id, one.first.id}).error().refusal(),
              Refusal::forbidden);
    EXPECT_TRUE(exchange->settle({tabayun::officer(), one.claim.id, one.first.id}).ok());
  }
  EXPECT_TRUE(exchange->list_contradictions(tabayun::officer())->empty());
  exchange->link({open[0].claim.id});
  EXPECT_TRUE(exchange->list_contradictions(tabayun::officer())->empty()) << "it stays settled";

  office.outside.serve("/bantah", review("https://b.example/1", garlic, "Salah"));
  office.clock.advance(hours(3));
  exchange->run_due();
  EXPECT_EQ(exchange->also_checked(mafindos.id).size(), 2U) << "they came round";
}

TEST_P(ExchangeRoom, the_office_may_hurry_but_not_badger) {
  Office office(GetParam());
  office.outside.mafindo_has(many_news(1));
  const auto exchange = office.opens({office.mafindo()});
  exchange->run_due();

  EXPECT_EQ(exchange->fetch_soon(tabayun::officer(), "mafindo").error().refusal(),
            Refusal::throttled);
  office.clock.advance(minutes(3));
  EXPECT_EQ(exchange->fetch_soon(tabayun::member(), "mafindo").error().refusal(),
            Refusal::forbidden);
  EXPECT_EQ(exchange->fetch_soon(tabayun::officer(), "lain").error().refusal(), Refusal::not_found);
  ASSERT_TRUE(exchange->fetch_soon(tabayun::officer(), "mafindo").ok());
  EXPECT_EQ(exchange->run_due(), 1);

  office.outside.mafindo_fails(429);
  office.clock.advance(hours(1));
  exchange->run_due();
  office.clock.advance(minutes(3));
  EXPECT_STREQ(exchange->fetch_soon(tabayun::officer(), "mafindo").error().message(),
               "exchange.source.told_to_wait");
}

INSTANTIATE_TEST_SUITE_P(Engines, ExchangeRoom,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         tabayun::engine_name);

}  // namespace
}  // namespace kentongan::exchange
