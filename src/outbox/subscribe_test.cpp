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

class SubscribingOn : public ::testing::TestWithParam<db::Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, SubscribingOn, testing::both_engines, testing::name_of_engine);

/// The token at the end of the link in the last mail.
std::string token_in_mail(const Desk& desk) {
  const std::string url = desk.mail.delivered().back().addressed.message->url;
  return url.substr(url.rfind('/') + 1);
}

TEST_P(SubscribingOn, nobody_is_written_to_before_they_confirmed) {
  Desk desk(GetParam());
  desk.outbox->subscribe({"Warga@Warga.example", {{area("32.10")}, {}}}).value();
  (void)desk.publish();
  desk.deliver();

  ASSERT_EQ(desk.mail.delivered().size(), 1U);
  EXPECT_EQ(desk.mail.delivered()[0].addressed.message->kind, channels::MessageKind::confirmation);
  EXPECT_TRUE(desk.mail.delivered()[0].addressed.unsubscribe_url.empty());
  const std::string token = token_in_mail(desk);
  EXPECT_EQ(desk.outbox->confirm(token).value().state, SubscriptionState::confirmed);
  EXPECT_TRUE(desk.outbox->confirm(token).ok());  // a second press of the button
  (void)desk.publish();
  desk.deliver();
  EXPECT_EQ(desk.mail.delivered().size(), 2U);
}

TEST_P(SubscribingOn, one_click_ends_a_subscription_and_forgets_the_address) {
  Desk desk(GetParam());
  desk.add("warga@warga.example");
  (void)desk.publish();
  desk.fan_out();
  desk.drain(desk.mail);
  const std::string url = desk.mail.delivered()[0].addressed.unsubscribe_url;
  const std::string token = url.substr(url.rfind('/') + 1);
  (void)desk.publish();
  desk.fan_out();

  desk.outbox->unsubscribe(token).value();
  desk.outbox->unsubscribe(token).value();
  desk.drain(desk.mail);

  EXPECT_EQ(desk.mail.delivered().size(), 1U);
  EXPECT_EQ(
      desk.count("SELECT COUNT(*) FROM subscriptions WHERE address <> '' OR address_key <> ''"), 0);
  EXPECT_EQ(refusal(desk.outbox->unsubscribe("palsu")), "outbox.token.unknown");
}

TEST_P(SubscribingOn, an_address_is_asked_rarely_however_often_it_is_entered) {
  Desk desk(GetParam());
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(desk.outbox->subscribe({"warga@warga.example", {{area("32.10")}, {}}}).ok());
  }
  desk.deliver();
  EXPECT_EQ(desk.mail.delivered().size(), 1U);
  for (int i = 0; i < 20; ++i) {
    desk.clock.advance(minutes(6));
    EXPECT_TRUE(desk.outbox->subscribe({"WARGA@warga.example", {{area("32.10")}, {}}}).ok());
  }
  desk.deliver();
  EXPECT_EQ(desk.mail.delivered().size(), 3U);
}

TEST_P(SubscribingOn, subscribing_anew_replaces_what_was_there_only_once_confirmed) {
  Desk desk(GetParam());
  desk.add("warga@warga.example", "32.10.01");
  desk.outbox->subscribe({"warga@warga.example", {{area("62.10")}, {}}}).value();
  desk.deliver();
  (void)desk.publish("32.10.01");
  desk.deliver();
  ASSERT_EQ(desk.mail.delivered().size(), 2U);  // still hears of the old area
  const std::string url = desk.mail.delivered()[0].addressed.message->url;
  (void)desk.outbox->confirm(url.substr(url.rfind('/') + 1)).value();
  (void)desk.publish("32.10.01");
  desk.deliver();
  EXPECT_EQ(desk.mail.delivered().size(), 2U);
  EXPECT_EQ(desk.outbox->count_subscriptions()[Way::email].confirmed, 1);
}

