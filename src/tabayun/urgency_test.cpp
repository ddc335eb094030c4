#include "tabayun/urgency.hpp"

#include "tabayun/looking.hpp"
#include "tabayun/precision.hpp"

#include <gtest/gtest.h>

namespace kentongan::tabayun {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

std::int64_t urgency(const Crowd& crowd, Harm harm = Harm::normal, Span age = hours(0)) {
  return urgency_of(crowd, harm, age);
}

TEST(Urgency, counts_people_by_doublings) {
  EXPECT_EQ(urgency({.people = 1}), 1'000);
  EXPECT_EQ(urgency({.people = 3}), 2'000);
  EXPECT_EQ(urgency({.people = 1'023}), 10'000);
  EXPECT_EQ(urgency({}), 0);
}

TEST(Urgency, of_what_grows_is_above_what_has_grown) {
  const Crowd grown{.people = 40, .last_hour = 0, .last_day = 20, .day_before = 20};
  const Crowd growing{.people = 40, .last_hour = 20, .last_day = 20, .day_before = 0};

  EXPECT_GT(urgency(growing), urgency(grown) + 3'000);
}

TEST(Urgency, does_not_take_chance_for_growth) {
  EXPECT_EQ(urgency({.people = 2, .last_hour = 2, .last_day = 2}), urgency({.people = 2}));
  EXPECT_GT(urgency({.people = 3, .last_hour = 3, .last_day = 3}), urgency({.people = 3}));
}

TEST(Urgency, of_growth_has_a_limit_so_that_a_burst_does_not_outshout_everything) {
  const Crowd burst{.people = 1, .last_hour = 1'000'000, .last_day = 1'000'000};

  EXPECT_EQ(urgency(burst), 1'000 + 3'000 + 1'500);
}

TEST(Urgency, rises_with_harm_and_sinks_without) {
  const Crowd crowd{.people = 7};
  EXPECT_EQ(urgency(crowd, Harm::high), urgency(crowd) + 2'000);
  EXPECT_EQ(urgency(crowd, Harm::low), urgency(crowd) - 1'000);
}

TEST(Urgency, of_what_waits_rises_for_two_days_and_never_past_what_spreads) {
  const Crowd one{.people = 1};
  EXPECT_EQ(urgency(one, Harm::normal, hours(24)), 2'000);
  EXPECT_EQ(urgency(one, Harm::normal, hours(48)), 3'000);
  EXPECT_EQ(urgency(one, Harm::normal, hours(24 * 365)), 3'000);
  EXPECT_EQ(urgency(one, Harm::normal, minutes(59)), 1'000) << "renewed once an hour";
  EXPECT_GT(urgency({.people = 15}), urgency(one, Harm::normal, hours(24 * 365)));
}

TEST(HarmGuess, is_guessed_high_where_people_are_hurt_or_lose_money) {
  for (const Topic topic : {Topic::health, Topic::scam, Topic::crime, Topic::disaster})
    EXPECT_EQ(harm_of(topic), Harm::high) << name_of(topic);
  for (const Topic topic : {Topic::politics, Topic::myth, Topic::education, Topic::other})
    EXPECT_EQ(harm_of(topic), Harm::normal) << name_of(topic);
  EXPECT_EQ(harm_of(std::nullopt), Harm::normal);
}

TEST(APath, falls_back_to_asking_above_two_in_a_hundred_of_at_least_fifty) {
  const auto falls_back = [](std::int64_t answers, std::int64_t refused) {
    return PathPrecision{.answers = answers, .refused = refused}.falls_back();
  };

  EXPECT_FALSE(falls_back(0, 0));
  EXPECT_FALSE(falls_back(49, 49)) << "too few to tell";
  EXPECT_FALSE(falls_back(50, 1)) << "2 % is not more than 2 %";
  EXPECT_TRUE(falls_back(50, 2));
  EXPECT_FALSE(falls_back(1'000, 20));
  EXPECT_TRUE(falls_back(1'000, 21));
}

people::Actor somebody(std::int64_t account, const std::string& name) {
  return {Id<people::Account>::from_raw(account), name, {}};
}

TEST(Looking, tells_who_else_has_a_claim_open_for_two_minutes) {
  Looking looking;
  const auto claim = Id<Claim>::from_raw(5);
  const auto other = Id<Claim>::from_raw(6);
  const Instant now = Instant::from_micros(1'800'000'000'000'000);
  const auto dewi = somebody(11, "Dewi");
  const auto eko = somebody(12, "Eko");

  looking.looks(dewi, claim, now);
  looking.looks(dewi, claim, now + minutes(1));
  looking.looks(eko, other, now + minutes(1));

  EXPECT_EQ(looking.others(eko.account, claim, now + minutes(3)), std::vector<std::string>{"Dewi"});
  EXPECT_TRUE(looking.others(dewi.account, claim, now + minutes(1)).empty()) << "not oneself";
  EXPECT_TRUE(looking.others(eko.account, claim, now + minutes(4)).empty()) << "gone since";
  EXPECT_TRUE(looking.others(eko.account, other, now + minutes(1)).empty());
}

}  // namespace
}  // namespace kentongan::tabayun
