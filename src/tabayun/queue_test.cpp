// The queue as a desk sees it: one row for what is one message, the most urgent first.
#include "tabayun/desk_for_tests.hpp"
#include "tabayun/tabayun.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace kentongan::tabayun {
namespace {

const std::string market =
    "Apakah benar pasar Kadipaten akan dipindahkan ke lapangan mulai bulan depan?";
const std::string bridge = "Apakah benar jembatan Cilutung akan ditutup setahun penuh?";

class TheQueue : public OnBothEngines {};
class LivePrecision : public OnBothEngines {};

template <typename Outcome>
std::string refusal_of(const Outcome& outcome) {
  return outcome.ok() ? "" : outcome.error().message();
}

Asked asked_by(Desk& desk, const std::string& asker, const std::string& text,
               Mouth mouth = Mouth::telegram, const char* where = "32.10.01.2001") {
  return desk.room->ask({.text = text, .area = area(where), .mouth = mouth, .asker = asker})
      .value();
}

std::vector<Claim> queue_of(Desk& desk, QueueQuery query = {.actor = officer()}) {
  return desk.room->queue(query).value().claims;
}

TEST_P(TheQueue, three_copies_in_three_minutes_from_one_group_are_one_row_and_one_asker) {
  Desk desk(GetParam());
  for (const char* text :
       {"Apakah benar pasar Kadipaten akan dipindahkan ke lapangan mulai bulan depan?",
        "Diteruskan: apakah benar pasar Kadipaten akan dipindahkan ke lapangan mulai bulan depan??",
        "APAKAH BENAR PASAR KADIPATEN AKAN DIPINDAHKAN KE LAPANGAN MULAI BULAN DEPAN 🙏"}) {
    asked_by(desk, "grup-41", text);
    desk.clock.advance(std::chrono::minutes(1));
  }

  const auto queue = queue_of(desk);

  ASSERT_EQ(queue.size(), 1U);
  EXPECT_EQ(queue[0].askers, 3) << "three tickets wait for it";
  EXPECT_EQ(queue[0].crowd.people, 1) << "one group asks";
  EXPECT_EQ(queue[0].crowd.last_hour, 3);
}

TEST_P(TheQueue, counts_who_is_not_known_by_themselves) {
  Desk desk(GetParam());
  asked_by(desk, "", market);
  asked_by(desk, "", market);
  asked_by(desk, "dewi", market);
  asked_by(desk, "dewi", market, Mouth::sms);

  EXPECT_EQ(queue_of(desk).at(0).crowd.people, 4) << "the same name by another way may be another";
}

TEST_P(TheQueue, is_ordered_by_people_and_not_by_messages) {
  Desk desk(GetParam());
  for (int copy = 0; copy < 6; ++copy) asked_by(desk, "satu", bridge);
  for (const char* asker : {"a", "b", "c", "d", "e", "f", "g"}) asked_by(desk, asker, market);

  const auto queue = queue_of(desk);

  ASSERT_EQ(queue.size(), 2U);
  EXPECT_EQ(queue[0].crowd.people, 7);
  EXPECT_EQ(queue[1].crowd.people, 1);
}

TEST_P(TheQueue, is_put_in_order_again_as_time_goes_by) {
  Desk desk(GetParam());
  for (const char* asker : {"a", "b", "c"}) asked_by(desk, asker, market);
  desk.clock.advance(std::chrono::hours(3));
  desk.room->refresh_urgency(desk.clock.now());
  const Claim quiet = queue_of(desk).at(0);
  EXPECT_EQ(quiet.crowd.last_hour, 0);
  EXPECT_EQ(quiet.crowd.last_day, 3);
  EXPECT_EQ(quiet.crowd.people, 3);

  desk.clock.advance(std::chrono::hours(24));
  EXPECT_EQ(desk.room->refresh_urgency(desk.clock.now()), 1);
  EXPECT_EQ(queue_of(desk).at(0).crowd.day_before, 3);
  EXPECT_EQ(desk.room->refresh_urgency(desk.clock.now()), 0) << "writes only what changed";
}

TEST_P(TheQueue, follows_a_question_to_the_claim_it_waits_for_next) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(finding("Pasar tidak pindah", market));
  const Asked asked = asked_by(desk, "dewi", market);
  ASSERT_EQ(asked.question.state, QuestionState::answered_from_archive);

