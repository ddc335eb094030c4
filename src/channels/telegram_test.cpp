#include "channels/telegram.hpp"

#include "base/text.hpp"
#include "channels/channel_contract.hpp"
#include "testing/fake_peer.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace kentongan::channels {
namespace {

using Ended = SendOutcome::Ended;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::FakePeer;

constexpr std::string_view fake_token = "1234567:AAKentonganFakeTokenForTests0000000";

net::HttpClientSettings open_to_this_machine() {
  net::HttpClientSettings settings;
  settings.allowed_networks = {net::Network::parse("127.0.0.0/8").value()};
  return settings;
}

PaceSettings unhurried() {
  return {{1'000'000, seconds(1)}, {1'000'000, seconds(1)}, {1'000'000, seconds(1)}};
}

TelegramSettings settings_for(std::uint16_t port, PaceSettings pace = unhurried()) {
  return {TelegramToken::parse(fake_token).value(),
          "http://127.0.0.1:" + std::to_string(port) + "/",
          "https://kabar.majalengkakab.example",
          Zone::wib,
          pace,
          milliseconds(1500)};
}

/// The number after `"name":` in a journal.
int number_in(const std::string& json, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":";
  const auto at = json.find(key);
  return at == std::string::npos ? 0 : std::atoi(json.c_str() + at + key.size());
}

/// tests/fakes/telegram_fake.mjs, started once and as new for each test.
FakePeer& fresh_fake() {
  static FakePeer fake(KENTONGAN_SOURCE_DIR, "telegram_fake.mjs");
  fake.forget();
  fake.control(R"({"chats":{},"flood":0,"retry_after":3,"limits":false,"token":")" +
               std::string(fake_token) + R"("})");
  return fake;
}

/// The channel in front of it.
class TelegramStage {
 public:
  Channel& channel() { return channel_; }
  Addressed good(int i) { return to_telegram(posyandu_message(), std::to_string(1000001 + i)); }
  Addressed later() { return to_telegram(posyandu_message(), "1000500"); }
  Addressed never() { return to_telegram(posyandu_message(), "1000403"); }
  Addressed foreign() { return to_email(posyandu_message()); }
  int arrived() { return number_in(fake_.get("/count"), "count"); }
  std::string last() { return fake_.get("/journal"); }
  bool last_is_marked() { return last().find("mungkin Anda terima dua kali") != std::string::npos; }
  const char* missing() { return testing::has_node() ? nullptr : "node is not installed"; }
  FakePeer& fake() { return fake_; }
  FakeClock& clock() { return clock_; }

 private:
  FakePeer& fake_ = fresh_fake();
  FakeClock clock_;
  Log log_{clock_, LogLevel::error, -1};
  net::GuardedHttpClient client_{open_to_this_machine()};
  TelegramChannel channel_{settings_for(fake_.http_port()), client_, clock_, log_};
};
INSTANTIATE_TYPED_TEST_SUITE_P(Telegram, ChannelContract, TelegramStage);

class TelegramSending : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::has_node()) GTEST_SKIP() << "node is not installed";
    stage_ = std::make_unique<TelegramStage>();
  }
  SendOutcome send_to(std::string_view chat) {
    return stage_->channel().send(to_telegram(posyandu_message(), chat), key_of(1), [] {});
  }
  std::unique_ptr<TelegramStage> stage_;
};

TEST_F(TelegramSending, EndsAsTelegramAnswers) {
  struct Case {
    const char* chat;
    Ended ended;
    const char* reason;
  };
  for (const Case& c :
       {Case{"1000001", Ended::delivered, ""}, Case{"@kabar_majalengka", Ended::delivered, ""},
        Case{"1000403", Ended::given_up, "telegram.blocked"},
        Case{"1000400", Ended::given_up, "telegram.chat_not_found"},
        Case{"1000401", Ended::given_up, "telegram.400"},
        Case{"1000409", Ended::retry_after, "telegram.409"},
        Case{"1000500", Ended::retry_after, "telegram.500"},
        Case{"1000504", Ended::retry_after, "telegram.too_slow"},
        Case{"1000002", Ended::delivered, ""}}) {
    const SendOutcome outcome = send_to(c.chat);
    EXPECT_EQ(outcome.ended, c.ended) << c.chat << outcome.reason;
    EXPECT_EQ(outcome.reason, c.reason) << c.chat;
  }
  for (const char* chat :
       {"1000498", "1000499"}) {  // taken, and no answer at all; an answer cut in the middle
    const SendOutcome outcome = send_to(chat);
    EXPECT_EQ(outcome.ended, Ended::retry_after);
    EXPECT_EQ(outcome.reason, "telegram.cut");
    EXPECT_EQ(outcome.arrival, SendOutcome::Arrival::in_doubt);
  }
  EXPECT_EQ(number_in(stage_->fake().get("/count"), "1000498"),
            1);  // the client did not quietly say it again
}

