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

class FanOutOn : public ::testing::TestWithParam<db::Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, FanOutOn, testing::both_engines, testing::name_of_engine);

TEST_P(FanOutOn, what_is_published_reaches_whoever_it_concerns) {
  Desk desk(GetParam());
  desk.add("desa@warga.example", "32.10.01.2001");
  desk.add("desa.lain@warga.example", "32.10.01.2002");
  desk.add("kecamatan@warga.example", "32.10.01");
  desk.add("kabupaten@warga.example", "32.10");
  desk.add("semua@warga.example", "");
  desk.add("jauh@warga.example", "62.10");
  desk.add("@kabar_contoh", "32.10.01");

  (void)desk.publish("32.10.01.2001");
  desk.deliver();

  EXPECT_EQ(Desk::reached(desk.mail),
            (Addresses{"desa@warga.example", "kecamatan@warga.example", "kabupaten@warga.example",
                       "semua@warga.example"}));
  EXPECT_EQ(Desk::reached(desk.telegram), Addresses{"@kabar_contoh"});
}

TEST_P(FanOutOn, what_is_for_the_regency_reaches_its_villages) {
  Desk desk(GetParam());
  desk.add("desa@warga.example", "32.10.01.2001");
  desk.add("jauh@warga.example", "62.10.01.2001");
  (void)desk.publish("32.10");
  desk.deliver();
  EXPECT_EQ(Desk::reached(desk.mail), Addresses{"desa@warga.example"});
}

TEST_P(FanOutOn, who_named_topics_hears_of_those_only) {
  Desk desk(GetParam());
  desk.add("semua@warga.example");
  desk.add("sehat@warga.example", "32.10", {"kesehatan"});
  desk.add("tani@warga.example", "32.10", {"pertanian", "pangan"});
  (void)desk.publish("32.10", {"pangan"});
  desk.deliver();
  EXPECT_EQ(Desk::reached(desk.mail), (Addresses{"semua@warga.example", "tani@warga.example"}));
}

TEST_P(FanOutOn, a_message_says_what_where_and_how_to_stop) {
  Desk desk(GetParam());
  const Subscription subscription = desk.add("warga@warga.example");
  const newsroom::Item item = desk.publish();
  desk.deliver();

  ASSERT_EQ(desk.mail.delivered().size(), 1U);
  const channels::Addressed addressed = desk.mail.delivered()[0].addressed;
  EXPECT_EQ(addressed.message->title, "Pasar murah");
  EXPECT_EQ(addressed.message->url, "https://kabar.example/kabar/" + item.slug);
  EXPECT_EQ(addressed.message->byline, "Dinas Contoh");
  EXPECT_NE(addressed.message->body.markup().find("<strong>alun-alun</strong>"), std::string::npos);
  const std::string prefix = "https://kabar.example/langganan/berhenti/";
  ASSERT_TRUE(addressed.unsubscribe_url.starts_with(prefix));
  EXPECT_EQ(desk.outbox
                ->find_by_token(TokenMint::Purpose::unsubscribe,
                                addressed.unsubscribe_url.substr(prefix.size()))
                .value()
                .id,
            subscription.id);
}

TEST_P(FanOutOn, telling_the_ledger_again_from_the_beginning_sends_nothing_twice) {
  Desk desk(GetParam());
  desk.add("warga@warga.example");
  (void)desk.publish();
  desk.deliver();
  (void)desk.db
      ->write([&](db::Tx& tx) -> Result<> {
        desk.ledger.rewind(tx, "outbox", 0);
        return {};
      })
      .ok();
  desk.add("baru@warga.example");
  desk.deliver();
  EXPECT_EQ(Desk::reached(desk.mail), Addresses{"warga@warga.example"});
}

TEST_P(FanOutOn, a_large_fan_out_goes_in_stretches_and_leaves_nobody_out) {
  OutboxSettings settings = Desk::usual();
  settings.stretch = 7;
  Desk desk(GetParam(), settings);
  for (int i = 0; i < 50; ++i) desk.add("warga" + std::to_string(i) + "@warga.example");
  const newsroom::Item item = desk.publish();
  desk.fan_out();
  EXPECT_EQ(desk.counts(Way::email, item.id.raw()).due, 50);
  desk.drain(desk.mail);
  EXPECT_EQ(desk.counts(Way::email, item.id.raw()).sent, 50);
}

