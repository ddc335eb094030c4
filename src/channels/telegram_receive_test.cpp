// The way in by Telegram, against tests/fakes/telegram_fake.mjs.
#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "channels/channel_contract.hpp"
#include "channels/telegram.hpp"
#include "channels/telegram_receiver.hpp"
#include "testing/fake_peer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace kentongan::channels {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::FakePeer;

constexpr std::string_view fake_token = "1234567:AAKentonganFakeTokenForTests0000000";

FakePeer& fresh_fake() {
  static FakePeer fake(KENTONGAN_SOURCE_DIR, "telegram_fake.mjs");
  fake.forget();
  fake.control(R"({"chats":{},"flood":0,"token":")" + std::string(fake_token) + R"("})");
  return fake;
}

net::HttpClientSettings open_to_this_machine() {
  net::HttpClientSettings settings;
  settings.allowed_networks = {net::Network::parse("127.0.0.0/8").value()};
  return settings;
}

int number_in(const std::string& json, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":";
  const auto at = json.find(key);
  return at == std::string::npos ? -1 : std::atoi(json.c_str() + at + key.size());
}

class TelegramReceiving : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::has_node()) GTEST_SKIP() << "node is not installed";
    fake_ = &fresh_fake();
    api_ = std::make_unique<TelegramApi>(settings(), client_);
    receiver_ =
        std::make_unique<TelegramReceiver>(*api_, log_, TelegramReceiverSettings{seconds(0), 100});
  }
  TelegramApiSettings settings() {
    return {TelegramToken::parse(fake_token).value(),
            "http://127.0.0.1:" + std::to_string(fake_->http_port()), milliseconds(1000),
            milliseconds(1000)};
  }
  std::string inbox(std::string_view wish) {
    return testing::ask_http(fake_->http_port(), "POST", "/inbox", wish);
  }
  void say(std::string_view text) {
    inbox(R"({"say":{"chat":1000001,"text":")" + std::string(text) + R"("}})");
  }
  int told(std::string_view name) { return number_in(fake_->get("/inbox"), name); }
  TelegramReceiver::Polled poll() {
    return receiver_->poll_once([this](const std::vector<TelegramUpdate>& batch) {
      for (const TelegramUpdate& update : batch)
        kept_.push_back(update.incoming ? update.incoming->text : "-");
    });
  }

  FakeClock clock_;
  Log log_{clock_, LogLevel::error, -1};
  net::GuardedHttpClient client_{open_to_this_machine()};
  FakePeer* fake_ = nullptr;
  std::unique_ptr<TelegramApi> api_;
  std::unique_ptr<TelegramReceiver> receiver_;
  std::vector<std::string> kept_;
};

TEST_F(TelegramReceiving, WhatCameIsHandedOverInOrderAndAcknowledgedByTheNextPoll) {
  say("satu");
  say("dua");

  EXPECT_EQ(poll().updates, 2U);
  EXPECT_EQ(kept_, (std::vector<std::string>{"satu", "dua"}));
  EXPECT_EQ(told("confirmed"), 0);

  EXPECT_EQ(poll().updates, 0U);
  EXPECT_EQ(told("confirmed"), 2);
}

TEST_F(TelegramReceiving, ABatchThatWasNotKeptComesAgain) {
  say("satu");
  EXPECT_THROW(static_cast<void>(receiver_->poll_once([](const std::vector<TelegramUpdate>&) {
                 throw std::runtime_error("the disk is full");
               })),
               std::runtime_error);

  EXPECT_EQ(poll().updates, 1U);
  EXPECT_EQ(kept_, std::vector<std::string>{"satu"});
}

TEST_F(TelegramReceiving, ACrashBeforeTheNextPollRepeatsTheBatchToTheOneThatComesAfter) {
  say("satu");
  EXPECT_EQ(poll().updates, 1U);

  TelegramReceiver after(*api_, log_, {seconds(0), 100});
  std::vector<std::string> ids;
  EXPECT_EQ(
      after.poll_once([&](const auto& batch) { ids.push_back(batch[0].incoming->external_id); })
          .updates,
      1U);
  EXPECT_EQ(ids.size(), 1U);
}

