// Every room on a database in memory, with the sample's fact checks; pages are called as functions.
#pragma once

#include "base/id.hpp"
#include "base/log.hpp"
#include "db/schema.hpp"
#include "groups/groups.hpp"
#include "net/forms.hpp"
#include "newsroom/newsroom.hpp"
#include "outbox/outbox.hpp"
#include "paper/paper.hpp"
#include "people/people.hpp"
#include "places/places.hpp"
#include "search/search.hpp"
#include "site/desk_rooms_for_tests.hpp"
#include "site/visit.hpp"
#include "tabayun/tabayun.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace kentongan::site {

struct SmallOffice {
  FakeClock clock{parse_rfc3339("2026-03-12T05:00:00Z").value()};
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
  paper::Paper paper;

  SmallOffice() {
    tabayun.load();
    import(std::string(KENTONGAN_SOURCE_DIR) + "/sample/factchecks.tsv");
  }

  void import(const std::string& file) {
    tabayun::FactcheckReport report;
    EXPECT_TRUE(
        tabayun.import_factchecks({.file = file, .source = "Kabupaten contoh"}, report).ok());
  }

  [[nodiscard]] Doors doors() {
    return {.settings = {.base_url = "https://kabar.example",
                         .office_name = "Dinas Komunikasi dan Informatika Kabupaten Contoh",
                         .contact_email = "dinas@contoh.example",
                         .regency = places::AreaCode::parse("32.10").value(),
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
            .radar = desk.radar,
            .exchange = desk.exchange,
            .paper = &paper};
  }

  /// What a page answers to somebody who is not signed in.
  net::Response get(PageFunction page, const std::string& path,
                    std::vector<std::string> captured = {}) {
    net::Request request;
    request.target = request.path = path;
    const Visit visit{.request = request, .captured = std::move(captured), .now = clock.now()};
    return page(doors(), visit);
  }

 private:
  static std::unique_ptr<db::Db> migrated(Instant now) {
    std::unique_ptr<db::Db> made = db::open_in_memory();
    made->migrate(db::whole_schema(), now).value();
    return made;
  }
  static outbox::OutboxSettings outbox_settings() {
    outbox::OutboxSettings settings;
    settings.secret = std::string(32, 's');
    return settings;
  }
};

}  // namespace kentongan::site