  ASSERT_TRUE(desk.room->reject_answer({asked.receipt, published.id}).ok());

  EXPECT_EQ(queue_of(desk).at(0).crowd.people, 1);
}

TEST_P(TheQueue, of_a_withdrawn_verdict_counts_everybody_who_was_answered_by_it) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(finding("Pasar tidak pindah", market));
  for (const char* asker : {"a", "b", "c"}) asked_by(desk, asker, market);

  ASSERT_TRUE(desk.room->withdraw({{officer(), published.id, published.revision}, "keliru"}).ok());
  desk.room->refresh_urgency(desk.clock.now());

  EXPECT_EQ(queue_of(desk).at(0).crowd.people, 3);
}

TEST_P(TheQueue, is_filtered_by_where_how_and_about_what_people_asked) {
  Desk desk(GetParam());
  desk.has_published(
      finding("Rebusan sirsak tidak menyembuhkan kanker",
              "Rebusan daun sirsak menyembuhkan kanker dalam seminggu tanpa operasi"));
  const auto sick = asked_by(desk, "a", "Katanya rebusan daun pepaya menyembuhkan demam berdarah",
                             Mouth::sms, "32.10.05.2003");
  const auto moved = asked_by(desk, "b", market, Mouth::telegram, "32.10.01.2001");
  desk.room->refresh_urgency(desk.clock.now());
  const auto found = [&desk](const QueueQuery& query) {
    std::vector<Id<Claim>> ids;
    for (const Claim& claim : queue_of(desk, query)) ids.push_back(claim.id);
    std::int64_t counted = 0;
    const Result<StateCounts> counts = desk.room->count_queue(query);
    EXPECT_TRUE(counts.ok());
    for (const auto& [state, count] : *counts) counted += count;
    EXPECT_EQ(counted, static_cast<std::int64_t>(ids.size()));
    return ids;
  };

  EXPECT_EQ(found({.actor = officer(), .asked_in = area("32.10.05")}),
            std::vector{sick.question.claim});
  EXPECT_EQ(found({.actor = officer(), .mouth = Mouth::telegram}),
            std::vector{moved.question.claim});
  EXPECT_EQ(found({.actor = officer(), .topic = Topic::health}), std::vector{sick.question.claim});
  EXPECT_TRUE(
      found({.actor = officer(), .asked_in = area("32.10.05"), .mouth = Mouth::telegram}).empty());
  EXPECT_EQ(found({.actor = officer()}).size(), 2U);
}

TEST_P(TheQueue, guesses_harm_from_what_is_known_until_a_person_says_it) {
  Desk desk(GetParam());
  desk.has_published(
      finding("Rebusan sirsak tidak menyembuhkan kanker",
              "Rebusan daun sirsak menyembuhkan kanker dalam seminggu tanpa operasi"));
  const auto asked = asked_by(desk, "a", "Katanya rebusan daun pepaya menyembuhkan demam berdarah");
  desk.room->refresh_urgency(desk.clock.now());
  const Claim guessed = queue_of(desk).at(0);
  EXPECT_EQ(guessed.harm, Harm::high);
  EXPECT_FALSE(guessed.is_harm_set);
  EXPECT_EQ(guessed.guessed_topic, Topic::health);

  EXPECT_EQ(refusal_of(desk.room->set_harm({member(), asked.question.claim, Harm::low})),
            "tabayun.harm.not_allowed");
  const Claim said =
      desk.room->set_harm({checker_of_group_one(), asked.question.claim, Harm::low}).value();
  desk.room->refresh_urgency(desk.clock.now());

  const Claim now = queue_of(desk).at(0);
  EXPECT_EQ(now.harm, Harm::low);
  EXPECT_TRUE(now.is_harm_set);
  EXPECT_EQ(now.urgency, said.urgency);
  EXPECT_LT(now.urgency, guessed.urgency);
}

