#include "outbox/delivery.hpp"
#include "outbox/subscription.hpp"
#include "outbox/tokens.hpp"

#include <gtest/gtest.h>

namespace kentongan::outbox {
namespace {

using channels::Addressed;
using channels::SendOutcome;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant noon = Instant::from_micros(1'790'000'000'000'000);
constexpr double middle = 0.5;  // no spread

Leased tried(std::int64_t attempts) {
  Leased leased;
  leased.attempts = attempts;
  return leased;
}

Settlement settled(const SendOutcome& outcome, std::int64_t attempts_before = 0) {
  return decide_settlement(tried(attempts_before), outcome, {noon, middle});
}

TEST(Backoff, doubles_from_a_minute_to_six_hours) {
  EXPECT_EQ(backoff(1, middle), minutes(1));
  EXPECT_EQ(backoff(2, middle), minutes(2));
  EXPECT_EQ(backoff(8, middle), minutes(128));
  EXPECT_EQ(backoff(10, middle), hours(6));
  EXPECT_EQ(backoff(1'000'000, middle), hours(6));
  EXPECT_EQ(backoff(0, middle), minutes(1));
}

TEST(Backoff, is_spread_by_a_fifth_either_way) {
  EXPECT_EQ(backoff(1, 0.0), seconds(48));
  EXPECT_LT(backoff(1, 0.999999), seconds(72) + Span(1));
}

TEST(Settlement, of_what_arrived_ends_it) {
  const Settlement settlement = settled(SendOutcome::delivered(), 2);
  EXPECT_EQ(settlement.state, DeliveryState::sent);
  EXPECT_EQ(settlement.attempts, 3);
  EXPECT_EQ(settlement.recipient, Settlement::Recipient::reached);
  EXPECT_EQ(settlement.copy, Addressed::Copy::first);
}

TEST(Settlement, of_a_refusal_for_good_ends_it_with_its_reason) {
  const Settlement settlement = settled(SendOutcome::given_up("smtp.550"));
  EXPECT_EQ(settlement.state, DeliveryState::given_up);
  EXPECT_EQ(settlement.reason, "smtp.550");
  EXPECT_EQ(settlement.recipient, Settlement::Recipient::unreachable);
}

TEST(Settlement, of_a_refusal_for_now_waits_longer_each_time_and_gives_up_after_eight) {
  for (std::int64_t before = 0; before < most_attempts - 1; ++before) {
    const Settlement settlement = settled(SendOutcome::retry_after({}, "smtp.452"), before);
    EXPECT_EQ(settlement.state, DeliveryState::waiting);
    EXPECT_EQ(settlement.due_at, noon + backoff(before + 1, middle));
  }
  EXPECT_EQ(settled(SendOutcome::retry_after({}, "smtp.452"), most_attempts - 1).state,
            DeliveryState::given_up);
}

TEST(Settlement, obeys_a_longer_wait_that_the_other_side_asks_for) {
  EXPECT_EQ(settled(SendOutcome::retry_after(hours(2), "telegram.429")).due_at, noon + hours(2));
  EXPECT_EQ(settled(SendOutcome::retry_after(seconds(1), "smtp.452")).due_at, noon + minutes(1));
}

TEST(Settlement, of_what_we_held_back_ourselves_is_no_attempt) {
  const Settlement settlement = settled(SendOutcome::held_back(seconds(1), "telegram.pace"), 7);
  EXPECT_EQ(settlement.state, DeliveryState::waiting);
  EXPECT_EQ(settlement.due_at, noon + seconds(1));
  EXPECT_EQ(settlement.attempts, 7);
}

TEST(Settlement, of_a_paused_way_leaves_it_due_and_counts_nothing) {
  const Settlement settlement = settled(SendOutcome::paused("telegram.token"), 3);
  EXPECT_EQ(settlement.state, DeliveryState::due);
  EXPECT_EQ(settlement.attempts, 3);
}

TEST(Settlement, of_what_perhaps_left_says_so_the_next_time) {
  EXPECT_EQ(settled(SendOutcome::in_doubt("smtp.in_doubt")).copy, Addressed::Copy::perhaps_second);
  EXPECT_EQ(settled(SendOutcome::retry_after({}, "smtp.452")).copy, Addressed::Copy::first);
}

TEST(Settlement, of_a_way_that_is_down_is_never_held_against_a_recipient) {
  const Settlement settlement =
      settled(SendOutcome::retry_after({}, "smtp.unreachable"), most_attempts - 1);
  EXPECT_EQ(settlement.state, DeliveryState::waiting);
  EXPECT_EQ(settlement.attempts, most_attempts - 1);
  EXPECT_EQ(settlement.due_at, noon + minutes(1));
}

TEST(Interest, is_cleaned_and_bounded) {
  const auto area = [](const char* code) { return places::AreaCode::parse(code).value(); };
  Interest raw{{area("32.10"), area("32.10")}, {"Kesehatan", "kesehatan", ""}};
  const Interest clean = clean_interest(raw).value();
  EXPECT_EQ(clean.areas.size(), 1U);
  EXPECT_EQ(clean.topics, std::vector<std::string>{"kesehatan"});
  EXPECT_STREQ(clean_interest({}).error().message(), "outbox.areas.missing");
  raw.topics.assign(21, "");
  for (std::size_t i = 0; i < raw.topics.size(); ++i) raw.topics[i] = "t" + std::to_string(i);
  EXPECT_STREQ(clean_interest(raw).error().message(), "outbox.topics.too_many");
}

TEST(Asking, is_rare_enough_that_nobody_can_fill_a_mailbox_with_it) {
  EXPECT_TRUE(may_ask_again({}, noon));
  EXPECT_FALSE(may_ask_again({1, noon - minutes(4)}, noon));
  EXPECT_TRUE(may_ask_again({1, noon - minutes(5)}, noon));
  EXPECT_FALSE(may_ask_again({3, noon - hours(5)}, noon));
}

TEST(Token, opens_its_own_subscription_for_its_own_purpose_only) {
  const TokenMint mint(std::string(32, 's'));
  const TokenMint other(std::string(32, 't'));
  const auto id = Id<Subscription>::from_raw(1234567890123);
  const std::string token = mint.make(TokenMint::Purpose::confirm, id);

  EXPECT_EQ(mint.check(TokenMint::Purpose::confirm, token).value(), id);
  EXPECT_FALSE(mint.check(TokenMint::Purpose::unsubscribe, token).ok());
  EXPECT_FALSE(other.check(TokenMint::Purpose::confirm, token).ok());
  EXPECT_FALSE(mint.check(TokenMint::Purpose::confirm, token.substr(1)).ok());
  EXPECT_FALSE(mint.check(TokenMint::Purpose::confirm, std::string(35, '\0')).ok());
  EXPECT_FALSE(mint.check(TokenMint::Purpose::confirm, "").ok());
  EXPECT_THROW(TokenMint("pendek"), Bug);
}

}  // namespace
}  // namespace kentongan::outbox
