// What every channel promises the outbox, as tests. A channel joins by writing a stage:
//
//   struct Stage {
//     Channel& channel();
//     Addressed good(int i);      somebody who can be reached; another one for each i
//     Addressed later();          somebody who cannot be reached now
//     Addressed never();          somebody who can never be reached
//     Addressed foreign();        somebody on another way
//     int arrived();              how many messages have reached anybody
//     std::string last();         the last one that arrived, as its recipient sees it
//     const char* missing();      what is not installed here, or null
//   };
#pragma once

#include "base/bug.hpp"
#include "channels/channel.hpp"
#include "channels/samples_for_tests.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace kentongan::channels {

template <typename Stage>
class ChannelContract : public ::testing::Test {
 protected:
  void SetUp() override {
    stage_ = std::make_unique<Stage>();
    if (stage_->missing() != nullptr) GTEST_SKIP() << stage_->missing();
  }
  static bool is_code(const std::string& reason) {
    return std::ranges::all_of(reason, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
    });
  }
  std::unique_ptr<Stage> stage_;
};
TYPED_TEST_SUITE_P(ChannelContract);

TYPED_TEST_P(ChannelContract, NothingArrivesBeforeTheGateHasOpenedAndOneThingAfter) {
  int opened = 0;
  const SendOutcome outcome = this->stage_->channel().send(this->stage_->good(0), key_of(1), [&] {
    ++opened;
    EXPECT_EQ(this->stage_->arrived(), 0);
  });

  EXPECT_EQ(outcome.ended, SendOutcome::Ended::delivered) << outcome.reason;
  EXPECT_EQ(outcome.reason, "");
  EXPECT_EQ(opened, 1);
  EXPECT_EQ(this->stage_->arrived(), 1);
  EXPECT_NE(this->stage_->last().find("Jadwal posyandu November"), std::string::npos);
}

TYPED_TEST_P(ChannelContract, NothingArrivesWhenTheGateThrowsAndTheChannelWorksOn) {
  EXPECT_THROW(static_cast<void>(this->stage_->channel().send(
                   this->stage_->good(0), key_of(1), [] { throw std::runtime_error("no"); })),
               std::runtime_error);
  EXPECT_EQ(this->stage_->arrived(), 0);

  EXPECT_EQ(this->stage_->channel().send(this->stage_->good(1), key_of(2), [] {}).ended,
            SendOutcome::Ended::delivered);
  EXPECT_EQ(this->stage_->arrived(), 1);
}

TYPED_TEST_P(ChannelContract, WhoCannotBeReachedNowIsTriedAgainAndTheReasonIsACode) {
  const SendOutcome outcome = this->stage_->channel().send(this->stage_->later(), key_of(1), [] {});

  EXPECT_EQ(outcome.ended, SendOutcome::Ended::retry_after);
  EXPECT_EQ(outcome.attempted, SendOutcome::Attempted::yes);
  EXPECT_FALSE(outcome.reason.empty());
  EXPECT_TRUE(this->is_code(outcome.reason)) << outcome.reason;
  EXPECT_EQ(this->stage_->arrived(), 0);
}

TYPED_TEST_P(ChannelContract, WhoCanNeverBeReachedIsGivenUpAndTheNextOneIsReached) {
  const SendOutcome outcome = this->stage_->channel().send(this->stage_->never(), key_of(1), [] {});

  EXPECT_EQ(outcome.ended, SendOutcome::Ended::given_up);
  EXPECT_FALSE(outcome.reason.empty());
  EXPECT_TRUE(this->is_code(outcome.reason)) << outcome.reason;
  EXPECT_EQ(this->stage_->channel().send(this->stage_->good(0), key_of(2), [] {}).ended,
            SendOutcome::Ended::delivered);
}

TYPED_TEST_P(ChannelContract, AnAddressOfAnotherWayIsABug) {
  EXPECT_THROW(
      static_cast<void>(this->stage_->channel().send(this->stage_->foreign(), key_of(1), [] {})),
      Bug);
}

TYPED_TEST_P(ChannelContract, ASecondCopySaysSo) {
  Addressed addressed = this->stage_->good(0);
  addressed.copy = Addressed::Copy::perhaps_second;

  EXPECT_EQ(this->stage_->channel().send(addressed, key_of(1), [] {}).ended,
            SendOutcome::Ended::delivered);
  EXPECT_TRUE(this->stage_->last_is_marked());
}

TYPED_TEST_P(ChannelContract, ManyThreadsMaySendAtOnceAndEachMessageArrivesOnce) {
  std::atomic<int> delivered = 0;
  std::atomic<int> opened = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&, thread] {
        for (int i = 0; i < 5; ++i) {
          const int number = thread * 5 + i;
          const auto outcome = this->stage_->channel().send(
              this->stage_->good(number), key_of(100 + number), [&] { ++opened; });
          if (outcome.ended == SendOutcome::Ended::delivered) ++delivered;
        }
      });
    }
  }
  EXPECT_EQ(delivered, 20);
  EXPECT_EQ(opened, 20);
  EXPECT_EQ(this->stage_->arrived(), 20);
}

TYPED_TEST_P(ChannelContract, AFreshChannelIsReady) {
  EXPECT_GT(this->stage_->channel().readiness().messages, 0);
}

REGISTER_TYPED_TEST_SUITE_P(ChannelContract, NothingArrivesBeforeTheGateHasOpenedAndOneThingAfter,
                            NothingArrivesWhenTheGateThrowsAndTheChannelWorksOn,
                            WhoCannotBeReachedNowIsTriedAgainAndTheReasonIsACode,
                            WhoCanNeverBeReachedIsGivenUpAndTheNextOneIsReached,
                            AnAddressOfAnotherWayIsABug, ASecondCopySaysSo,
                            ManyThreadsMaySendAtOnceAndEachMessageArrivesOnce,
                            AFreshChannelIsReady);

}  // namespace kentongan::channels
