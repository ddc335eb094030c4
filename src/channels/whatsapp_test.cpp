#include "channels/whatsapp.hpp"

#include "base/text.hpp"
#include "channels/channel_contract.hpp"
#include "channels/telegram_message.hpp"
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
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::FakePeer;

constexpr std::string_view fake_token = "EAAKentonganFakeTokenForTests0000000";

net::HttpClientSettings open_to_this_machine() {
  net::HttpClientSettings settings;
  settings.allowed_networks = {net::Network::parse("127.0.0.0/8").value()};
  return settings;
}

WhatsAppAccount account_at(std::uint16_t port) {
  return {WhatsAppToken::parse(fake_token).value(), "106540352242922",
          "http://127.0.0.1:" + std::to_string(port) + "/v23.0", milliseconds(1500),
          milliseconds(1500)};
}

constexpr PaceSettings unhurried{
    {1'000'000, seconds(1)}, {1'000'000, seconds(1)}, {1'000'000, seconds(1)}};

WhatsAppSettings settings_for(std::uint16_t port, const Clock& clock) {
  return {.account = account_at(port),
          .base_url = "https://kabar.majalengkakab.example",
          .message_template = WhatsAppTemplate{"kabar_tabayun", "id"},
          .pace = unhurried,
          .last_heard = [&clock](const WhatsAppNumber&) { return std::optional(clock.now()); }};
}

int number_in(const std::string& json, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":";
  const auto at = json.find(key);
  return at == std::string::npos ? 0 : std::atoi(json.c_str() + at + key.size());
}

Addressed to_whatsapp(Message message, std::string_view number = "+6281234567890") {
  return {WhatsAppNumber{PhoneNumber::parse(number).value()},
          std::make_shared<const Message>(std::move(message)), "", Addressed::Copy::first};
}

Message answer() {
  Message message = posyandu_message();
  message.kind = MessageKind::answer;
  message.label = "SALAH";
  message.reference = "T-7K2M";
  return message;
}

/// KENTONGAN_WHATSAPP_OPENAPI names Meta's own description of its API, where somebody has it: each
/// message of these tests must fit it then.
FakePeer& fresh_fake() {
  static const char* openapi = std::getenv("KENTONGAN_WHATSAPP_OPENAPI");
  static FakePeer with(KENTONGAN_SOURCE_DIR, "whatsapp_fake.mjs",
                       openapi == nullptr
                           ? std::initializer_list<std::string>{}
                           : std::initializer_list<std::string>{"--openapi", openapi});
  with.forget();
  return with;
}

class WhatsAppStage {
 public:
  Channel& channel() { return channel_; }
  Addressed good(int i) {
    return to_whatsapp(posyandu_message(), "+62812" + std::to_string(30000001 + i));
  }
  Addressed later() { return to_whatsapp(posyandu_message(), "+6281230000500"); }
  Addressed never() { return to_whatsapp(posyandu_message(), "+6281230000026"); }
  Addressed foreign() { return to_email(posyandu_message()); }
  int arrived() { return number_in(fake_.get("/count"), "count"); }
  std::string last() { return fake_.get("/journal"); }
  bool last_is_marked() { return last().find("mungkin Anda terima dua kali") != std::string::npos; }
  const char* missing() { return testing::has_node() ? nullptr : "node is not installed"; }
  FakePeer& fake() { return fake_; }
  FakeClock& clock() { return clock_; }
  const net::HttpClient& client() { return client_; }
  WhatsAppSettings settings() { return settings_for(fake_.http_port(), clock_); }

 private:
  FakePeer& fake_ = fresh_fake();
  FakeClock clock_;
  Log log_{clock_, LogLevel::error, -1};
  net::GuardedHttpClient client_{open_to_this_machine()};
  WhatsAppChannel channel_{settings_for(fake_.http_port(), clock_), client_, clock_, log_};
};
INSTANTIATE_TYPED_TEST_SUITE_P(WhatsApp, ChannelContract, WhatsAppStage);

