// Promises about pictures that come with questions: seen by the desk alone, learnt from people
// alone, forgotten in time.
#include "tabayun/desk_for_tests.hpp"
#include "tabayun/tabayun.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>

namespace kentongan::tabayun {
namespace {

const std::string flood = "Foto banjir besar di jembatan Cimanuk pagi tadi, ratusan rumah hanyut";

template <typename Outcome>
std::string refusal_of(const Outcome& outcome) {
  return outcome.ok() ? "" : outcome.error().message();
}

/// A fingerprint that differs from others of other numbers in about half of its bits.
Fingerprint fingerprint(std::uint64_t number) {
  Fingerprint made;
  std::uint64_t state = number * 0x9e3779b97f4a7c15ULL;
  for (std::uint64_t& word : made.bits) {
    state = (state ^ state >> 30) * 0xbf58476d1ce4e5b9ULL + number;
    word = state ^ state >> 27;
  }
  return made;
}

/// The same with `bits` of them turned.
Fingerprint turned(Fingerprint from, int bits) {
  for (int bit = 0; bit < bits; ++bit)
    from.bits[static_cast<std::size_t>(bit % 4)] ^= std::uint64_t{1} << (bit / 4 * 3);
  return from;
}

/// A picture that looks like the `number`th one but for `bits` of 256.
SentPicture picture(std::uint64_t number, int bits = 0) {
  SentPicture sent;
  sent.looks = {.quality = 90,
                .whole = {turned(fingerprint(number), bits)},
                .parts = {turned(fingerprint(number + 1'000), bits)},
                .probes = {fingerprint(number + 2'000)}};
  sent.safe = {.mime = "image/png",
               .width = 720,
               .height = 1'280,
               .bytes = "picture " + std::to_string(number) + " " + std::to_string(bits)};
  return sent;
}

class Pictures : public OnBothEngines {};

Asked sends(Desk& desk, const std::string& text, const SentPicture& sent,
            const std::string& form = "", const char* from = "32.10.01.2001") {
  AskQuestion command{.text = text, .area = area(from), .form_key = form};
  command.picture = sent;
  return desk.room->ask(command).value();
}

/// Goes the whole way from the queue to a verdict.
Claim checked(Desk& desk, Id<Claim> claim, const Finding& what) {
  const std::int64_t seen = desk.room->open_file(officer(), claim)->claim.revision;
  const Claim taken = desk.room->take({checker_of_group_one(), claim, seen}).value();
  const Claim proposed =
      desk.room->propose_verdict({{checker_of_group_one(), taken.id, taken.revision}, what})
          .value();
  return desk.room->confirm_verdict({officer(), proposed.id, proposed.revision}).value();
}

/// A fact check whose picture is known.
Claim has_known(Desk& desk, std::uint64_t number, const Finding& what) {
  return checked(desk, sends(desk, "", picture(number)).question.claim, what);
}

Finding about_flood() { return finding("Foto banjir itu diambil tahun 2014", flood); }

TEST_P(Pictures, of_a_question_are_seen_by_its_desk_and_by_nobody_else) {
  Desk desk(GetParam());
  const Asked asked = sends(desk, flood, picture(1));
  const Id<Question> question = asked.question.id;

  const SafePicture shown = desk.room->open_picture({member(), question}).value();
  EXPECT_EQ(shown.bytes, picture(1).safe.bytes);
  EXPECT_EQ(shown.mime, "image/png");
  EXPECT_EQ(refusal_of(desk.room->open_picture({stranger(), question})), "tabayun.picture.gone");
  EXPECT_EQ(refusal_of(desk.room->open_picture({resident(), question})),
            "tabayun.desk.not_allowed");
  EXPECT_EQ(refusal_of(desk.room->open_picture({people::Actor(), question})),
            "tabayun.desk.not_allowed");
  const ClaimFile file = desk.room->open_file(member(), asked.question.claim).value();
  ASSERT_EQ(file.pictures.size(), 1U);
  EXPECT_EQ(file.pictures.front().question, question);
  EXPECT_EQ(file.pictures.front().width, 720);
}

TEST_P(Pictures, without_words_wait_as_one_row_when_they_are_the_same) {
  Desk desk(GetParam());
  const Asked one = sends(desk, "", picture(1));
  const Asked two = sends(desk, " 🙏🙏 ", picture(1));
  const Asked other = sends(desk, "", picture(2));

  EXPECT_EQ(one.question.state, QuestionState::waiting);
  EXPECT_EQ(two.question.claim, one.question.claim);
  EXPECT_EQ(two.askers, 2);
  EXPECT_NE(other.question.claim, one.question.claim);
  EXPECT_EQ(desk.room->open_file(officer(), one.question.claim)->pictures.size(), 1U);
}

TEST_P(Pictures, sent_twice_with_one_form_are_one_question) {
  Desk desk(GetParam());
  const Asked one = sends(desk, "", picture(1), "form");
  const Asked two = sends(desk, "", picture(1), "form");

  EXPECT_EQ(one.receipt, two.receipt);
  EXPECT_EQ(one.question.id, two.question.id);
  EXPECT_NE(sends(desk, "", picture(2), "form").receipt, one.receipt);
}

TEST_P(Pictures, that_say_and_show_nothing_are_refused) {
  Desk desk(GetParam());
  AskQuestion command;
  command.picture = picture(1);
  command.picture->looks.quality = 10;

  EXPECT_EQ(refusal_of(desk.room->ask(command)), "tabayun.question.picture_tells_nothing");
}

TEST_P(Pictures, of_a_verdict_are_known_here_at_once_and_on_other_nodes_when_they_follow) {
  Desk desk(GetParam());
  Tabayun other(desk.surroundings(), [] { return std::string(32, 'k'); });
  other.load();
  const Claim known = has_known(desk, 1, about_flood());

  const Asked same = sends(desk, "", picture(1, 10));
  EXPECT_EQ(same.question.state, QuestionState::answered_from_archive);
  EXPECT_EQ(same.question.claim, known.id);
  ASSERT_EQ(same.looked_up.matches.size(), 1U);
  EXPECT_EQ(same.looked_up.matches.front().picture_distance, 10);

  desk.seal();
  other.follow();
  EXPECT_EQ(other.look_up(same.question)->outcome, match::Outcome::answer);
  Tabayun restarted(desk.surroundings(), [] { return std::string(32, 'k'); });
  restarted.load();
  EXPECT_EQ(restarted.look_up(same.question)->outcome, match::Outcome::answer);
}

TEST_P(Pictures, that_are_only_alike_are_asked_about_and_others_wait) {
  Desk desk(GetParam());
  const Claim known = has_known(desk, 1, about_flood());

  const Asked alike = sends(desk, "", picture(1, 11));
  EXPECT_EQ(alike.question.state, QuestionState::waiting);
  EXPECT_EQ(alike.looked_up.outcome, match::Outcome::ask);
  ASSERT_EQ(alike.looked_up.matches.size(), 1U);
  EXPECT_EQ(alike.looked_up.matches.front().claim.id, known.id);
  EXPECT_EQ(sends(desk, "", picture(1, 31)).looked_up.outcome, match::Outcome::ask);
  EXPECT_EQ(sends(desk, "", picture(1, 32)).looked_up.outcome, match::Outcome::queue);
  EXPECT_EQ(sends(desk, "", picture(5)).looked_up.outcome, match::Outcome::queue);
}

TEST_P(Pictures, that_are_the_same_under_two_verdicts_are_asked_about) {
  Desk desk(GetParam());
  has_known(desk, 1, about_flood());
  Finding right = finding("Foto pasar kebanjiran itu benar dari bulan lalu");
  right.verdict = Verdict::true_;
  right.kind.reset();
  right.type.reset();
  // Words beside it: nobody was answered by the picture alone, and a person judged it apart.
  const Asked second = sends(desk, "Pasar mana ini yang kena air sampai lutut", picture(1, 1));
  checked(desk, second.question.claim, right);

  const Asked asked = sends(desk, "", picture(1, 5));

  EXPECT_EQ(asked.looked_up.outcome, match::Outcome::ask);
  EXPECT_EQ(asked.looked_up.matches.size(), 2U);
}

TEST_P(Pictures, with_words_that_are_not_the_fact_checks_are_asked_about_never_answered) {
  Desk desk(GetParam());
  has_known(desk, 1, about_flood());

  const Asked asked =
      sends(desk, "Gempa kemarin merobohkan masjid tua di kampung sebelah", picture(1));

  EXPECT_EQ(asked.looked_up.outcome, match::Outcome::ask);
  EXPECT_EQ(asked.question.state, QuestionState::waiting);
}

TEST_P(Pictures, are_forgotten_when_the_question_is_answered) {
  Desk desk(GetParam());
  const Asked asked = sends(desk, flood, picture(1));
  EXPECT_TRUE(desk.room->find_ticket(asked.receipt)->has_picture);

  checked(desk, asked.question.claim, about_flood());

  EXPECT_FALSE(desk.room->find_ticket(asked.receipt)->has_picture);
  EXPECT_EQ(refusal_of(desk.room->open_picture({officer(), asked.question.id})),
            "tabayun.picture.gone");
}

TEST_P(Pictures, are_forgotten_after_a_month_and_those_answered_at_once_after_a_day) {
  Desk desk(GetParam());
  const Claim known = has_known(desk, 1, about_flood());
  const Asked waiting = sends(desk, "", picture(2));
  const Asked answered = sends(desk, "", picture(1));
  desk.room->sweep();
  EXPECT_TRUE(desk.room->find_ticket(answered.receipt)->has_picture);
  EXPECT_EQ(refusal_of(desk.room->open_picture({officer(), answered.question.id})),
            "tabayun.picture.gone");

  desk.clock.advance(std::chrono::hours(25));
  desk.room->sweep();
  EXPECT_FALSE(desk.room->find_ticket(answered.receipt)->has_picture);
  EXPECT_TRUE(desk.room->open_picture({officer(), waiting.question.id}).ok());

  desk.clock.advance(std::chrono::hours(24 * 30));
  desk.room->sweep();
  EXPECT_FALSE(desk.room->find_ticket(waiting.receipt)->has_picture);
  EXPECT_EQ(desk.room->look_up(answered.question)->matches.front().claim.id, known.id);
}

TEST_P(Pictures, that_were_answered_wrongly_are_seen_by_the_desk_after_all) {
  Desk desk(GetParam());
  const Claim known = has_known(desk, 1, about_flood());
  const Asked asked = sends(desk, "", picture(1));

  const Ticket ticket = desk.room->reject_answer({asked.receipt, known.id}).value();

  EXPECT_EQ(ticket.question.state, QuestionState::waiting);
  EXPECT_TRUE(desk.room->open_picture({officer(), asked.question.id}).ok());
  EXPECT_EQ(ticket.refused, std::vector{known.id});
}

TEST_P(Pictures, are_forgotten_when_the_asker_wants_it) {
  Desk desk(GetParam());
  const Asked asked = sends(desk, flood, picture(1));

  const Ticket ticket = desk.room->forget_picture(asked.receipt).value();

  EXPECT_FALSE(ticket.has_picture);
  EXPECT_TRUE(desk.room->forget_picture(asked.receipt).ok());
  EXPECT_EQ(refusal_of(desk.room->open_picture({officer(), asked.question.id})),
            "tabayun.picture.gone");
  EXPECT_EQ(refusal_of(desk.room->forget_picture("AAAAA-AAAAA-AAAAA")), "tabayun.receipt.unknown");
}

TEST_P(Pictures, that_do_not_belong_are_removed_by_the_desk_and_never_learnt) {
  Desk desk(GetParam());
  const Asked asked = sends(desk, flood, picture(1));
  sends(desk, flood, picture(1));

  EXPECT_EQ(refusal_of(desk.room->remove_picture({stranger(), asked.question.id})),
            "tabayun.picture.gone");
  ASSERT_TRUE(desk.room->remove_picture({member(), asked.question.id}).ok());
  const ClaimFile file = desk.room->open_file(officer(), asked.question.claim).value();
  EXPECT_TRUE(file.pictures.empty());
  EXPECT_EQ(file.events.back().what, "remove_picture");
  checked(desk, asked.question.claim, about_flood());

  EXPECT_EQ(sends(desk, "", picture(1)).looked_up.outcome, match::Outcome::queue);
}

TEST_P(Pictures, of_a_pick_are_seen_by_the_desk_and_known_when_it_is_accepted) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(about_flood());
  const Asked asked = sends(desk, "", picture(1));
  ASSERT_TRUE(desk.room->pick_answer({asked.receipt, published.id}).ok());
  EXPECT_EQ(sends(desk, "", picture(1)).looked_up.outcome, match::Outcome::queue);

  const auto picks = desk.room->list_picks(member(), 10);
  ASSERT_EQ(picks.size(), 1U);
  EXPECT_TRUE(picks.front().has_picture);
  EXPECT_TRUE(desk.room->open_picture({member(), asked.question.id}).ok());
  EXPECT_EQ(refusal_of(desk.room->open_picture({stranger(), asked.question.id})),
            "tabayun.picture.gone");
  ASSERT_TRUE(desk.room->read_pick({member(), asked.question.id, PickState::accepted}).ok());

  EXPECT_EQ(sends(desk, "", picture(1)).question.claim, published.id);
  EXPECT_FALSE(desk.room->find_ticket(asked.receipt)->has_picture);
  EXPECT_TRUE(desk.room->open_file(officer(), published.id)->messages.empty());
}

TEST_P(Pictures, of_a_declined_pick_wait_and_are_not_learnt) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(about_flood());
  const Asked asked = sends(desk, "", picture(1));
  ASSERT_TRUE(desk.room->pick_answer({asked.receipt, published.id}).ok());

  ASSERT_TRUE(desk.room->read_pick({member(), asked.question.id, PickState::declined}).ok());

  EXPECT_EQ(desk.room->find_ticket(asked.receipt)->question.state, QuestionState::waiting);
  EXPECT_TRUE(desk.room->open_picture({member(), asked.question.id}).ok());
  EXPECT_EQ(sends(desk, "", picture(1)).looked_up.outcome, match::Outcome::queue);
}

TEST_P(Pictures, of_a_twin_are_known_ones_of_what_answers_it) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(about_flood());
  const Asked asked = sends(desk, "", picture(1));
  const std::int64_t seen = desk.room->open_file(officer(), asked.question.claim)->claim.revision;

  ASSERT_TRUE(desk.room->merge({{officer(), asked.question.claim, seen}, published.id}).ok());

  EXPECT_EQ(sends(desk, "", picture(1, 3)).question.claim, published.id);
}

TEST(Fingerprints, are_kept_as_digits_and_read_back) {
  const std::vector<Fingerprint> some{fingerprint(1), fingerprint(2)};
  EXPECT_EQ(parse_fingerprints(text_of(some)).value(), some);
  EXPECT_TRUE(parse_fingerprints("")->empty());
  EXPECT_FALSE(parse_fingerprints("12 34").ok());
  EXPECT_EQ(distance(fingerprint(1), turned(fingerprint(1), 31)), 31);
  EXPECT_GT(distance(fingerprint(1), fingerprint(2)), 60);
}

INSTANTIATE_TEST_SUITE_P(Engines, Pictures,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);

}  // namespace
}  // namespace kentongan::tabayun
