#include "sms/sms_channel.hpp"

#include "base/text.hpp"
#include "channels/channel_contract.hpp"
#include "channels/sms_text.hpp"
#include "sms/places_for_tests.hpp"

#include <gtest/gtest.h>

namespace kentongan::sms {
namespace {

using channels::Addressed;
using channels::key_of;
using Ended = channels::SendOutcome::Ended;

const std::string base_url = "https://kabar.majalengkakab.example";

Addressed to_sms(channels::Message message, std::string_view number) {
  return {channels::SmsNumber{channels::PhoneNumber::parse(number).value()},
          std::make_shared<const channels::Message>(std::move(message)), "",
          Addressed::Copy::first};
}

constexpr int room = 25;

SmsChannelSettings settings() {
  SmsChannelSettings settings;
  settings.base_url = base_url;
  settings.most_waiting = room;
  return settings;
}

template <typename SomePlace>
class SmsStage {
 public:
  SmsStage() {
    if (missing() != nullptr) return;
    place_ = std::make_unique<SomePlace>();
    channel_ = std::make_unique<SmsChannel>(settings(), place_->gateway(), clock_, log_);
  }
  channels::Channel& channel() { return *channel_; }
  Addressed good(int i) {
    return to_sms(channels::posyandu_message(), "+62812345600" + std::to_string(10 + i));
  }
  Addressed later() {  // whoever it is, there is no room now
    for (; others_ < room; ++others_) {
      const auto number = channels::PhoneNumber::parse("0812 0000 0000").value();
      place_->gateway().hand_over({key_of(1'000 + others_).text(), number, "lain"}).value();
    }
    return good(0);
  }
  Addressed never() { return to_sms(channels::posyandu_message(), "+1 900 555 0100"); }
  Addressed foreign() { return channels::to_telegram(channels::posyandu_message()); }
  int arrived() { return static_cast<int>(place_->waiting_texts().size()) - others_; }
  std::string last() { return place_->waiting_texts().back(); }
  bool last_is_marked() { return last().starts_with("(ulang) "); }
  const char* missing() { return missing_for<SomePlace>(); }

  SomePlace& place() { return *place_; }
  FakeClock& clock() { return clock_; }

 private:
  FakeClock clock_;
  Log log_{clock_, LogLevel::error, -1};
  std::unique_ptr<SomePlace> place_;
  std::unique_ptr<SmsChannel> channel_;
  int others_ = 0;
};

}  // namespace
}  // namespace kentongan::sms

namespace kentongan::channels {
using SmsStages =
    ::testing::Types<sms::SmsStage<sms::FilesPlace>, sms::SmsStage<sms::PostgresPlace>>;
INSTANTIATE_TYPED_TEST_SUITE_P(Sms, ChannelContract, SmsStages);
}  // namespace kentongan::channels

namespace kentongan::sms {
namespace {

template <typename SomePlace>
class SmsSending : public ::testing::Test {
 protected:
  void SetUp() override {
    if (missing_for<SomePlace>() != nullptr) GTEST_SKIP() << missing_for<SomePlace>();
    stage_ = std::make_unique<SmsStage<SomePlace>>();
  }
  channels::SendOutcome send(Addressed::Copy copy = Addressed::Copy::first) {
    Addressed addressed = stage_->good(0);
    addressed.copy = copy;
    return stage_->channel().send(addressed, key_of(1), [this] { ++left_; });
  }
  std::unique_ptr<SmsStage<SomePlace>> stage_;
  int left_ = 0;
};
using Places = ::testing::Types<FilesPlace, PostgresPlace>;
TYPED_TEST_SUITE(SmsSending, Places);

TYPED_TEST(SmsSending, TheSameKeyIsHandedOverOnceWhileItWaitsAndAfterItWasSent) {
  EXPECT_EQ(this->send().ended, Ended::delivered);
  EXPECT_EQ(this->send().ended, Ended::delivered);
  EXPECT_EQ(this->stage_->arrived(), 1);

  this->stage_->place().empty_outbox(Place::Went::well);
  EXPECT_EQ(this->send(Addressed::Copy::perhaps_second).ended, Ended::delivered);
  EXPECT_EQ(this->stage_->arrived(), 0);
  EXPECT_EQ(this->left_, 1);
}

TYPED_TEST(SmsSending, WhatSmsdGaveUpOnIsGivenUpAndCounted) {
  EXPECT_EQ(this->send().ended, Ended::delivered);
  this->stage_->place().empty_outbox(Place::Went::badly);

  const auto outcome = this->send(Addressed::Copy::perhaps_second);

  EXPECT_EQ(outcome.ended, Ended::given_up);
  EXPECT_EQ(outcome.reason, "sms.not_sent");
  EXPECT_EQ(this->stage_->place().gateway().counts()->failed, 1);
}

TYPED_TEST(SmsSending, ReadinessIsTheRoomThatIsLeft) {
  EXPECT_EQ(this->stage_->channel().readiness().messages, room);
  EXPECT_EQ(this->send().ended, Ended::delivered);
  EXPECT_EQ(this->stage_->channel().readiness().messages, room - 1);
  this->stage_->place().empty_outbox(Place::Went::well);
  this->stage_->clock().advance(std::chrono::seconds(3));
  EXPECT_EQ(this->stage_->channel().readiness().messages, room);
}

TYPED_TEST(SmsSending, WhatArrivesIsWhatWasComposed) {
  EXPECT_EQ(this->send().ended, Ended::delivered);
  EXPECT_EQ(this->stage_->last(), channels::compose_sms(this->stage_->good(0), base_url));
}

TEST(SmsFiles, AFolderThatIsGonePausesTheChannelAndIsNotAnAttemptLost) {
  SmsStage<FilesPlace> stage;
  std::filesystem::rename(stage.place().folder() + "/outbox", stage.place().folder() + "/away");

  EXPECT_EQ(stage.channel().readiness().messages, 0);
  EXPECT_EQ(stage.channel().send(stage.good(0), key_of(1), [] {}).ended, Ended::channel_paused);

  std::filesystem::rename(stage.place().folder() + "/away", stage.place().folder() + "/outbox");
  stage.clock().advance(std::chrono::minutes(2));
  EXPECT_EQ(stage.channel().send(stage.good(0), key_of(1), [] {}).ended, Ended::delivered);
}

TEST(SmsFiles, AFolderThatIsNotSmsdsIsRefused) {
  const testing::TempFolder empty;
  EXPECT_STREQ(open_files({.folder = empty.path()}).error().message(), "sms.folder_missing");
}

TEST(SmsPostgres, ADatabaseThatIsNotGammusIsRefused) {
  const auto opened = open_postgres(testing::PostgresServer::shared().new_database());
  EXPECT_STREQ(opened.error().message(), "sms.schema_unknown");
}

}  // namespace
}  // namespace kentongan::sms