class WhatsAppSending : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::has_node()) GTEST_SKIP() << "node is not installed";
    stage_ = std::make_unique<WhatsAppStage>();
  }
  SendOutcome send_to(std::string_view number, const Message& message = answer()) {
    return stage_->channel().send(to_whatsapp(message, number), key_of(1), [] {});
  }
  std::string journal() { return stage_->fake().get("/journal"); }
  std::unique_ptr<WhatsAppStage> stage_;
};

TEST_F(WhatsAppSending, EndsAsMetaAnswers) {
  struct Case {
    const char* number;
    Ended ended;
    const char* reason;
  };
  for (const Case& c : {Case{"+6281230000001", Ended::delivered, ""},
                        Case{"+6281230000026", Ended::given_up, "whatsapp.unreachable_number"},
                        Case{"+6281230000056", Ended::retry_after, "whatsapp.131056"},
                        Case{"+6281230000049", Ended::retry_after, "whatsapp.131049"},
                        Case{"+6281230000500", Ended::retry_after, "whatsapp.131000"},
                        Case{"+6281230000504", Ended::retry_after, "whatsapp.too_slow"},
                        Case{"+6281230000002", Ended::delivered, ""}}) {
    const SendOutcome outcome = send_to(c.number);
    EXPECT_EQ(outcome.ended, c.ended) << c.number << outcome.reason;
    EXPECT_EQ(outcome.reason, c.reason) << c.number;
  }
  for (const char* number : {"+6281230000498", "+6281230000499"}) {
    const SendOutcome outcome = send_to(number);
    EXPECT_EQ(outcome.reason, "whatsapp.cut");
    EXPECT_EQ(outcome.arrival, SendOutcome::Arrival::in_doubt);
  }
  EXPECT_EQ(number_in(stage_->fake().get("/count"), "6281230000498"), 1);  // not said again
}

TEST_F(WhatsAppSending, WhenTheirWindowIsClosedAfterAllTheTemplateGoesAtOnce) {
  const SendOutcome outcome = send_to("+6281230000047");

  EXPECT_EQ(outcome.ended, Ended::delivered) << outcome.reason;
  EXPECT_NE(journal().find(R"("type":"template")"), std::string::npos);
  EXPECT_EQ(number_in(stage_->fake().get("/count"), "attempts"), 2);
}

TEST_F(WhatsAppSending, AfterADayOfSilenceOnlyWhatIsOwedIsSaidAndByTemplate) {
  FakeClock& clock = stage_->clock();
  const Log log(clock, LogLevel::error, -1);
  WhatsAppSettings settings = stage_->settings();
  const Instant heard = clock.now();
  settings.last_heard = [heard](const WhatsAppNumber&) { return std::optional(heard); };
  WhatsAppChannel channel(settings, stage_->client(), clock, log);
  const auto say = [&](const Message& message) {
    return channel.send(to_whatsapp(message), key_of(1), [] {});
  };
  clock.advance(hours(23));
  EXPECT_EQ(say(posyandu_message()).ended, Ended::delivered);
  EXPECT_EQ(journal().find(R"("type":"template")"), std::string::npos);

  clock.advance(hours(1));
  EXPECT_EQ(say(posyandu_message()).reason, "whatsapp.window_closed");
  EXPECT_EQ(say(answer()).ended, Ended::delivered);
  EXPECT_NE(journal().find(R"("SALAH: Jadwal posyandu November")"), std::string::npos) << journal();

  settings.message_template.reset();
  WhatsAppChannel without(settings, stage_->client(), clock, log);
  EXPECT_EQ(without.send(to_whatsapp(answer()), key_of(2), [] {}).reason, "whatsapp.window_closed");
}

TEST_F(WhatsAppSending, ATemplateMetaDoesNotHaveIsTriedAgainInAnHour) {
  stage_->fake().control(R"({"templates":{}})");
  const SendOutcome outcome = send_to("+6281230000047");
  EXPECT_EQ(outcome.ended, Ended::retry_after);
  EXPECT_EQ(outcome.reason, "whatsapp.template_refused");
  EXPECT_EQ(outcome.wait, hours(1));
}

