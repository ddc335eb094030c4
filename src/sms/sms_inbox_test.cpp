#include "sms/sms_inbox.hpp"

#include "sms/places_for_tests.hpp"

#include <gtest/gtest.h>

namespace kentongan::sms {
namespace {

const std::string warga = "+6281234567890";

template <typename SomePlace>
class SmsComing : public ::testing::Test {
 protected:
  void SetUp() override {
    if (missing_for<SomePlace>() != nullptr) GTEST_SKIP() << missing_for<SomePlace>();
    place_ = std::make_unique<SomePlace>();
    restart();
  }
  void restart() {
    SmsInboxSettings settings;
    settings.own_numbers = {channels::PhoneNumber::parse("0811 1111 1111").value()};
    inbox_ = std::make_unique<SmsInbox>(settings, place_->gateway(), clock_, log_);
  }
  void came(const Came& came) { place_->receive(came, clock_.now()); }
  std::vector<channels::Incoming> read(Span later = std::chrono::seconds(5)) {
    clock_.advance(later);
    return inbox_->read(50);
  }
  std::unique_ptr<SomePlace> place_;
  FakeClock clock_;
  Log log_{clock_, LogLevel::error, -1};
  std::unique_ptr<SmsInbox> inbox_;
};
using Places = ::testing::Types<FilesPlace, PostgresPlace>;
TYPED_TEST_SUITE(SmsComing, Places);

TYPED_TEST(SmsComing, AQuestionIsReadUntilItIsDoneWithTheSameIdAlsoAfterACrash) {
  this->came({warga, "Apakah bansos Rp600 ribu itu benar? é€"});

  const auto first = this->read();
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].text, "Apakah bansos Rp600 ribu itu benar? é€");
  EXPECT_EQ(channels::text_of(first[0].reply_to), warga);
  EXPECT_EQ(first[0].way, channels::Way::sms);
  this->restart();
  const auto again = this->read();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].external_id, first[0].external_id);

  this->inbox_->done(again[0].external_id);
  EXPECT_EQ(this->read().size(), 0U);
  EXPECT_EQ(this->inbox_->counts().read, 1);
}

TYPED_TEST(SmsComing, ThreePartsOutOfOrderAreOneMessageAndAllOfThemAreDone) {
  this->came({warga, " tiga", 3, 3});
  this->came({warga, "Satu", 1, 3});
  this->came({warga, " dua", 2, 3});

  const auto messages = this->read();

  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].text, "Satu dua tiga");
  this->inbox_->done(messages[0].external_id);
  EXPECT_EQ(this->read(std::chrono::hours(1)).size(), 0U);
}

TYPED_TEST(SmsComing, AMissingPartIsWaitedForTenMinutesAndThenSaid) {
  this->came({warga, "Satu", 1, 3});
  this->came({warga, "tiga", 3, 3});

  EXPECT_EQ(this->read().size(), 0U);
  const auto messages = this->read(std::chrono::minutes(10));
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].text, "Satu […] tiga");
  this->inbox_->done(messages[0].external_id);
  EXPECT_EQ(this->inbox_->counts().incomplete, 1);
}

TYPED_TEST(SmsComing, BrandsShortCodesAndOurselvesAreNeverAnswered) {
  for (const char* sender :
       {"TELKOMSEL", "3636", "BANK_JABAR", "+6281111111111", "0811-11111111"}) {
    this->came({sender, "Selamat! Anda menang."});
  }
  this->came({warga, "Benarkah?"});

  const auto messages = this->read();

  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].text, "Benarkah?");
  EXPECT_EQ(this->inbox_->counts().unanswerable, 5);
  EXPECT_EQ(this->read().size(), 1U);
  EXPECT_EQ(this->inbox_->counts().unanswerable, 5);  // once each
}

TYPED_TEST(SmsComing, TwoPeopleAtOnceAreTwoMessages) {
  this->came({warga, "Satu", 1, 2});
  this->came({"+6281234567891", "Satu", 1, 2});
  this->came({warga, " dua", 2, 2});
  this->came({"+6281234567891", " dua", 2, 2});
  EXPECT_EQ(this->read().size(), 2U);
}

TYPED_TEST(SmsComing, NoMoreThanAskedForIsRead) {
  for (const char* text : {"a", "b", "c"}) this->came({warga, text});
  this->clock_.advance(std::chrono::seconds(5));
  EXPECT_EQ(this->inbox_->read(2).size(), 2U);
}

TEST(SmsFilesComing, WhatIsNoSmsOfSmsdIsLeftOrPutAside) {
  FilesPlace place;
  const std::string inbox = place.folder() + "/inbox/";
  std::ofstream(inbox + "catatan.txt") << "bukan SMS";
  std::ofstream(inbox + "IN20261122_080000_00_+6281234567890_00.bin") << "\x01\x02";
  std::ofstream(inbox + "IN20261122_080001_00_+6281234567890_00.txt") << std::string(100'000, 'x');
  const SystemClock clock;
  FakeClock later(clock.now() + std::chrono::hours(1));
  const Log log(clock, LogLevel::error, -1);
  SmsInbox reading({}, place.gateway(), later, log);

  EXPECT_EQ(reading.read(10).size(), 0U);

  EXPECT_EQ(reading.counts().unanswerable, 2);
  EXPECT_TRUE(std::filesystem::exists(inbox + "catatan.txt"));
  EXPECT_TRUE(std::filesystem::exists(inbox + "aside/IN20261122_080000_00_+6281234567890_00.bin"));
}

}  // namespace
}  // namespace kentongan::sms
