#include "outbox/desk_for_tests.hpp"

#include "base/text.hpp"

namespace kentongan::outbox {
namespace {

using channels::SendOutcome;
using channels::Way;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Addresses = std::vector<std::string>;

template <typename T>
std::string refusal(const Result<T>& result) {
  return result.ok() ? "" : result.error().message();
}

class SendingOn : public ::testing::TestWithParam<db::Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, SendingOn, testing::both_engines, testing::name_of_engine);

TEST_P(SendingOn, a_refusal_for_now_is_tried_again_later_and_then_arrives) {
  Desk desk(GetParam());
  desk.add("penuh@warga.example");
  const newsroom::Item item = desk.publish();
  desk.mail.next(SendOutcome::retry_after({}, "smtp.452"));
  desk.deliver();
  EXPECT_EQ(desk.counts(Way::email, item.id.raw()).waiting, 1);
  EXPECT_EQ(desk.outbox->tend(), 0);

  desk.clock.advance(minutes(2));
  EXPECT_EQ(desk.outbox->tend(), 1);
  desk.drain(desk.mail);
  EXPECT_EQ(desk.counts(Way::email, item.id.raw()).sent, 1);
  EXPECT_EQ(desk.mail.delivered()[0].addressed.copy, channels::Addressed::Copy::first);
}

TEST_P(SendingOn, eight_refusals_are_enough_and_an_officer_can_try_again) {
  Desk desk(GetParam());
  desk.add("penuh@warga.example");
  const newsroom::Item item = desk.publish();
  desk.mail.behave(
      [](const channels::Addressed&) { return SendOutcome::retry_after({}, "smtp.452"); });
  desk.fan_out();
  for (int i = 0; i < 20; ++i) {
    desk.drain(desk.mail);
    desk.clock.advance(hours(8));
    desk.outbox->tend();
  }
  EXPECT_EQ(desk.mail.attempts(), 8);
  const std::vector<DeadLetter> letters =
      desk.outbox->dead_letters(desk.officer, std::nullopt).value();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].reason, "smtp.452");
  EXPECT_EQ(letters[0].subject, item.id.raw());
  EXPECT_EQ(refusal(desk.outbox->dead_letters({}, std::nullopt)),
            "outbox.dead_letters.not_allowed");

  desk.mail.behave({});
  EXPECT_EQ(desk.outbox->retry({desk.officer, letters[0].id}).value(), 1);
  desk.drain(desk.mail);
  EXPECT_EQ(desk.counts(Way::email, item.id.raw()).sent, 1);
}

TEST_P(SendingOn, a_poisoned_message_does_not_hold_up_its_neighbours) {
  Desk desk(GetParam());
  for (int i = 0; i < 30; ++i) desk.add("warga" + std::to_string(i) + "@warga.example");
  const newsroom::Item item = desk.publish();
  desk.mail.behave([](const channels::Addressed& addressed) -> SendOutcome {
    if (channels::text_of(addressed.to) == "warga3@warga.example")
      throw std::runtime_error("racun");
    return SendOutcome::delivered();
  });
  desk.deliver();
  EXPECT_EQ(desk.counts(Way::email, item.id.raw()).sent, 29);
  EXPECT_EQ(desk.counts(Way::email, item.id.raw()).waiting, 1);
}

TEST_P(SendingOn, a_paused_way_gives_everything_back_and_counts_no_attempt) {
  Desk desk(GetParam());
  for (int i = 0; i < 5; ++i) desk.add("@kanal_contoh" + std::to_string(i));
  const newsroom::Item item = desk.publish();
  desk.fan_out();
  desk.telegram.next(SendOutcome::paused("telegram.unauthorised"));
  Lane lane(desk.telegram);
  Gate gate;
  Worker worker({*desk.outbox, lane, gate, desk.clock, desk.random, desk.log}, "uji", 20);
  (void)worker.deliver_batch({});
  EXPECT_EQ(desk.counts(Way::telegram, item.id.raw()).due, 5);
  EXPECT_EQ(desk.telegram.attempts(), 1);
  EXPECT_EQ(desk.count("SELECT MAX(attempts) FROM deliveries"), 0);
  desk.telegram.set_readiness({0, seconds(30)});
  EXPECT_EQ(worker.deliver_batch({}).wait, seconds(30));
  EXPECT_EQ(desk.telegram.attempts(), 1);
}

TEST_P(SendingOn, no_more_is_leased_than_the_way_can_take) {
  Desk desk(GetParam());
  for (int i = 0; i < 10; ++i) desk.add("@kanal_contoh" + std::to_string(i));
  (void)desk.publish();
  desk.fan_out();
  desk.telegram.set_readiness({3, {}});
  Lane lane(desk.telegram);
  Gate gate;
  Worker worker({*desk.outbox, lane, gate, desk.clock, desk.random, desk.log}, "uji", 20);
  EXPECT_EQ(worker.deliver_batch({}).leased, 3);
}