TEST_P(FanOutOn, the_first_of_a_new_publication_go_before_the_tail_of_an_old_one) {
  Desk desk(GetParam());
  for (int i = 0; i < 40; ++i) desk.add("warga" + std::to_string(i) + "@warga.example");
  const newsroom::Item old = desk.publish("32.10", {}, "Lama");
  desk.fan_out();
  desk.clock.advance(seconds(1));
  (void)desk.publish("32.10", {}, "Baru");
  desk.fan_out();
  desk.drain(desk.mail);

  const auto sent = desk.mail.delivered();
  ASSERT_EQ(sent.size(), 80U);
  std::size_t first_new = 0;
  while (sent[first_new].addressed.message->title != "Baru") ++first_new;
  EXPECT_LT(first_new, 25U);  // a second is twenty places of fifty milliseconds
  EXPECT_EQ(desk.counts(Way::email, old.id.raw()).sent, 40);
}

TEST_P(FanOutOn, a_correction_follows_the_error_to_whoever_got_it) {
  Desk desk(GetParam());
  desk.add("dapat@warga.example", "32.10.01");
  const newsroom::Item item = desk.publish("32.10.01");
  desk.deliver();
  desk.add("baru@warga.example", "32.10.01");

  (void)desk.correct(item);
  desk.deliver();

  const auto sent = desk.mail.delivered();
  ASSERT_EQ(sent.size(), 2U);
  EXPECT_EQ(channels::text_of(sent[1].addressed.to), "dapat@warga.example");
  EXPECT_EQ(sent[1].addressed.message->kind, channels::MessageKind::correction);
  EXPECT_EQ(sent[1].addressed.message->note, "Tempatnya keliru.");
}

TEST_P(FanOutOn, what_was_withdrawn_before_it_left_does_not_leave) {
  Desk desk(GetParam());
  desk.add("dapat@warga.example");
  desk.add("@kabar_contoh");
  const newsroom::Item item = desk.publish();
  desk.fan_out();
  desk.drain(desk.mail);  // the mail has left, the chat has not
  (void)desk.withdraw(item);
  desk.deliver();

  ASSERT_EQ(desk.mail.delivered().size(), 2U);
  EXPECT_EQ(desk.mail.delivered()[1].addressed.message->kind, channels::MessageKind::withdrawal);
  EXPECT_EQ(desk.mail.delivered()[1].addressed.message->note, "Acaranya batal.");
  EXPECT_TRUE(desk.telegram.delivered().empty());
  EXPECT_EQ(desk.counts(Way::telegram, item.id.raw()).given_up, 1);
  EXPECT_TRUE(desk.outbox->dead_letters(desk.officer, std::nullopt).value().empty());
}

TEST_P(FanOutOn, a_verdict_reaches_those_who_follow_its_topic) {
  Desk desk(GetParam());
  desk.add("semua@warga.example");
  desk.add("tani@warga.example", "32.10", {"pertanian"});
  VerdictNews news;
  news.title = "Undian berhadiah";
  news.verdict = "SALAH";
  news.explanation = "Tidak benar.";
  news.path = "/cek-fakta/undian";
  news.topics = {"penipuan"};
  desk.verdict = news;
  (void)desk.db
      ->write([&](db::Tx& tx) -> Result<std::int64_t> {
        return desk.ledger.append(
            tx, {.kind = "verdict_published", .regency = "32.10", .subject = 5}, desk.clock.now());
      })
      .value();
  desk.deliver();
  ASSERT_EQ(Desk::reached(desk.mail), Addresses{"semua@warga.example"});
  EXPECT_EQ(desk.mail.delivered()[0].addressed.message->label, "SALAH");
}

}  // namespace
}  // namespace kentongan::outbox
