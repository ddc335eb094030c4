// The part of the program that publishes and sends, wired as the program wires it, over a real
// folder and real sockets to the fakes. For the crash test and the delivery bench.
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "channels/email.hpp"
#include "channels/telegram.hpp"
#include "db/db.hpp"
#include "db/schema.hpp"
#include "ledger/ledger.hpp"
#include "net/client.hpp"
#include "newsroom/newsroom.hpp"
#include "outbox/dispatcher.hpp"
#include "outbox/outbox.hpp"
#include "places/places.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kentongan::crash {

struct Peers {
  std::uint16_t smtp_port = 0;
  std::uint16_t telegram_port = 0;
};

struct SendingProgram {
  SendingProgram(const std::string& where, const Peers& peers,
                 channels::PaceSettings pace = unhurried())
      : db(open_migrated(where, clock)),
        email(email_settings(peers), clock, log),
        telegram(telegram_settings(peers, pace), client, clock, log) {}

  static channels::PaceSettings unhurried() {
    const channels::PaceLimit none{1'000'000, std::chrono::seconds(1)};
    return {none, none, none};
  }
  static std::unique_ptr<db::Db> open_migrated(const std::string& where, const Clock& clock) {
    auto opened = db::open({.where = where}).value();
    opened->migrate(db::whole_schema(), clock.now()).value();
    return opened;
  }
  static channels::EmailSettings email_settings(const Peers& peers) {
    net::SmtpSettings server;
    server.port = peers.smtp_port;
    server.tls = net::SmtpSettings::Tls::none;
    server.private_addresses = net::SmtpSettings::Private::allowed;
    return {{"Kabar Uji", channels::EmailAddress::parse("kabar@uji.example").value(), std::nullopt,
             "https://kabar.uji.example", Zone::wib},
            server};
  }
  static channels::TelegramSettings telegram_settings(const Peers& peers,
                                                      const channels::PaceSettings& pace) {
    auto token = channels::TelegramToken::parse("1234567:AAKentonganFakeTokenForTests0000000");
    channels::TelegramSettings settings{
        .token = std::move(token).value(),
        .api_url = "http://127.0.0.1:" + std::to_string(peers.telegram_port),
        .base_url = "https://kabar.uji.example"};
    settings.pace = pace;
    return settings;
  }
  static net::HttpClientSettings to_this_machine() {
    net::HttpClientSettings settings;
    settings.allowed_networks = {net::Network::parse("127.0.0.0/8").value()};
    return settings;
  }
  static outbox::OutboxSettings outbox_settings() {
    return {.secret = std::string(32, 's'),
            .voice = {.base_url = "https://kabar.uji.example",
                      .office = "Dinas Uji",
                      .list_name = "Kabar Uji"}};
  }
  static people::Actor person(std::int64_t account, people::Role role, const char* area) {
    people::Actor actor;
    actor.account = Id<people::Account>::from_raw(account);
    actor.roles = {{role, places::AreaCode::parse(area).value(), {}}};
    return actor;
  }

  void start(outbox::GateScope scope = outbox::GateScope::per_way) {
    dispatcher = std::make_unique<outbox::Dispatcher>(
        outbox::DispatcherParts{sender, *db, clock, random, log},
        std::vector<outbox::WayOut>{{email, 4, 20}, {telegram, 4, 20}}, scope);
    dispatcher->start();
  }
  void add(channels::Way way, const std::string& address) {
    (void)sender.add({installation, way, address, {{places::AreaCode::parse("32.10").value()}, {}}})
        .value();
  }
  /// An item that waits only for its publication.
  newsroom::Item approved(const std::string& title) {
    newsroom::Content content;
    content.title = title;
    content.summary = "Ringkasan percobaan.";
    content.body = "Isi **percobaan** yang tidak panjang.\n\n- satu\n- dua\n";
    content.source = "Dinas Uji";
    content.areas = {places::AreaCode::parse("32.10").value()};
    const newsroom::Item draft = newsroom.create({writer, content}).value();
    const newsroom::Item submitted = newsroom.submit({writer, draft.id, draft.revision}).value();
    return newsroom.approve({officer, draft.id, submitted.revision}).value();
  }
  newsroom::Item publish(const newsroom::Item& item) {
    return newsroom.publish({officer, item.id, item.revision}).value();
  }
  /// Whether nothing is left to send.
  [[nodiscard]] bool is_quiet() const {
    for (const auto& [way, counts] : sender.queue()) {
      if (counts.due + counts.leased + counts.waiting > 0) return false;
    }
    return db->read([this](db::Tx& tx) {
      const bool told = ledger.last_position(tx) > 0;
      const bool spread = !tx.row("SELECT 1 FROM fan_outs WHERE state = 'running' LIMIT 1");
      const bool sealed = !tx.row("SELECT 1 FROM ledger WHERE position IS NULL LIMIT 1");
      return told && spread && sealed;
    });
  }

  SystemClock clock;
  SystemRandom random;
  IdSource ids{clock, random};
  Log log{clock, LogLevel::error};
  std::unique_ptr<db::Db> db;
  ledger::Ledger ledger{ids};
  places::Places places{*db};
  newsroom::Newsroom newsroom{{*db, ledger, places, clock, ids}};
  outbox::Outbox sender{{*db, ledger, places, newsroom, clock, ids, random}, outbox_settings()};
  net::GuardedHttpClient client{to_this_machine()};
  channels::EmailChannel email;
  channels::TelegramChannel telegram;
  std::unique_ptr<outbox::Dispatcher> dispatcher;  // last: its threads use all of the above
  people::Actor installation = person(0, people::Role::admin, "");
  people::Actor writer = person(1, people::Role::petugas_ikp, "32.10");
  people::Actor officer = person(2, people::Role::petugas_ikp, "32.10");
};

}  // namespace kentongan::crash
