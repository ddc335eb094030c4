// By which mouth somebody asked, and who: remembered without remembering a person.
#include "tabayun/desk_for_tests.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace kentongan::tabayun {
namespace {

class Asker : public OnBothEngines {};

AskQuestion by_telegram(const std::string& form) {
  return {.text = "Benarkah jembatan Cimanuk ditutup mulai Senin depan?",
          .area = area("32.10"),
          .form_key = form,
          .mouth = Mouth::telegram,
          .asker = "777000123"};
}

std::vector<std::string> askers(Desk& desk) {
  return desk.db->read([](db::Tx& tx) {
    std::vector<std::string> found;
    tx.each("SELECT asker FROM questions ORDER BY id",
            [&found](const db::Row& row) { found.push_back(row.text(0)); });
    return found;
  });
}

TEST_P(Asker, who_asks_twice_is_known_again_but_not_by_name) {
  Desk desk(GetParam());
  const Asked asked = desk.room->ask(by_telegram("telegram:1")).value();
  (void)desk.room->ask(by_telegram("telegram:2")).value();
  AskQuestion by_sms = by_telegram("sms:1");
  by_sms.mouth = Mouth::sms;
  (void)desk.room->ask(by_sms).value();
  (void)desk.room->ask({.text = "Benarkah jembatan Cimanuk ditutup?"}).value();

  EXPECT_EQ(desk.room->find_ticket(asked.receipt)->question.mouth, Mouth::telegram);
  const std::vector<std::string> kept = askers(desk);
  ASSERT_EQ(kept.size(), 4U);
  EXPECT_EQ(kept[0], kept[1]);
  EXPECT_NE(kept[0], kept[2]) << "the same number on another way is another address";
  EXPECT_EQ(kept[3], "");
  EXPECT_EQ(kept[0].size(), 16U);
  EXPECT_EQ(kept[0].find("777000123"), std::string::npos);
}

TEST_P(Asker, what_is_saved_with_the_question_is_saved_in_its_transaction_each_time_it_is_sent) {
  Desk desk(GetParam());
  std::vector<Id<Question>> saved;
  AskQuestion command = by_telegram("telegram:7");
  command.also = [&saved](db::Tx&, const Asked& asked) { saved.push_back(asked.question.id); };
  const Asked first = desk.room->ask(command).value();
  const Asked again = desk.room->ask(command).value();

  EXPECT_EQ(first.receipt, again.receipt);
  EXPECT_EQ(saved, (std::vector{first.question.id, first.question.id}));
}

TEST_P(Asker, nothing_is_saved_when_what_belongs_to_it_cannot_be) {
  Desk desk(GetParam());
  AskQuestion command = by_telegram("telegram:8");
  command.also = [](db::Tx&, const Asked&) { throw std::runtime_error("full"); };

  EXPECT_THROW((void)desk.room->ask(command), std::runtime_error);
  EXPECT_EQ(askers(desk).size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Engines, Asker,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);

}  // namespace
}  // namespace kentongan::tabayun
