// A newsroom and an outbox over an empty database, for the tests of this room.
#pragma once

#include "base/random.hpp"
#include "channels/fake_channel.hpp"
#include "db/schema.hpp"
#include "newsroom/newsroom.hpp"
#include "outbox/outbox.hpp"
#include "outbox/worker.hpp"
#include "testing/engines.hpp"
#include "testing/small_country.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kentongan::outbox {

[[nodiscard]] inline places::AreaCode area(const char* code) {
  return places::AreaCode::parse(code).value();
}

struct Desk {
  explicit Desk(std::unique_ptr<db::Db> opened, OutboxSettings settings = usual())
      : db(std::move(opened)) {
    db->migrate(db::whole_schema(), clock.now()).value();
    testing::settle_small_country(places);
    outbox = std::make_unique<Outbox>(surroundings(), std::move(settings));
  }
  explicit Desk(db::Engine engine, OutboxSettings settings = usual())
      : Desk(testing::open_new(engine), std::move(settings)) {}

  static OutboxSettings usual() {
    return {.secret = std::string(32, 's'),
            .voice = {.base_url = "https://kabar.example",
                      .office = "Dinas Contoh",
                      .list_name = "Kabar Contoh"}};
  }
  Surroundings surroundings() {
    return {*db,
            ledger,
            places,
            newsroom,
            clock,
            ids,
            random,
            [](db::Tx&, Id<groups::Group>) { return std::string("KIM Contoh"); },
            [this](db::Tx&, std::int64_t) { return verdict; }};
  }
  static people::Actor person(std::int64_t account, people::Role role, const char* code) {
    people::Actor actor;
    actor.account = Id<people::Account>::from_raw(account);
    actor.roles = {{role, area(code), {}}};
    return actor;
  }

  newsroom::Item publish(const char* code = "32.10", std::vector<std::string> topics = {},
                         const char* title = "Pasar murah") {
    newsroom::Content content;
    content.title = title;
    content.summary = "Hari Sabtu.";
    content.body = "Di **alun-alun**.";
    content.source = "Dinas";
    content.areas = {area(code)};
    content.topics = std::move(topics);
    const newsroom::Item draft = newsroom.create({writer, content}).value();
    const newsroom::Item submitted = newsroom.submit({writer, draft.id, draft.revision}).value();
    const newsroom::Item approved =
        newsroom.approve({officer, draft.id, submitted.revision}).value();
    return newsroom.publish({officer, draft.id, approved.revision}).value();
  }
  newsroom::Item correct(const newsroom::Item& item) {
    newsroom::Content right = item.content;
    right.body = "Di **balai desa**.";
    const newsroom::Item waiting =
        newsroom.propose_correction({{writer, item.id, item.revision}, right, "Tempatnya keliru."})
            .value();
    return newsroom.approve_correction({officer, item.id, waiting.revision}).value();
  }
  newsroom::Item withdraw(const newsroom::Item& item) {
    return newsroom.withdraw({{officer, item.id, item.revision}, "Acaranya batal."}).value();
  }
  Subscription add(const std::string& address, const char* code = "32.10",
                   std::vector<std::string> topics = {}) {
    const channels::Way way =
        address.find('.') == std::string::npos ? channels::Way::telegram : channels::Way::email;
    return outbox->add({installation, way, address, {{area(code)}, std::move(topics)}}).value();
  }
  void fan_out() {
    while (outbox->fan_out()) {
    }
  }
  /// Sends everything that is due.
  void drain(channels::FakeChannel& channel) {
    Lane lane(channel);
    lane.reached_at = clock.now().micros();
    Gate gate;
    Worker worker({*outbox, lane, gate, clock, random, log}, "uji", 20);
    while (worker.deliver_batch({}).leased > 0) {
    }
  }
  void deliver() {
    fan_out();
    drain(mail);
    drain(telegram);
  }
  /// Addresses that the message reached, in order.
  static std::vector<std::string> reached(const channels::FakeChannel& channel) {
    std::vector<std::string> addresses;
    for (const auto& sent : channel.delivered())
      addresses.push_back(channels::text_of(sent.addressed.to));
    return addresses;
  }
  DeliveryCounts counts(channels::Way way, std::int64_t subject) {
    return outbox->stats(subject).by_way[way];
  }
  std::int64_t count(db::Sql sql) {
    return db->read([&sql](db::Tx& tx) { return tx.row(sql)->integer(0); });
  }

  FakeClock clock;
  SeededRandom random{1};
  IdSource ids{clock, random};
  Log log{clock, LogLevel::error};
  ledger::Ledger ledger{ids};
  std::unique_ptr<db::Db> db;
  places::Places places{*db};
  newsroom::Newsroom newsroom{{*db, ledger, places, clock, ids}};
  std::optional<VerdictNews> verdict;
  std::unique_ptr<Outbox> outbox;
  channels::FakeChannel mail{channels::Way::email};
  channels::FakeChannel telegram{channels::Way::telegram};
  people::Actor installation = person(0, people::Role::admin, "");
  people::Actor writer = person(1, people::Role::petugas_ikp, "32.10");
  people::Actor officer = person(2, people::Role::petugas_ikp, "32.10");
};

}  // namespace kentongan::outbox