TEST_F(TelegramReceiving, NothingIsLostOrDoubledThroughCutsFloodsAndErrors) {
  inbox(R"({"settings":{"poll":["cut","flood","error","garbage","cut"]}})");
  for (int i = 0; i < 250; ++i) say(format("pesan {}", i));

  int waits = 0;
  for (int i = 0; i < 30 && kept_.size() < 250; ++i) waits += poll().wait > Span{} ? 1 : 0;
  EXPECT_EQ(poll().updates, 0U);

  EXPECT_EQ(kept_.size(), 250U);
  EXPECT_EQ(std::set<std::string>(kept_.begin(), kept_.end()).size(), 250U);
  EXPECT_GE(waits, 3);
  EXPECT_EQ(told("confirmed"), 250);
}

TEST_F(TelegramReceiving, EachFailureInARowWaitsLongerAndASuccessForgives) {
  inbox(R"({"settings":{"poll":["error","error","error","flood"]}})");
  EXPECT_EQ(poll().wait, seconds(1));
  EXPECT_EQ(poll().wait, seconds(2));
  EXPECT_EQ(poll().wait, seconds(4));
  EXPECT_EQ(poll().wait, seconds(2));  // as long as the 429 says
  EXPECT_EQ(poll().wait, Span{});
  inbox(R"({"settings":{"poll":["error"]}})");
  EXPECT_EQ(poll().wait, seconds(1));
}

TEST_F(TelegramReceiving, AWebhookAndAPollExcludeEachOther) {
  ASSERT_TRUE(api_->set_webhook("http://127.0.0.1:9/hook", "0123456789abcdef").ok());
  const auto updates = api_->get_updates({.offset = 0, .timeout = seconds(0)}, {1, "x"});
  ASSERT_FALSE(updates.ok());
  EXPECT_EQ(updates.error().refusal(), Refusal::conflict);
  EXPECT_EQ(std::string_view(updates.error().message()), "channels.telegram.conflict");
  EXPECT_EQ(poll().wait, seconds(30));

  ASSERT_TRUE(api_->delete_webhook().ok());
  EXPECT_EQ(poll().wait, Span{});
  EXPECT_FALSE(api_->set_webhook("http://kabar.example/hook", "0123456789abcdef").ok());
}

TEST_F(TelegramReceiving, ARefusedTokenWaitsTenMinutesAndIsNotInTheError) {
  fake_->control(R"({"token":"7654321:AASomethingElseAltogether0000000000000"})");
  const auto me = api_->get_me();
  ASSERT_FALSE(me.ok());
  EXPECT_EQ(me.error().refusal(), Refusal::unauthenticated);
  EXPECT_EQ(me.error().detail().find("AAKentongan"), std::string::npos);
  EXPECT_EQ(poll().wait, std::chrono::minutes(10));
}

TEST_F(TelegramReceiving, NumbersThatBeginAnewAfterAWeekOfSilenceAreNotTakenForOld) {
  say("sebelum");
  EXPECT_EQ(poll().updates, 1U);
  EXPECT_EQ(poll().updates, 0U);
  inbox(R"({"again":5000})");
  say("sesudah");

  EXPECT_EQ(poll().updates, 1U);
  EXPECT_EQ(kept_, (std::vector<std::string>{"sebelum", "sesudah"}));
}

TEST_F(TelegramReceiving, AnUpdateThatCannotBeReadHoldsUpNobody) {
  std::string deep = "1";
  for (int i = 0; i < 200; ++i) deep = R"({"x":)" + deep + "}";
  say("satu");
  inbox(R"({"updates":[{"message":)" + deep + "}]}");
  inbox(R"({"updates":[{"message":{"message_id":"bukan angka"}}]})");
  say("dua");

  for (int i = 0; i < 8; ++i) EXPECT_EQ(poll().wait, Span{});

  EXPECT_EQ(kept_, (std::vector<std::string>{"satu", "-", "dua"}));
  EXPECT_EQ(told("waiting"), 0);
}

TEST_F(TelegramReceiving, APressIsAnsweredOnce) {
  inbox(R"({"press":{"chat":1000001,"data":"ya:1"}})");
  std::string press;
  EXPECT_EQ(receiver_->poll_once([&](const auto& batch) { press = batch[0].incoming->press->id; })
                .updates,
            1U);

  EXPECT_TRUE(api_->answer_callback_query(press, "Terima kasih").ok());
  const auto again = api_->answer_callback_query(press, "");
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(std::string_view(again.error().message()), "channels.telegram.refused");
  EXPECT_EQ(told("answered"), 1);
  EXPECT_EQ(told("answered_wrongly"), 1);
}

