#include "outbox/dispatcher.hpp"

#include "outbox/desk_for_tests.hpp"

#include <chrono>
#include <set>

namespace kentongan::outbox {
namespace {

using channels::Way;
using std::chrono::seconds;

/// Waits for what other threads do, at most as long as a very slow machine could need.
template <typename Condition>
::testing::AssertionResult eventually(db::Db& db, const char* what, Condition&& condition) {
  const auto deadline = std::chrono::steady_clock::now() + seconds(60);
  std::uint64_t seen = 0;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline)
      return ::testing::AssertionFailure() << "never: " << what;
    seen = db.wait_for_news(seen, std::chrono::milliseconds(20));
  }
  return ::testing::AssertionSuccess();
}

class DispatcherOn : public ::testing::TestWithParam<db::Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, DispatcherOn, testing::both_engines, testing::name_of_engine);

TEST_P(DispatcherOn, carries_what_is_published_to_everybody_without_being_told) {
  Desk desk(GetParam());
  for (int i = 0; i < 60; ++i) desk.add("warga" + std::to_string(i) + "@warga.example");
  for (int i = 0; i < 10; ++i) desk.add("@kanal_contoh" + std::to_string(i));
  Dispatcher dispatcher({*desk.outbox, *desk.db, desk.clock, desk.random, desk.log},
                        {{desk.mail}, {desk.telegram, 2, 5}});
  dispatcher.start();

  const newsroom::Item item = desk.publish();

  EXPECT_TRUE(eventually(*desk.db, "all were sent", [&] {
    return desk.counts(Way::email, item.id.raw()).sent == 60 &&
           desk.counts(Way::telegram, item.id.raw()).sent == 10;
  }));
  dispatcher.stop();
  const std::vector<std::string> reached = Desk::reached(desk.mail);
  EXPECT_EQ(std::set<std::string>(reached.begin(), reached.end()).size(), 60U);
  EXPECT_EQ(reached.size(), 60U);
}

TEST_P(DispatcherOn, lets_one_message_through_the_gate_at_a_time) {
  Desk desk(GetParam());
  for (int i = 0; i < 40; ++i) desk.add("warga" + std::to_string(i) + "@warga.example");
  std::atomic<int> unsettled{0};
  std::atomic<int> most{0};
  // Between leaving and being written down a message counts as unsettled; more than one at a time
  // would be more than one that a crash could send twice.
  class Watched final : public channels::Channel {
   public:
    Watched(Desk& desk, std::atomic<int>& most) : desk_(desk), most_(most) {}
    [[nodiscard]] Way way() const override { return Way::email; }
    [[nodiscard]] channels::Readiness readiness() const override { return {1000, {}}; }
    channels::SendOutcome send(const channels::Addressed&, const channels::IdempotencyKey&,
                               const std::function<void()>& about_to_leave) override {
      about_to_leave();
      const auto left = ++left_;
      const std::int64_t settled =
          desk_.count("SELECT COUNT(*) FROM deliveries WHERE state = 'sent'");
      most_ = std::max(most_.load(), static_cast<int>(left - settled));
      return channels::SendOutcome::delivered();
    }

   private:
    Desk& desk_;
    std::atomic<int>& most_;
    std::atomic<std::int64_t> left_{0};
  };
  Watched watched(desk, most);
  Dispatcher dispatcher({*desk.outbox, *desk.db, desk.clock, desk.random, desk.log},
                        {{watched, 6, 5}});
  dispatcher.start();
  const newsroom::Item item = desk.publish();
  EXPECT_TRUE(eventually(*desk.db, "all were sent",
                         [&] { return desk.counts(Way::email, item.id.raw()).sent == 40; }));
  dispatcher.stop();
  EXPECT_EQ(most.load(), 1);
}

TEST(Dispatcher, of_which_two_share_one_postgres_send_everything_once) {
  const std::string where = testing::PostgresServer::shared().new_database();
  Desk first(db::open({.where = where}).value());
  auto second_db = db::open({.where = where}).value();
  const ledger::Ledger second_ledger(first.ids);
  const places::Places second_places(*second_db);
  const newsroom::Newsroom second_newsroom(
      {*second_db, second_ledger, second_places, first.clock, first.ids});
  Outbox second({*second_db, second_ledger, second_places, second_newsroom, first.clock, first.ids,
                 first.random},
                Desk::usual());
  for (int i = 0; i < 200; ++i) first.add("warga" + std::to_string(i) + "@warga.example");
  Dispatcher one({*first.outbox, *first.db, first.clock, first.random, first.log},
                 {{first.mail, 3, 5}});
  Dispatcher two({second, *second_db, first.clock, first.random, first.log}, {{first.mail, 3, 5}});
  one.start();
  two.start();

  std::vector<newsroom::Item> items;
  for (int i = 0; i < 3; ++i) items.push_back(first.publish());

  EXPECT_TRUE(eventually(*first.db, "all were sent", [&] {
    for (const newsroom::Item& item : items) {
      if (first.counts(Way::email, item.id.raw()).sent != 200) return false;
    }
    return true;
  }));
  one.stop();
  two.stop();
  EXPECT_EQ(first.mail.delivered().size(), 600U);
  std::set<std::string> keys;
  for (const auto& sent : first.mail.delivered()) keys.insert(sent.key);
  EXPECT_EQ(keys.size(), 600U);
}

TEST(Dispatcher, after_a_restart_on_sqlite_goes_on_at_once_with_what_was_leased) {
  Desk desk(db::Engine::sqlite);
  desk.add("warga@warga.example");
  const newsroom::Item item = desk.publish();
  desk.fan_out();
  ASSERT_EQ(desk.outbox->lease(Way::email, "yang mati", 20).size(), 1U);

  Dispatcher dispatcher({*desk.outbox, *desk.db, desk.clock, desk.random, desk.log}, {{desk.mail}});
  dispatcher.start();

  EXPECT_TRUE(eventually(*desk.db, "it was sent",
                         [&] { return desk.counts(Way::email, item.id.raw()).sent == 1; }));
  EXPECT_EQ(desk.mail.delivered()[0].addressed.copy, channels::Addressed::Copy::perhaps_second);
}

}  // namespace
}  // namespace kentongan::outbox