TEST_F(WhatsAppSending, AfterTooManyRequestsNobodyIsWrittenToUntilTheTimeIsOver) {
  EXPECT_EQ(send_to("+6281230000429").wait, minutes(1));
  EXPECT_EQ(stage_->channel().readiness().messages, 0);
  EXPECT_EQ(send_to("+6281230000001").reason, "whatsapp.pace");
  stage_->clock().advance(minutes(1));
  EXPECT_EQ(send_to("+6281230000001").ended, Ended::delivered);
}

TEST_F(WhatsAppSending, WhatIsPersonalDoesNotLeaveTheCountry) {
  for (const MessageKind kind : {MessageKind::confirmation, MessageKind::notice}) {
    Message message = answer();
    message.kind = kind;
    EXPECT_EQ(send_to("+6281230000001", message).reason, "whatsapp.not_public");
  }
  EXPECT_EQ(number_in(stage_->fake().get("/count"), "attempts"), 0);
}

TEST_F(WhatsAppSending, ChoicesAreButtonsOrAListWithinMetasLimits) {
  Message message = answer();
  message.choices = {{"Ya, yang ini", "ya:1"}, {"Bukan ini", "bukan:1"}};
  EXPECT_EQ(send_to("+6281230000001", message).ended, Ended::delivered);
  EXPECT_NE(journal().find(R"("reply":{"id":"ya:1","title":"Ya, yang ini"})"), std::string::npos);

  message.choices.clear();
  for (int i = 0; i < 12; ++i)
    message.choices.push_back(
        {"Kabar bahwa air PAM beracun di kecamatan nomor", format("pilih:{}", i)});
  EXPECT_EQ(send_to("+6281230000002", message).ended, Ended::delivered) << journal();
  EXPECT_NE(journal().find(R"("type":"list")"), std::string::npos);
}

TEST_F(WhatsAppSending, AnyMessageIsOneMetaTakes) {
  int i = 0;
  for (const std::string words : {"*tebal*", "\n\n\n", "a\tb      c", "👩‍👩‍👧‍👦",
                                  "\xFF\x01\xED\xA0\x80", "ꦱꦸꦒꦼꦁ ", "{{1}}", "\"\\"}) {
    Message message = answer();
    message.title = message.summary = message.text = message.byline = message.note = words;
    message.label = words;
    for (int k = 0; k < 12; ++k) message.text += message.text;
    message.title += message.text;
    const auto number = format("+62812300{:03}01", i++);
    EXPECT_EQ(send_to(number, message).ended, Ended::delivered) << words << journal();
    message.choices = {{"Ya", "ya:1"}};
    EXPECT_EQ(send_to(number, message).ended, Ended::delivered) << words;
    EXPECT_EQ(send_to(format("+6281{:02}0000047", i), message).ended, Ended::delivered) << words;
  }
}

TEST_F(WhatsAppSending, ARefusedTokenPausesTheChannelAndIsNowhereToBeRead) {
  stage_->fake().control(R"({"token":"EAASomethingElseAltogether0000000"})");
  const auto file = std::filesystem::temp_directory_path() /
                    ("kentongan-whatsapp-log-" + std::to_string(::getpid()));
  const int descriptor = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  FakeClock clock;
  const Log log(clock, LogLevel::debug, descriptor);
  WhatsAppChannel channel(settings_for(stage_->fake().http_port(), clock), stage_->client(), clock,
                          log);

  std::string said = channel.send(to_whatsapp(answer()), key_of(1), [] {}).reason;
  EXPECT_EQ(said, "whatsapp.account_refused");
  EXPECT_EQ(channel.send(to_whatsapp(answer()), key_of(2), [] {}).ended, Ended::channel_paused);
  EXPECT_EQ(channel.readiness().messages, 0);
  clock.advance(minutes(10));
  EXPECT_GT(channel.readiness().messages, 0);

  ::close(descriptor);
  std::ifstream read(file);
  said.append((std::istreambuf_iterator<char>(read)), std::istreambuf_iterator<char>());
  EXPECT_NE(said.find("whatsapp_paused"), std::string::npos) << said;
  for (const char* piece : {"EAA", "81234567890", "Bearer"})
    EXPECT_EQ(said.find(piece), std::string::npos) << said;
  std::filesystem::remove(file);
}