TEST_P(TheQueue, tells_who_else_looks_and_what_changed_in_ids_and_numbers) {
  Desk desk(GetParam());
  const auto asked = asked_by(desk, "a", market);
  desk.room->look_at(checker_of_group_one(), asked.question.claim);

  EXPECT_EQ(desk.room->who_else_looks(officer(), asked.question.claim),
            std::vector<std::string>{checker_of_group_one().name});
  const Pulse before = desk.room->pulse(officer()).value();
  asked_by(desk, "b", market);
  desk.seal();
  const Pulse after = desk.room->pulse(officer()).value();
  EXPECT_GT(after.revision, before.revision);
  ASSERT_EQ(after.top.size(), 1U);
  EXPECT_EQ(after.top[0].people, 2);
  EXPECT_EQ(after.counts.at(ClaimState::fresh), 1);
  EXPECT_EQ(refusal_of(desk.room->pulse(resident())), "tabayun.desk.not_allowed");
  EXPECT_TRUE(desk.room->pulse(stranger())->top.empty());
}

/// `answers` answers of the machine, the first `refused` of them refused.
std::vector<Asked> has_answered(Desk& desk, const Claim& published, int answers, int refused) {
  std::vector<Asked> all;
  for (int at = 0; at < answers; ++at) {
    all.push_back(asked_by(desk, "penanya-" + std::to_string(at), market));
    EXPECT_EQ(all.back().looked_up.outcome, match::Outcome::answer);
    if (at >= refused) continue;
    EXPECT_TRUE(desk.room->reject_answer({all.back().receipt, published.id}).ok());
  }
  return all;
}

TEST_P(LivePrecision, a_path_that_is_refused_too_often_asks_first_until_its_window_is_over) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(finding("Pasar tidak pindah", market));
  has_answered(desk, published, 50, 2);
  EXPECT_EQ(desk.room->look_up(market)->outcome, match::Outcome::answer) << "not counted yet";

  desk.room->refresh_precision(desk.clock.now());

  EXPECT_EQ(desk.room->look_up(market)->outcome, match::Outcome::ask);
  EXPECT_EQ(asked_by(desk, "lain", market).question.state, QuestionState::waiting);
  const auto told = desk.room->precision();
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[0].path, AnswerPath::text);
  EXPECT_EQ(told[0].answers, 50);
  EXPECT_EQ(told[0].refused, 2);
  EXPECT_TRUE(told[0].falls_back());
  EXPECT_FALSE(told[2].falls_back());
  Tabayun started(desk.surroundings(), [] { return std::string(32, 'k'); });
  started.load();
  EXPECT_EQ(started.look_up(market)->outcome, match::Outcome::ask) << "also after a start";

  desk.room->refresh_precision(desk.clock.now() + precision_window);
  EXPECT_EQ(desk.room->look_up(market)->outcome, match::Outcome::answer);
}

TEST_P(LivePrecision, an_answer_that_the_asker_chose_themselves_does_not_count) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(finding("Pasar tidak pindah", market));
  const Asked waiting = asked_by(desk, "a", bridge);
  ASSERT_TRUE(desk.room->pick_answer({waiting.receipt, published.id}).ok());
  ASSERT_TRUE(desk.room->reject_answer({waiting.receipt, published.id}).ok());

  desk.room->refresh_precision(desk.clock.now());

  EXPECT_EQ(desk.room->precision().at(0).answers, 0);
  EXPECT_EQ(desk.room->precision().at(0).refused, 0);
}

TEST_P(LivePrecision, the_office_lifts_it_and_what_was_counted_is_forgotten) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(finding("Pasar tidak pindah", market));
  has_answered(desk, published, 50, 2);
  desk.room->refresh_precision(desk.clock.now());
  ASSERT_EQ(desk.room->look_up(market)->outcome, match::Outcome::ask);

  EXPECT_EQ(refusal_of(desk.room->lift_path({checker_of_group_one(), AnswerPath::text})),
            "tabayun.precision.not_office");
  ASSERT_TRUE(desk.room->lift_path({officer(), AnswerPath::text}).ok());

  EXPECT_EQ(desk.room->look_up(market)->outcome, match::Outcome::answer);
  EXPECT_EQ(desk.room->precision().at(0).answers, 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, TheQueue,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, LivePrecision,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);

}  // namespace
}  // namespace kentongan::tabayun