TEST_P(SubscribingOn, a_request_never_confirmed_is_forgotten) {
  Desk desk(GetParam());
  desk.outbox->subscribe({"warga@warga.example", {{area("32.10")}, {}}}).value();
  desk.deliver();
  desk.clock.advance(hours(24 * 8));
  EXPECT_EQ(refusal(desk.outbox->confirm(token_in_mail(desk))), "outbox.token.too_old");
  desk.outbox->tend();
  EXPECT_EQ(desk.count("SELECT COUNT(*) FROM subscriptions WHERE address <> ''"), 0);
}

TEST_P(SubscribingOn, bad_requests_are_refused_kindly) {
  Desk desk(GetParam());
  const auto refused = [&desk](const std::string& email,
                               const std::vector<places::AreaCode>& areas) {
    return refusal(desk.outbox->subscribe({email, {areas, {}}}));
  };
  EXPECT_EQ(refused("bukan alamat", {area("32.10")}), "channels.email.malformed");
  EXPECT_EQ(refused("a@b.example\r\nBcc: c@d.example", {area("32.10")}),
            "channels.email.malformed");
  EXPECT_EQ(refused(std::string(10'000'000, 'a'), {area("32.10")}), "channels.email.malformed");
  EXPECT_EQ(refused("a@b.example", {}), "outbox.areas.missing");
  EXPECT_EQ(refused("a@b.example", {area("99.99")}), "outbox.areas.unknown");
}

TEST_P(SubscribingOn, the_whole_installation_asks_only_so_many_in_an_hour) {
  OutboxSettings settings = Desk::usual();
  settings.most_requests_in_an_hour = 3;
  Desk desk(GetParam(), settings);
  for (int i = 0; i < 3; ++i) {
    desk.outbox->subscribe({"warga" + std::to_string(i) + "@warga.example", {{area("32.10")}, {}}})
        .value();
  }
  EXPECT_EQ(refusal(desk.outbox->subscribe({"lagi@warga.example", {{area("32.10")}, {}}})),
            "outbox.subscribe.busy");
}

TEST_P(SubscribingOn, officers_keep_chats_in_their_own_areas_and_nobody_adds_mail_for_others) {
  Desk desk(GetParam());
  const people::Actor far = Desk::person(9, people::Role::petugas_ikp, "62.10");
  const AddSubscription chat{desk.officer, Way::telegram, "@kabar_contoh", {{area("32.10")}, {}}};
  const Subscription added = desk.outbox->add(chat).value();
  EXPECT_EQ(desk.outbox->add(chat).value().id, added.id);
  EXPECT_EQ(refusal(desk.outbox->add({far, Way::telegram, "@lain_contoh", {{area("32.10")}, {}}})),
            "outbox.chat.not_allowed");
  EXPECT_EQ(refusal(desk.outbox->add({far, Way::telegram, "@kabar_contoh", {{area("62.10")}, {}}})),
            "outbox.chat.not_allowed");
  EXPECT_EQ(
      refusal(desk.outbox->add({desk.officer, Way::email, "a@b.example", {{area("32.10")}, {}}})),
      "outbox.chat.not_allowed");
  EXPECT_EQ(desk.outbox->list_chats(desk.officer, area("32.10")).value().size(), 1U);
  EXPECT_EQ(refusal(desk.outbox->end({far, added.id})), "outbox.chat.not_allowed");
  EXPECT_TRUE(desk.outbox->end({desk.officer, added.id}).ok());
  EXPECT_TRUE(desk.outbox->list_chats(desk.officer, area("32.10")).value().empty());
}

TEST_P(SubscribingOn, the_queue_can_be_counted) {
  Desk desk(GetParam());
  for (int i = 0; i < 4; ++i) desk.add("warga" + std::to_string(i) + "@warga.example");
  const newsroom::Item item = desk.publish();
  desk.fan_out();
  (void)desk.outbox->lease(Way::email, "uji", 1);
  DeliveryCounts counts = desk.outbox->queue()[Way::email];
  EXPECT_EQ(counts.due, 3);
  EXPECT_EQ(counts.leased, 1);
  EXPECT_FALSE(desk.outbox->stats(item.id.raw()).first_sent_at);
}

}  // namespace
}  // namespace kentongan::outbox
