#include "channels/pace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace kentongan::channels {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant start = Instant::from_micros(1'790'000'000'000'000);
const Pace::Chat siti{"1001", Pace::Audience::person};
const Pace::Chat channel{"@kabar_majalengka", Pace::Audience::group};

/// The most that passed in any window of `length` starting at one of them.
std::size_t most_within(const std::vector<Instant>& times, Span length) {
  std::size_t most = 0;
  for (std::size_t first = 0, last = 0; first < times.size(); ++first) {
    while (last < times.size() && times[last] < times[first] + length) ++last;
    most = std::max(most, last - first);
  }
  return most;
}

TEST(Pace, AThousandMessagesToFiftyChatsStayWithinEveryLimitAndUseTheWholeOfIt) {
  Pace pace{PaceSettings{}};
  struct Waiting {
    std::string chat;
    Pace::Audience audience;
    Instant due = start;
  };
  std::vector<Waiting> waiting;
  for (int i = 0; i < 1000; ++i) {
    const bool group = i % 50 >= 45;
    waiting.push_back({(group ? "-" : "") + std::to_string(1000 + i % 50),
                       group ? Pace::Audience::group : Pace::Audience::person});
  }
  std::vector<Instant> all;
  std::unordered_map<std::string, std::vector<Instant>> by_chat;
  std::size_t asked = 0;

  Instant now = start;
  while (!waiting.empty()) {
    for (auto message = waiting.begin(); message != waiting.end();) {
      Span wait{};
      if (message->due <= now) {
        ++asked;
        wait = pace.try_take({message->chat, message->audience}, now);
      } else {
        wait = message->due - now;
      }
      if (wait > Span{}) {
        message->due = now + wait;
        ++message;
        continue;
      }
      all.push_back(now);
      by_chat[message->chat].push_back(now);
      message = waiting.erase(message);
    }
    now = now + milliseconds(10);
  }

  EXPECT_LE(most_within(all, seconds(1)), 30U);
  for (const auto& [chat, times] : by_chat) {
    EXPECT_LE(most_within(times, seconds(1)), 1U) << chat;
    EXPECT_LE(most_within(times, minutes(1)), chat.starts_with('-') ? 20U : 60U) << chat;
  }
  EXPECT_LE(all.back() - all.front(), seconds(45));  // 1,000 at 30 a 1.05 s take 35 s
  EXPECT_LE(asked, 8000U);  // a crowd that waits does not come back all at once
}

TEST(Pace, AGroupHearsTwentyAMinute) {
  Pace pace{PaceSettings{}};
  std::vector<Instant> passed;
  for (Instant now = start; now < start + minutes(3); now = now + milliseconds(100)) {
    if (pace.try_take(channel, now) == Span{}) passed.push_back(now);
  }
  EXPECT_LE(most_within(passed, minutes(1)), 20U);
  EXPECT_GE(passed.size(), 58U);
}

TEST(Pace, AStopHoldsEverybodyAndIsNeverLongerThanAnHour) {
  Pace pace{PaceSettings{}};
  pace.stop_until(start + seconds(7));
  EXPECT_EQ(pace.try_take(siti, start), seconds(7));
  EXPECT_EQ(pace.room(start), 0U);
  EXPECT_EQ(pace.wait(start + seconds(5)), seconds(2));
  EXPECT_EQ(pace.try_take(siti, start + seconds(7)), Span{});

  pace.stop_until(start + std::chrono::hours(48));
  EXPECT_EQ(pace.wait(start), std::chrono::hours(1));
}

TEST(Pace, AClockSetBackDelaysByAWindowAtMost) {
  Pace pace{PaceSettings{}};
  EXPECT_EQ(pace.try_take(siti, start), Span{});
  const Instant earlier = start - std::chrono::hours(5);

  const Span wait = pace.try_take(siti, earlier);
  EXPECT_LE(wait, milliseconds(1050));
  EXPECT_EQ(pace.try_take(siti, earlier + milliseconds(1050)), Span{});
}

TEST(Pace, ForgetsChatsThatHaveFallenSilent) {
  Pace pace{PaceSettings{.overall = {1'000'000, seconds(1)}}};
  for (int i = 0; i < 100'000; ++i) {
    EXPECT_EQ(pace.try_take({std::to_string(i), Pace::Audience::person}, start + milliseconds(i)),
              Span{});
  }
  EXPECT_LE(pace.chats_remembered(), 4096U);
}

}  // namespace
}  // namespace kentongan::channels