TEST_F(TelegramSending, FollowsAGroupThatMovedAndTellsWhere) {
  const SendOutcome outcome = send_to("-5000301");

  EXPECT_EQ(outcome.ended, Ended::delivered) << outcome.reason;
  ASSERT_TRUE(outcome.moved_to.has_value());
  EXPECT_EQ(text_of(*outcome.moved_to), "-1000005000301");
}

TEST_F(TelegramSending, AfterTooManyRequestsNobodyIsWrittenToUntilTheTimeIsOver) {
  stage_->fake().control(R"({"retry_after":7})");
  const SendOutcome outcome = send_to("1000429");
  EXPECT_EQ(outcome.ended, Ended::retry_after);
  EXPECT_EQ(outcome.wait, seconds(7));

  EXPECT_EQ(stage_->channel().readiness().messages, 0);
  EXPECT_EQ(stage_->channel().readiness().wait, seconds(7));
  const SendOutcome held = send_to("1000001");
  EXPECT_EQ(held.attempted, SendOutcome::Attempted::no);
  EXPECT_EQ(held.reason, "telegram.pace");

  stage_->clock().advance(seconds(7));
  EXPECT_EQ(send_to("1000001").ended, Ended::delivered);
}

TEST_F(TelegramSending, WhatIsPersonalDoesNotLeaveTheCountry) {
  for (const MessageKind kind : {MessageKind::confirmation, MessageKind::notice}) {
    Message message = posyandu_message();
    message.kind = kind;
    const auto outcome =
        stage_->channel().send(to_telegram(message), key_of(1), [] { ADD_FAILURE(); });
    EXPECT_EQ(outcome.ended, Ended::given_up);
    EXPECT_EQ(outcome.reason, "telegram.not_public");
  }
  EXPECT_EQ(number_in(stage_->fake().get("/count"), "attempts"), 0);
}

TEST_F(TelegramSending, AnyMessageIsMarkupTelegramTakes) {
  for (const std::string words :
       {"<b>", "</a>", "&lt;&amp;&", "<a href=\"x\">", "\"'", "👩‍👩‍👧‍👦",
        "\xFF\x01\xED\xA0\x80", "a<b>c&d;e", "<!--", "&#0;"}) {
    Message message = posyandu_message();
    message.title = message.summary = message.text = message.byline = message.note = words;
    for (int i = 0; i < 12; ++i) message.text += message.text;
    const auto outcome = stage_->channel().send(to_telegram(message), key_of(1), [] {});
    EXPECT_EQ(outcome.ended, Ended::delivered) << words << outcome.reason;
  }
}

TEST_F(TelegramSending, ARefusedTokenPausesTheChannelAndIsNowhereToBeRead) {
  stage_->fake().control(R"({"token":"7654321:AASomethingElseAltogether0000000000000"})");
  const auto file = std::filesystem::temp_directory_path() /
                    ("kentongan-telegram-log-" + std::to_string(::getpid()));
  const int descriptor = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  FakeClock clock;
  const Log log(clock, LogLevel::debug, descriptor);
  const net::GuardedHttpClient open(open_to_this_machine());
  const net::GuardedHttpClient closed({});
  TelegramChannel refused(settings_for(stage_->fake().http_port()), open, clock, log);
  TelegramChannel forbidden(settings_for(stage_->fake().http_port()), closed, clock, log);
  TelegramChannel nobody(settings_for(1), open, clock, log);
  std::string said;
  for (TelegramChannel* channel : {&refused, &forbidden, &nobody}) {
    said += channel->send(to_telegram(posyandu_message()), key_of(1), [] {}).reason + "\n";
    said += channel->send(to_telegram(posyandu_message()), key_of(2), [] {}).reason + "\n";
  }
  EXPECT_EQ(said,
            "telegram.token_refused\ntelegram.paused\ntelegram.address_refused\ntelegram.paused\n"
            "telegram.unreachable\ntelegram.unreachable\n");
  EXPECT_EQ(refused.readiness().messages, 0);
  clock.advance(std::chrono::minutes(10));
  EXPECT_GT(refused.readiness().messages, 0);

  ::close(descriptor);
  std::ifstream read(file);
  said.append((std::istreambuf_iterator<char>(read)), std::istreambuf_iterator<char>());
  EXPECT_NE(said.find("telegram_paused"), std::string::npos) << said;
  for (const char* piece : {"1234567", "AAKentongan", "/bot"})
    EXPECT_EQ(said.find(piece), std::string::npos) << said;
  std::filesystem::remove(file);
}

