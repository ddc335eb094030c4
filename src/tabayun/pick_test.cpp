#include "tabayun/desk_for_tests.hpp"
#include "tabayun/tabayun.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace kentongan::tabayun {
namespace {

const std::string sirsak =
    "Kabar baik! Rebus sepuluh lembar daun sirsak, minum tiap pagi, kanker stadium empat lenyap "
    "dalam seminggu tanpa operasi. Sudah dibuktikan warga Cikalong.";
const std::string sundanese =
    "Cenah cai godogan daun sirsak tiasa ngaleungitkeun kasakit kangker salami saminggu";

class Picking : public OnBothEngines {};

template <typename Outcome>
std::string refusal_of(const Outcome& outcome) {
  return outcome.ok() ? "" : outcome.error().message();
}

struct Picked {
  Claim published;
  Asked asked;
};
/// A fact check, and an asker who said that their words are it.
Picked has_picked(Desk& desk) {
  const Claim published =
      desk.has_published(finding("Rebusan daun sirsak menyembuhkan kanker", sirsak));
  const Asked asked = desk.asks(sundanese);
  EXPECT_EQ(asked.question.state, QuestionState::waiting);
  EXPECT_TRUE(desk.room->pick_answer({asked.receipt, published.id}).ok());
  return {published, asked};
}

TEST_P(Picking, answers_the_asker_and_teaches_nothing_until_a_person_has_read_it) {
  Desk desk(GetParam());
  const Picked picked = has_picked(desk);

  EXPECT_EQ(desk.room->find_ticket(picked.asked.receipt)->claim.id, picked.published.id);
  EXPECT_NE(desk.room->look_up(sundanese)->outcome, match::Outcome::answer);
  const auto picks = desk.room->list_picks(member(), 10);
  ASSERT_EQ(picks.size(), 1U);
  EXPECT_EQ(picks.front().text, sundanese);
  EXPECT_EQ(picks.front().claim.id, picked.published.id);
  EXPECT_TRUE(desk.room->list_picks(stranger(), 10).empty());
  EXPECT_TRUE(desk.room->list_picks(resident(), 10).empty());
}

TEST_P(Picking, accepted_by_the_desk_it_is_found_within_the_second_here_and_on_other_nodes) {
  Desk desk(GetParam());
  Tabayun other(desk.surroundings(), [] { return std::string(32, 'k'); });
  other.load();
  const Picked picked = has_picked(desk);

  const auto before = std::chrono::steady_clock::now();
  ASSERT_TRUE(desk.room->read_pick({member(), picked.asked.question.id, PickState::accepted}).ok());
  const LookedUp found = desk.room->look_up(sundanese).value();
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(1));

  ASSERT_EQ(found.outcome, match::Outcome::answer);
  EXPECT_EQ(found.matches.front().claim.id, picked.published.id);
  EXPECT_TRUE(desk.room->list_picks(member(), 10).empty());
  desk.seal();
  other.follow();
  EXPECT_EQ(other.look_up(sundanese)->outcome, match::Outcome::answer);
}

TEST_P(Picking, declined_by_the_desk_the_question_waits_and_nothing_is_learnt) {
  Desk desk(GetParam());
  const Picked picked = has_picked(desk);

  ASSERT_TRUE(desk.room->read_pick({member(), picked.asked.question.id, PickState::declined}).ok());

  const Ticket ticket = desk.room->find_ticket(picked.asked.receipt).value();
  EXPECT_EQ(ticket.question.state, QuestionState::waiting);
  EXPECT_EQ(ticket.refused, std::vector{picked.published.id});
  EXPECT_NE(desk.room->look_up(sundanese)->outcome, match::Outcome::answer);
  EXPECT_TRUE(desk.room->list_picks(member(), 10).empty());
}

TEST_P(Picking, is_read_once_and_only_by_the_desk_whose_question_it_is) {
  Desk desk(GetParam());
  const Picked picked = has_picked(desk);
  const ReadPick accepts{member(), picked.asked.question.id, PickState::accepted};

  EXPECT_EQ(refusal_of(desk.room->read_pick({resident(), picked.asked.question.id})),
            "tabayun.check.not_allowed");
  EXPECT_EQ(refusal_of(desk.room->read_pick({stranger(), picked.asked.question.id})),
            "tabayun.check.not_allowed");
  EXPECT_TRUE(desk.room->read_pick(accepts).ok());
  EXPECT_EQ(refusal_of(desk.room->read_pick(accepts)), "tabayun.pick.gone");
}

TEST_P(Picking, an_asker_who_thinks_again_takes_it_back) {
  Desk desk(GetParam());
  const Picked picked = has_picked(desk);

  ASSERT_TRUE(desk.room->reject_answer({picked.asked.receipt, picked.published.id}).ok());

  EXPECT_TRUE(desk.room->list_picks(member(), 10).empty());
  EXPECT_EQ(refusal_of(desk.room->read_pick({member(), picked.asked.question.id})),
            "tabayun.pick.gone");
}

TEST_P(Picking, the_same_words_picked_by_two_are_read_once) {
  Desk desk(GetParam());
  const Picked first = has_picked(desk);
  const Asked second = desk.asks(sundanese + " !!");
  ASSERT_TRUE(desk.room->pick_answer({second.receipt, first.published.id}).ok());

  ASSERT_TRUE(desk.room->read_pick({member(), first.asked.question.id}).ok());

  EXPECT_TRUE(desk.room->list_picks(member(), 10).empty());
  EXPECT_EQ(desk.room->open_file(officer(), first.published.id)->messages.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Engines, Picking,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);

}  // namespace
}  // namespace kentongan::tabayun