TEST_F(TelegramReceiving, FilesAreFetchedWholeOrRefused) {
  const auto file = [&](std::string_view wish) {
    const std::string answer = inbox(R"({"file":{)" + std::string(wish) + "}}");
    const auto from = answer.find(":\"") + 2;
    return answer.substr(from, answer.find('"', from) - from);
  };
  const auto good = api_->fetch(file(R"("name":"a.jpg","base64":"a2VudG9uZ2Fu")"));
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(*good, "kentongan");
  struct Case {
    const char* wish;
    const char* expected;
  };
  for (const Case& c :
       {Case{R"("name":"b.bin","size":20971521)", "channels.telegram.file_too_large"},
        Case{R"("name":"c.bin","size":20971521,"behaviour":"lies")",
             "channels.telegram.file_too_large"},
        Case{R"("name":"d.jpg","base64":"a2VudG9uZ2Fu","behaviour":"climbs")",
             "channels.telegram.malformed"},
        Case{R"("name":"e.jpg","base64":"a2VudG9uZ2Fu","behaviour":"cut")",
             "channels.telegram.unavailable"},
        Case{R"("name":"f.jpg","base64":"a2VudG9uZ2Fu","behaviour":"silent")",
             "channels.telegram.unavailable"}}) {
    const auto fetched = api_->fetch(file(c.wish));
    ASSERT_FALSE(fetched.ok()) << c.wish;
    EXPECT_EQ(std::string_view(fetched.error().message()), c.expected);
    EXPECT_EQ(fetched.error().detail().find("AAKentongan"), std::string::npos);
  }
  EXPECT_FALSE(api_->fetch("unknown").ok());
}

TEST_F(TelegramReceiving, ALongPollEndsAsSoonAsSomethingComes) {
  inbox(R"({"generate":{"rate":50,"seconds":1,"people":3}})");
  TelegramReceiver patient(*api_, log_, {seconds(20), 100});
  std::set<std::string> ids;
  std::size_t seen = 0;
  while (seen < 50) {
    const auto polled = patient.poll_once([&](const std::vector<TelegramUpdate>& batch) {
      for (const auto& update : batch) ids.insert(update.incoming->external_id);
    });
    ASSERT_GT(polled.updates, 0U) << "a poll of twenty seconds came back empty";
    seen += polled.updates;
  }
  EXPECT_EQ(ids.size(), 50U);
}

TEST_F(TelegramReceiving, AThousandASecondAreNeitherLostNorDoubled) {
  inbox(R"({"generate":{"rate":1000,"seconds":3,"people":100}})");
  TelegramReceiver patient(*api_, log_, {seconds(5), 100});
  std::set<std::int64_t> ids;
  std::size_t seen = 0;
  while (seen < 3000) {
    const auto polled = patient.poll_once([&](const std::vector<TelegramUpdate>& batch) {
      for (const auto& update : batch) ids.insert(update.update_id);
    });
    ASSERT_GT(polled.updates, 0U);
    seen += polled.updates;
  }
  EXPECT_EQ(ids.size(), 3000U);
  EXPECT_EQ(seen, 3000U);
}

TEST_F(TelegramReceiving, ButtonsArriveUnderTheMessageAndTheirDataFits) {
  TelegramChannel channel({.token = TelegramToken::parse(fake_token).value(),
                           .api_url = "http://127.0.0.1:" + std::to_string(fake_->http_port()),
                           .base_url = "https://kabar.majalengkakab.example"},
                          client_, clock_, log_);
  Message message = posyandu_message();
  message.kind = MessageKind::answer;
  message.choices = {{"Ya, <ini> & yang dimaksud \"itu\" 👍", "ya:T-7K2M:1"},
                     {std::string(500, 'x'), std::string(64, 'd')}};
  EXPECT_EQ(channel.send(to_telegram(message), key_of(1), [] {}).ended,
            SendOutcome::Ended::delivered);
  EXPECT_NE(fake_->get("/journal").find(R"("data":"ya:T-7K2M:1")"), std::string::npos);

  for (const std::string& data :
       {std::string(), std::string(65, 'd'), std::string("a b"), std::string("é")}) {
    message.choices = {{"Ya", data}};
    clock_.advance(seconds(2));  // the pace of one chat
    EXPECT_THROW(static_cast<void>(channel.send(to_telegram(message), key_of(2), [] {})), Bug)
        << data;
  }
}

}  // namespace
}  // namespace kentongan::channels
