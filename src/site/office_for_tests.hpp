// Every room behind the pages on a database in memory, and visits to single pages.
#pragma once

#include "base/random.hpp"
#include "db/schema.hpp"
#include "exchange/exchange.hpp"
#include "groups/groups.hpp"
#include "newsroom/newsroom.hpp"
#include "outbox/outbox.hpp"
#include "people/people.hpp"
#include "places/places.hpp"
#include "radar/radar.hpp"
#include "search/search.hpp"
#include "site/desk_rooms_for_tests.hpp"
#include "site/visit.hpp"
#include "tabayun/tabayun.hpp"
#include "testing/small_country.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kentongan::site {

/// Answers what it was given, by address.
class CannedWeb final : public net::HttpClient {
 public:
  [[nodiscard]] Result<net::HttpAnswer> send(const net::HttpCall& call) const override {
    const auto found = pages.find(call.url);
    if (found == pages.end()) return Error(Refusal::unavailable, "net.call.unreachable");
    net::HttpAnswer answer;
    answer.status = 200;
    answer.body = found->second;
    answer.url = call.url;
    return answer;
  }
  std::map<std::string, std::string> pages;
};

/// An office in Majalengka (32.10), which has the kecamatan 32.10.01 and 32.10.02.
struct Office {
  explicit Office(std::vector<exchange::Source> sources = {})
      : exchange(around, tabayun, web, log, std::move(sources)) {
    testing::settle_small_country(places);
    tabayun.load();
    search.follow();
  }

  static places::AreaCode code(const char* text) { return places::AreaCode::parse(text).value(); }
  static people::Actor person(std::int64_t account, people::Role role, const char* area,
                              std::int64_t group = 0) {
    return {Id<people::Account>::from_raw(account),
            "Contoh",
            {{role, code(area), Id<groups::Group>::from_raw(group)}}};
  }
  static people::Actor officer() { return person(31, people::Role::petugas_ikp, "32.10"); }
  static people::Actor member() { return person(51, people::Role::anggota, "32.10.01.2001", 1); }

  void seal() {
    (void)db->write([this](db::Tx& tx) -> Result<std::int64_t> { return ledger.seal(tx); }).value();
  }
  tabayun::Asked asks(const std::string& asker, const std::string& text,
                      const char* area = "32.10.01.2001") {
    return tabayun
        .ask({.text = text,
              .area = code(area),
              .form_key = "form" + std::to_string(++forms),
              .mouth = tabayun::Mouth::sms,
              .asker = asker})
        .value();
  }

  [[nodiscard]] Doors doors() {
    return {.settings = {.base_url = "https://kabar.example",
                         .office_name = "Dinas Contoh",
                         .contact_email = "dinas@contoh.example",
                         .regency = code("32.10"),
                         .zone = Zone::wib},
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
            .radar = radar,
            .exchange = exchange};
  }

  /// What a page of the desk answers this person. `captured`: what the route took of the address.
  net::Response visit(PageFunction page, const people::Actor& actor,
                      const std::map<std::string, std::string>& query = {},
                      std::vector<std::string> captured = {}) {
    return answer(page, &actor, query, {}, std::move(captured));
  }
  net::Response post(PageFunction page, const people::Actor& actor,
                     const std::map<std::string, std::string>& fields,
                     std::vector<std::string> captured = {}) {
    return answer(page, &actor, {}, fields, std::move(captured));
  }
  net::Response read(PageFunction page, std::vector<std::string> captured = {}) {
    return answer(page, nullptr, {}, {}, std::move(captured));
  }

  FakeClock clock;
  SeededRandom random{7};
  IdSource ids{clock, random};
  Log log{clock, LogLevel::error};
  ledger::Ledger ledger{ids};
  std::unique_ptr<db::Db> db = migrated(clock.now());
  people::Surroundings around{
      .db = *db, .ledger = ledger, .clock = clock, .ids = ids, .random = random};
  places::Places places{*db};
  people::People people{around, {}};
  groups::Groups groups{around, places, people};
  newsroom::Newsroom newsroom{
      {.db = *db, .ledger = ledger, .places = places, .clock = clock, .ids = ids}};
  tabayun::Tabayun tabayun{around, [this] { return people.key_for("receipt"); }};
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
  radar::Radar radar{around, tabayun};
  CannedWeb web;
  exchange::Exchange exchange;
  int forms = 0;

 private:
  net::Response answer(PageFunction page, const people::Actor* actor,
                       const std::map<std::string, std::string>& query,
                       const std::map<std::string, std::string>& fields,
                       std::vector<std::string> captured) {
    net::Request request;
    request.path = "/meja/contoh";
    if (!fields.empty()) request.method = net::Method::post;
    for (const auto& [name, value] : query) request.query.add(name, value);
    Visit visit{.request = request, .captured = std::move(captured), .now = clock.now()};
    for (const auto& [name, value] : fields) visit.form.fields.add(name, value);
    if (actor != nullptr) {
      visit.session = people::Session{.actor = *actor};
      visit.session_token = "contoh";
    }
    return page(doors(), visit);
  }
  static std::unique_ptr<db::Db> migrated(Instant now) {
    std::unique_ptr<db::Db> made = db::open_in_memory();
    made->migrate(db::whole_schema(), now).value();
    return made;
  }
  static outbox::OutboxSettings outbox_settings() {
    outbox::OutboxSettings settings;
    settings.secret = std::string(32, 's');
    settings.voice = {
        .base_url = "https://kabar.example", .office = "Dinas Contoh", .list_name = "Kabar"};
    return settings;
  }
};

}  // namespace kentongan::site