TEST(TelegramToken, IsTakenOrRefusedWithoutBeingRepeated) {
  EXPECT_TRUE(TelegramToken::parse(" 1234567:AAKentonganFakeTokenForTests0000000\n").ok());
  for (const char* text :
       {"", ":", "1234567:", "1234567:short", "x:AAKentonganFakeTokenForTests0000000",
        "1234567:AAKentonganFakeTokenForTests/00000",
        "1234567:AAKentongan FakeTokenForTests0000"}) {
    const auto token = TelegramToken::parse(text);
    ASSERT_FALSE(token.ok()) << text;
    EXPECT_EQ(token.error().detail(), "");
  }
}

// ---- the storm
// -------------------------------------------------------------------------------------

TEST_F(TelegramSending, AThousandPostsToFiftyChatsGoThroughAStormWithinEveryLimit) {
  // The channel's clock is moved by hand, so that half a minute of pacing passes at once; the fake
  // throws in 40 refusals with 429. That the pace itself keeps the limits is pace_test.cpp's.
  const FakePeer& fake = stage_->fake();
  FakeClock& clock = stage_->clock();
  const Log log(clock, LogLevel::error, -1);
  const net::GuardedHttpClient client(open_to_this_machine());
  TelegramChannel channel(settings_for(fake.http_port(), PaceSettings{}), client, clock, log);
  fake.control(R"({"flood":40,"retry_after":2})");
  struct Post {
    std::string chat;
    Instant due;
  };
  std::vector<Post> waiting;
  for (int i = 0; i < 1000; ++i)
    waiting.push_back(
        {std::to_string((i % 50 >= 47 ? -2000000 : 2000000) + (i % 50 >= 47 ? -1 : 1) * (i % 50)),
         clock.now()});
  const Instant began = clock.now();
  std::vector<Instant> sent;
  int refused = 0;

  while (!waiting.empty() && clock.now() - began < std::chrono::hours(1)) {
    const Readiness ready = channel.readiness();
    if (ready.messages == 0) clock.advance(std::max<Span>(ready.wait, milliseconds(1)));
    bool any = false;
    for (auto post = waiting.begin(); post != waiting.end();) {
      if (post->due > clock.now()) {
        ++post;
        continue;
      }
      any = true;
      const SendOutcome outcome =
          channel.send(to_telegram(posyandu_message(), post->chat), key_of(1), [] {});
      if (outcome.ended == Ended::delivered) {
        sent.push_back(clock.now());
        post = waiting.erase(post);
        continue;
      }
      ASSERT_EQ(outcome.ended, Ended::retry_after) << outcome.reason;
      if (outcome.reason == "telegram.429") ++refused;
      post->due = clock.now() + outcome.wait;
      ++post;
    }
    if (!any) clock.advance(milliseconds(20));
  }

  EXPECT_TRUE(waiting.empty());
  EXPECT_EQ(refused, 40);
  EXPECT_EQ(number_in(fake.get("/count"), "count"), 1000);
  EXPECT_EQ(number_in(fake.get("/count"), "attempts"), 1040);
  for (std::size_t i = 30; i < sent.size(); ++i) EXPECT_GT(sent[i] - sent[i - 30], seconds(1));
}

TEST_F(TelegramSending, ARealSecondHoldsThirtyAndTheStrictFakeNeverComplains) {
  const SystemClock clock;
  const Log log(clock, LogLevel::error, -1);
  const net::GuardedHttpClient client(open_to_this_machine());
  TelegramChannel channel(settings_for(stage_->fake().http_port(), PaceSettings{}), client, clock,
                          log);
  stage_->fake().control(R"({"limits":true})");
  std::atomic<int> next = 0;
  std::atomic<int> delivered = 0;
  const Instant end = clock.now() + milliseconds(2500);
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&] {
        while (clock.now() < end) {
          const auto chat = std::to_string(3000001 + next++ % 40);
          const auto outcome =
              channel.send(to_telegram(posyandu_message(), chat), key_of(1), [] {});
          if (outcome.ended == Ended::delivered) ++delivered;
          // Not a wait for a result: this is how a sender keeps the pace it was told.
          if (outcome.attempted == SendOutcome::Attempted::no)
            std::this_thread::sleep_for(milliseconds(2));
        }
      });
    }
  }
  EXPECT_EQ(number_in(stage_->fake().get("/count"), "over"), 0);
  EXPECT_GE(delivered, 60);
  EXPECT_LE(delivered, 90);
}

}  // namespace
}  // namespace kentongan::channels
