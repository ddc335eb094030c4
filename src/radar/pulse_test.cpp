// What rises and what does not, at moments that are given.
#include "radar/pulse.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace kentongan::radar {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant now = Instant::from_micros(1'790'000'000'000'000);
const places::AreaCode jatiwangi = places::AreaCode::parse("32.10.01").value();
const places::AreaCode kertajati = places::AreaCode::parse("32.10.02").value();
constexpr Id<tabayun::Claim> bridge = Id<tabayun::Claim>::from_raw(7);

/// Askings that are written down as they come.
struct Village {
  Pulse pulse;
  std::int64_t next = 1;

  void asks(std::uint64_t asker, Span ago, const places::AreaCode& area = jatiwangi,
            Id<tabayun::Claim> claim = bridge) {
    pulse.put({Id<tabayun::Question>::from_raw(next++), claim, area, now - ago, asker});
  }
  /// `count` people who never asked before, one every `apart`, the last one `apart` ago.
  void strangers_ask(int count, Span apart) {
    for (int at = count; at > 0; --at) asks(1'000 + static_cast<std::uint64_t>(next), apart * at);
  }
  [[nodiscard]] std::optional<Topic> topic(Instant at = now,
                                           const places::AreaCode& area = jatiwangi,
                                           Id<tabayun::Claim> claim = bridge) const {
    for (const Topic& topic : pulse.survey(at)) {
      if (topic.claim == claim && topic.area == area) return topic;
    }
    return std::nullopt;
  }
};

TEST(Pulse, five_people_within_the_hour_about_something_new_are_a_trend) {
  Village village;
  village.asks(1, hours(24 * 27), kertajati, Id<tabayun::Claim>::from_raw(1));
  village.strangers_ask(5, minutes(10));

  const auto topic = village.topic();

  ASSERT_TRUE(topic);
  EXPECT_TRUE(topic->in(Window::hour).is_rising()) << topic->in(Window::hour).score;
  EXPECT_EQ(topic->in(Window::hour).asked, 5);
  EXPECT_EQ(topic->in(Window::hour).askers, 5);
  EXPECT_EQ(topic->hours.back(), 5);
  EXPECT_EQ(topic->days.back(), 5);
  EXPECT_EQ(topic->since, now - minutes(50));
}

TEST(Pulse, four_people_are_none) {
  Village village;
  village.strangers_ask(4, minutes(10));
  EXPECT_FALSE(village.topic());
}

TEST(Pulse, one_person_makes_no_trend_however_often_they_ask) {
  Village known;
  for (int at = 0; at < 500; ++at) known.asks(42, minutes(at % 50));
  EXPECT_FALSE(known.topic());

  Village unknown;
  for (int at = 0; at < 500; ++at) unknown.asks(0, minutes(at % 50));
  EXPECT_FALSE(unknown.topic())
      << "nobody can tell five who are unknown from one who asks five times";

  Village mixed;
  for (int at = 0; at < 100; ++at) mixed.asks(0, minutes(at % 50));
  for (const std::uint64_t asker : {1U, 2U, 3U}) mixed.asks(asker, minutes(5));
  EXPECT_FALSE(mixed.topic());
  mixed.asks(4, minutes(5));
  ASSERT_TRUE(mixed.topic());
  EXPECT_EQ(mixed.topic()->in(Window::hour).askers, 5);
  EXPECT_EQ(mixed.topic()->in(Window::hour).asked, 104);
}

TEST(Pulse, what_is_asked_every_day_at_this_hour_is_usual) {
  Village village;
  for (int day = 27; day >= 0; --day) {
    for (std::uint64_t asker = 1; asker <= 8; ++asker)
      village.asks(asker, hours(24 * day) + minutes(5 * static_cast<int>(asker)));
  }

  const auto topic = village.topic();

  ASSERT_TRUE(topic);
  const Reading& hour = topic->in(Window::hour);
  EXPECT_EQ(hour.askers, 8);
  EXPECT_NEAR(hour.expected, hour.decayed, hour.decayed * 0.1);
  EXPECT_FALSE(topic->is_rising());
  // The same eight at another hour of the day are not usual.
  village.next = 1'000;
  Village at_night;
  for (int day = 27; day >= 1; --day) {
    for (std::uint64_t asker = 1; asker <= 8; ++asker)
      at_night.asks(asker, hours(24 * day + 12) + minutes(5 * static_cast<int>(asker)));
  }
  for (std::uint64_t asker = 1; asker <= 8; ++asker)
    at_night.asks(asker, minutes(5 * static_cast<int>(asker)));
  ASSERT_TRUE(at_night.topic());
  EXPECT_TRUE(at_night.topic()->in(Window::hour).is_rising());
  EXPECT_FALSE(at_night.topic()->in(Window::day).is_rising()) << "as many as on any day";
}

TEST(Pulse, a_steady_stream_reads_as_many_as_the_window_holds_and_does_not_rise) {
  Village village;
  for (int at = 28 * 24 * 2 - 1; at >= 0; --at)
    village.asks(static_cast<std::uint64_t>(at % 97) + 1, minutes(30 * at + 15));

  const auto topic = village.topic();

  ASSERT_TRUE(topic);
  EXPECT_NEAR(topic->in(Window::hour).decayed, 2, 0.2);
  EXPECT_NEAR(topic->in(Window::day).decayed, 48, 1);
  EXPECT_NEAR(topic->in(Window::week).decayed, 336, 336 * 0.03);
  for (const Window window : all_windows) {
    const Reading& reading = topic->in(window);
    EXPECT_NEAR(reading.expected / reading.decayed, 1, window == Window::hour ? 0.15 : 0.05)
        << name_of(window);
    EXPECT_LT(reading.score, 1) << name_of(window);
  }
}

TEST(Pulse, what_is_asked_much_is_no_trend_for_that_and_half_as_much_again_is_one) {
  Village village;
  for (int at = 28 * 24 * 60 - 1; at >= 0; --at) {
    village.asks(static_cast<std::uint64_t>(at % 997) + 1, minutes(at));
    if (at < 24 * 60 && at % 2 == 0)
      village.asks(5'000 + static_cast<std::uint64_t>(at), minutes(at), kertajati);
    village.asks(static_cast<std::uint64_t>(at % 997) + 1, minutes(at), kertajati);
  }
  for (const Window window : all_windows)
    EXPECT_LT(std::abs(village.topic()->in(window).score), 1.5) << name_of(window);
  EXPECT_TRUE(village.topic(now, kertajati)->in(Window::day).is_rising());
}

TEST(Pulse, a_decayed_count_is_the_sum_it_says_it_is) {
  Village village;
  const std::vector<Span> ages{minutes(1), minutes(30), minutes(59),
                               hours(3),   hours(30),   hours(200)};
  std::uint64_t asker = 1;
  for (auto age = ages.rbegin(); age != ages.rend(); ++age) village.asks(asker++, *age);

  const auto topic = village.topic();

  ASSERT_TRUE(topic);
  for (const Window window : all_windows) {
    double sum = 0;
    for (const Span age : ages)
      sum += std::exp(-static_cast<double>(age.count()) /
                      static_cast<double>(length_of(window).count()));
    EXPECT_NEAR(topic->in(window).decayed, sum, 1e-9) << name_of(window);
  }
  // The sums of the same hour on the days before, one by one, as pulse.hpp writes them.
  const double day = 24 * 60;
  const double week = 7 * day;
  double before = 0;
  double exposure = 0;
  const double present = week * (1 - std::exp(-200 * 60 / week));
  for (int back = 7; back < 28; ++back) {
    for (const Span age : ages) {
      const double minutes_old = static_cast<double>(age.count()) / 60e6;
      if (minutes_old >= back * day) before += std::exp(-(minutes_old - back * day) / week);
    }
    const double seen = 200 * 60 - back * day;
    if (seen > 0) exposure += week * (1 - std::exp(-seen / week));
  }
  EXPECT_NEAR(topic->in(Window::week).expected, present * (before + 0.5) / std::max(exposure, week),
              1e-9);
}

TEST(Pulse, villages_of_one_kecamatan_are_counted_together_and_other_kecamatan_apart) {
  Village village;
  for (std::uint64_t asker = 1; asker <= 5; ++asker) {
    village.asks(asker, minutes(5),
                 places::AreaCode::parse("32.10.01.200" + std::to_string(asker)).value());
    village.asks(asker + 10, minutes(5), kertajati,
                 Id<tabayun::Claim>::from_raw(static_cast<std::int64_t>(asker)));
  }
  EXPECT_TRUE(village.topic());
  EXPECT_EQ(village.pulse.survey(now).size(), 1U);
}

TEST(Pulse, a_clock_set_back_loses_nothing_and_one_far_ahead_makes_no_trend_that_stays) {
  Village village;
  village.strangers_ask(6, minutes(5));

  const auto behind = village.topic(now - minutes(50));
  ASSERT_TRUE(behind);
  EXPECT_EQ(behind->in(Window::hour).askers, 6);
  EXPECT_FALSE(village.topic(now - hours(24)));
  ASSERT_TRUE(village.topic()) << "and when it is right again, everything is as it was";
  EXPECT_EQ(village.topic()->in(Window::hour).askers, 6);
}

TEST(Pulse, the_same_askings_give_the_same_readings_in_whatever_order_they_came) {
  Village in_order;
  in_order.strangers_ask(40, minutes(17));
  Pulse backwards;
  for (int at = 1; at <= 40; ++at) {
    backwards.put({Id<tabayun::Question>::from_raw(41 - at), bridge, jatiwangi,
                   now - minutes(17) * at, 1'041 - static_cast<std::uint64_t>(at)});
  }
  backwards.put(
      {Id<tabayun::Question>::from_raw(3), bridge, jatiwangi, now - minutes(17) * 38, 1'003});

  const auto one = in_order.pulse.survey(now);
  const auto other = backwards.survey(now);

  ASSERT_EQ(one.size(), 1U);
  ASSERT_EQ(other.size(), 1U);
  EXPECT_EQ(backwards.size(), 40U) << "the same question twice is one";
  for (const Window window : all_windows) {
    EXPECT_EQ(one[0].in(window).decayed, other[0].in(window).decayed);
    EXPECT_EQ(one[0].in(window).score, other[0].in(window).score);
    EXPECT_EQ(one[0].in(window).askers, other[0].in(window).askers);
  }
}

TEST(Pulse, what_is_over_is_forgotten_and_changes_no_reading) {
  Village village;
  for (int at = 0; at < 1'000; ++at) village.asks(5, hours(24 * 40));
  village.strangers_ask(9, hours(30));
  const auto before = village.topic();

  village.pulse.forget_before(now);

  ASSERT_TRUE(before);
  EXPECT_EQ(village.pulse.size(), 9U);
  EXPECT_EQ(village.topic()->in(Window::week).score, before->in(Window::week).score);
}

TEST(Pulse, a_question_that_moved_to_another_claim_is_counted_there) {
  Village village;
  village.strangers_ask(5, minutes(5));
  const auto twin = Id<tabayun::Claim>::from_raw(8);
  const auto asked = village.pulse.about({bridge});
  ASSERT_EQ(asked.size(), 5U);
  for (const auto question : asked)
    village.pulse.put(
        {question, twin, jatiwangi, now - minutes(5), static_cast<std::uint64_t>(question.raw())});

  EXPECT_FALSE(village.topic());
  EXPECT_TRUE(village.topic(now, jatiwangi, twin));
}

}  // namespace
}  // namespace kentongan::radar