TEST_P(SendingOn, who_cannot_be_reached_three_times_in_a_row_is_not_written_to_any_more) {
  Desk desk(GetParam());
  desk.add("tidakada@warga.example");
  desk.add("ada@warga.example");
  desk.mail.behave([](const channels::Addressed& addressed) {
    return channels::text_of(addressed.to).starts_with("tidakada")
               ? SendOutcome::given_up("smtp.550")
               : SendOutcome::delivered();
  });
  for (int i = 0; i < 5; ++i) {
    (void)desk.publish();
    desk.deliver();
  }
  EXPECT_EQ(desk.mail.attempts(), 3 + 5);
  EXPECT_EQ(desk.outbox->count_subscriptions()[Way::email].confirmed, 1);
  EXPECT_EQ(desk.count("SELECT COUNT(*) FROM subscriptions WHERE address LIKE 'tidakada%'"), 0);
}

TEST_P(SendingOn, a_way_that_reaches_nobody_ends_no_subscription) {
  Desk desk(GetParam());
  desk.add("warga@warga.example");
  desk.mail.behave([](const channels::Addressed&) { return SendOutcome::given_up("smtp.550"); });
  Lane lane(desk.mail);
  Gate gate;
  Worker worker({*desk.outbox, lane, gate, desk.clock, desk.random, desk.log}, "uji", 20);
  for (int i = 0; i < 5; ++i) {
    (void)desk.publish();
    desk.fan_out();
    (void)worker.deliver_batch({});
  }
  EXPECT_EQ(desk.outbox->count_subscriptions()[Way::email].confirmed, 1);
}

TEST_P(SendingOn, a_chat_that_moved_is_followed) {
  Desk desk(GetParam());
  desk.add("-12345");
  SendOutcome moved = SendOutcome::delivered();
  moved.moved_to = channels::parse_address(Way::telegram, "-1001234567890").value();
  desk.telegram.next(moved);
  (void)desk.publish();
  desk.deliver();
  (void)desk.publish();
  desk.deliver();
  EXPECT_EQ(Desk::reached(desk.telegram), (Addresses{"-12345", "-1001234567890"}));
}

TEST_P(SendingOn, a_lease_runs_out_so_that_a_worker_that_dies_strands_nobody) {
  Desk desk(GetParam());
  desk.add("warga@warga.example");
  (void)desk.publish();
  desk.fan_out();

  ASSERT_EQ(desk.outbox->lease(Way::email, "mati", 20).size(), 1U);
  EXPECT_TRUE(desk.outbox->lease(Way::email, "hidup", 20).empty());
  desk.clock.advance(seconds(59));
  EXPECT_EQ(desk.outbox->tend(), 0);
  desk.clock.advance(seconds(1));
  EXPECT_EQ(desk.outbox->tend(), 1);

  const std::vector<Leased> again = desk.outbox->lease(Way::email, "hidup", 20);
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].copy, channels::Addressed::Copy::perhaps_second);
  EXPECT_EQ(again[0].attempts, 0);
}

TEST_P(SendingOn, who_lost_a_lease_can_neither_send_nor_settle) {
  Desk desk(GetParam());
  desk.add("warga@warga.example");
  (void)desk.publish();
  desk.fan_out();
  Leased lost = desk.outbox->lease(Way::email, "lambat", 20).at(0);
  desk.clock.advance(minutes(2));
  desk.outbox->tend();
  const Leased held = desk.outbox->lease(Way::email, "cepat", 20).at(0);

  EXPECT_FALSE(desk.outbox->renew(lost, "lambat"));
  const Settlement sent =
      decide_settlement(lost, SendOutcome::delivered(), {desk.clock.now(), 0.5});
  EXPECT_FALSE(desk.outbox->settle(lost, "lambat", sent, std::nullopt));
  EXPECT_TRUE(desk.outbox->settle(held, "cepat", sent, std::nullopt));
}

TEST_P(SendingOn, a_message_does_not_leave_when_its_lease_was_lost_on_the_way) {
  Desk desk(GetParam());
  desk.add("warga@warga.example");
  const newsroom::Item item = desk.publish();
  desk.fan_out();
  desk.mail.behave([&desk](const channels::Addressed&) {  // the conversation takes two minutes
    desk.clock.advance(minutes(2));
    desk.outbox->tend();
    return SendOutcome::delivered();
  });
  Lane lane(desk.mail);
  Gate gate;
  Worker worker({*desk.outbox, lane, gate, desk.clock, desk.random, desk.log}, "uji", 20);
  (void)worker.deliver_batch({});
  EXPECT_TRUE(desk.mail.delivered().empty());
  EXPECT_EQ(desk.counts(Way::email, item.id.raw()).due, 1);
}

TEST_P(SendingOn, what_a_stopped_worker_still_had_is_due_at_once) {
  Desk desk(GetParam());
  for (int i = 0; i < 5; ++i) desk.add("warga" + std::to_string(i) + "@warga.example");
  const newsroom::Item item = desk.publish();
  desk.fan_out();
  std::stop_source stop;
  desk.mail.behave([&stop](const channels::Addressed&) {
    stop.request_stop();
    return SendOutcome::delivered();
  });
  Lane lane(desk.mail);
  Gate gate;
  Worker worker({*desk.outbox, lane, gate, desk.clock, desk.random, desk.log}, "uji", 20);
  (void)worker.deliver_batch(stop.get_token());
  EXPECT_EQ(desk.counts(Way::email, item.id.raw()).sent, 1);
  EXPECT_EQ(desk.counts(Way::email, item.id.raw()).due, 4);
}

}  // namespace
}  // namespace kentongan::outbox