TEST_F(WhatsAppSending, FilesAreFetchedFromMetaOnlyWholeAndAsTheyWere) {
  const WhatsAppApi api(account_at(stage_->fake().http_port()), stage_->client());
  const auto keep = [&](std::string_view more) {
    const std::string made =
        testing::ask_http(stage_->fake().http_port(), "POST", "/inbox",
                          R"({"file":{"base64":"a2VudG9uZ2Fu")" + std::string(more) + "}}");
    return made.substr(7, made.size() - 9);
  };
  const auto good = api.fetch(keep(""));
  ASSERT_TRUE(good.ok()) << good.error().message();
  EXPECT_EQ(*good, "kentongan");
  struct Case {
    const char* behaviour;
    const char* expected;
  };
  for (const Case& c : {Case{"elsewhere", "channels.whatsapp.address_refused"},
                        Case{"lookalike", "channels.whatsapp.address_refused"},
                        Case{"tampered", "channels.whatsapp.malformed"},
                        Case{"redirect", "channels.whatsapp.malformed"},
                        Case{"cut", "channels.whatsapp.unavailable"}}) {
    const auto fetched = api.fetch(keep(R"(,"behaviour":")" + std::string(c.behaviour) + "\""));
    ASSERT_FALSE(fetched.ok()) << c.behaviour;
    EXPECT_EQ(std::string_view(fetched.error().message()), c.expected) << c.behaviour;
  }
  EXPECT_EQ(api.fetch("999").error().refusal(), Refusal::not_found);
  EXPECT_FALSE(api.fetch("../106540352242922").ok());
}

TEST(WhatsAppMessage, SaysTheVerdictFirstAndTheAddressLast) {
  const std::string body =
      compose_whatsapp(to_whatsapp(answer()), {"https://kabar.majalengkakab.example", Zone::wib});
  EXPECT_NE(body.find(R"("body":"*SALAH*\n\n*Jadwal posyandu November*\n\nPosyandu serentak)"),
            std::string::npos)
      << body;
  EXPECT_NE(body.find(R"(jadwal-posyandu-november"}})"), std::string::npos) << body;
  EXPECT_NE(body.find(R"("to":"+6281234567890")"), std::string::npos);
}

TEST(WhatsAppAnswer, AnyCodeHasAnEnd) {
  for (const int status : {200, 302, 400, 401, 403, 404, 429, 500, 503}) {
    for (const int code : {-1, 0, 2, 10, 100, 131000, 131047, 132001, 999999}) {
      const std::string body =
          code < 0 ? "<html>" : R"({"error":{"code":)" + std::to_string(code) + "}}";
      const WhatsAppAnswer read = read_whatsapp_answer(status, body);
      if (status == 200) {
        EXPECT_EQ(read.outcome.arrival, SendOutcome::Arrival::in_doubt);
      } else {
        EXPECT_NE(read.outcome.ended, Ended::delivered) << status << " " << code;
        EXPECT_FALSE(read.outcome.reason.empty());
      }
    }
  }
}

TEST(WhatsAppToken, IsTakenOrRefusedWithoutBeingRepeated) {
  EXPECT_TRUE(WhatsAppToken::parse(" EAAKentonganFakeTokenForTests0000000\n").ok());
  for (const char* text :
       {"", "short", "EAAKentongan FakeTokenForTests0000", "EAAKentongan\r\nFakeTokenForTests"}) {
    const auto token = WhatsAppToken::parse(text);
    ASSERT_FALSE(token.ok()) << text;
    EXPECT_EQ(token.error().detail(), "");
  }
}

}  // namespace
}  // namespace kentongan::channels
