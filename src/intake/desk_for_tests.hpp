// The whole desk in one process: tabayun, outbox and intake over one database, with a clock and
// ways out that tests command.
#pragma once

#include "base/random.hpp"
#include "channels/fake_channel.hpp"
#include "db/schema.hpp"
#include "intake/intake.hpp"
#include "intake/news.hpp"
#include "newsroom/newsroom.hpp"
#include "outbox/worker.hpp"
#include "testing/engines.hpp"
#include "testing/small_country.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kentongan::intake {

inline places::AreaCode area(const char* code) { return places::AreaCode::parse(code).value(); }

inline people::Actor person(std::int64_t account, people::Role role, const char* code,
                            std::int64_t group = 0) {
  people::Actor actor;
  actor.account = Id<people::Account>::from_raw(account);
  actor.roles = {
      {role, area(code), group == 0 ? Id<groups::Group>() : Id<groups::Group>::from_raw(group)}};
  return actor;
}

struct Desk {
  explicit Desk(db::Engine engine, IntakeSettings chosen = usual())
      : db(testing::open_new(engine)) {
    db->migrate(db::whole_schema(), clock.now()).value();
    testing::settle_small_country(places);
    tabayun =
        std::make_unique<tabayun::Tabayun>(surroundings(), [] { return std::string(32, 'k'); });
    tabayun->load();
    outbox = std::make_unique<outbox::Outbox>(
        outbox::Surroundings{
            .db = *db,
            .ledger = ledger,
            .places = places,
            .newsroom = newsroom,
            .clock = clock,
            .ids = ids,
            .random = random,
            .verdict = [this](db::Tx& tx,
                              std::int64_t claim) { return verdict_news(*tabayun, tx, claim); },
            .questions_about =
                [this](db::Tx& tx, std::int64_t claim, std::int64_t after, std::int64_t limit) {
                  return questions_about(*tabayun, tx, {claim, after, limit});
                },
            .reply = [this](std::int64_t question) { return reply_news(*tabayun, question); }},
        outbox::OutboxSettings{.secret = std::string(32, 's'),
                               .voice = {.base_url = "https://kabar.example",
                                         .office = "Dinas Contoh",
                                         .list_name = "Kabar Contoh"}});
    intake = std::make_unique<Intake>(Surroundings{.db = *db,
                                                   .tabayun = *tabayun,
                                                   .outbox = *outbox,
                                                   .clock = clock,
                                                   .ids = ids,
                                                   .log = log},
                                      std::move(chosen));
    for (const channels::Way way : channels::ways())
      ways.emplace(way, std::make_unique<channels::FakeChannel>(way));
  }

  static IntakeSettings usual() {
    return {
        .key = std::string(32, 'i'), .regency = area("32.10"), .speak_up = {tabayun::Topic::scam}};
  }
  people::Surroundings surroundings() { return {*db, ledger, clock, ids, random}; }

  static channels::Incoming says(channels::Way way, const std::string& address,
                                 const std::string& external_id, const std::string& text) {
    return {.way = way,
            .external_id = external_id,
            .reply_to = channels::parse_address(way, address).value(),
            .text = text};
  }
  /// Hands it over and works it off; what it is answered has left when this returns.
  void receive(const channels::Incoming& message) {
    intake->accept(std::vector{message});
    settle();
  }
  void settle() {
    while (intake->work(20) > 0) {
    }
    deliver();
  }
  void deliver() {
    tabayun->follow();
    while (outbox->fan_out()) {
    }
    outbox->tend();
    for (auto& [way, channel] : ways) {
      outbox::Lane lane(*channel);
      lane.reached_at = clock.now().micros();
      outbox::Gate gate;
      outbox::Worker worker({*outbox, lane, gate, clock, random, log}, "uji", 20);
      while (worker.deliver_batch({}).leased > 0) {
      }
    }
  }
  /// What an address was told, the oldest first.
  std::vector<channels::Message> told(channels::Way way, const std::string& address) {
    const std::string known = channels::text_of(channels::parse_address(way, address).value());
    std::vector<channels::Message> found;
    for (const auto& sent : ways.at(way)->delivered()) {
      if (channels::text_of(sent.addressed.to) == known) found.push_back(*sent.addressed.message);
    }
    return found;
  }
  std::int64_t count(db::Sql sql) {
    return db->read([&sql](db::Tx& tx) { return tx.row(sql)->integer(0); });
  }
  /// The one claim in the queue.
  tabayun::Claim queued() {
    const auto page = tabayun->queue({.actor = officer, .limit = 10}).value();
    EXPECT_EQ(page.claims.size(), 1U);
    return page.claims.at(0);
  }
  tabayun::Finding finding(const std::string& title, const std::string& claim) {
    tabayun::Finding made;
    made.verdict = tabayun::Verdict::false_;
    made.kind = tabayun::Kind::scam;
    made.type = tabayun::Type::fabricated_content;
    made.topic = tabayun::Topic::scam;
    made.title = title;
    made.claim = claim;
    made.explanation = "Kami menghubungi dinas sosial. Tidak ada pendaftaran lewat tautan itu.";
    made.conclusion = "Tidak ada pendaftaran bansos lewat tautan itu.";
    return made;
  }
  /// Proposed by a checker of group one, confirmed by one of group two.
  tabayun::Claim publish(const tabayun::Claim& open, const tabayun::Finding& what) {
    tabayun::Claim claim = open;
    if (!claim.is_public()) claim = tabayun->take({checker_one, claim.id, claim.revision}).value();
    claim = tabayun->propose_verdict({{checker_one, claim.id, claim.revision}, what}).value();
    return tabayun->confirm_verdict({checker_two, claim.id, claim.revision}).value();
  }
  tabayun::Claim has_published(const std::string& title, const std::string& text) {
    const auto open = tabayun->open_claim({officer, text, area("32.10")}).value();
    return publish(open, finding(title, text));
  }

  FakeClock clock;
  SeededRandom random{3};
  IdSource ids{clock, random};
  Log log{clock, LogLevel::error};
  ledger::Ledger ledger{ids};
  std::unique_ptr<db::Db> db;
  places::Places places{*db};
  newsroom::Newsroom newsroom{{*db, ledger, places, clock, ids}};
  std::unique_ptr<tabayun::Tabayun> tabayun;
  std::unique_ptr<outbox::Outbox> outbox;
  std::unique_ptr<Intake> intake;
  std::map<channels::Way, std::unique_ptr<channels::FakeChannel>> ways;
  people::Actor officer = person(31, people::Role::petugas_ikp, "32.10");
  people::Actor checker_one = person(11, people::Role::pemeriksa, "32.10.01.2001", 1);
  people::Actor checker_two = person(21, people::Role::pemeriksa, "32.10.01.2001", 2);
};

}  // namespace kentongan::intake
