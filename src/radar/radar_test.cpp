// The room on both engines: from questions to a list, the same after a restart; explainers.
#include "radar/radar.hpp"

#include "tabayun/desk_for_tests.hpp"

#include <gtest/gtest.h>

namespace kentongan::radar {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using tabayun::area;

class RadarRoom : public tabayun::OnBothEngines {};

constexpr const char* rumour = "Katanya bantuan pupuk hanya untuk yang punya kartu merah";

struct Office : tabayun::Desk {
  explicit Office(db::Engine engine) : tabayun::Desk(engine), radar(surroundings(), *room) {}

  tabayun::Asked asks_as(const std::string& asker, const std::string& text = rumour,
                         const char* where = "32.10.01.2001") {
    return room
        ->ask({.text = text,
               .area = area(where),
               .form_key = "form" + std::to_string(++forms),
               .mouth = tabayun::Mouth::sms,
               .asker = asker})
        .value();
  }
  std::vector<Rising> survey(const people::Actor& actor, Window window = Window::hour) {
    seal();
    return radar.survey({.actor = actor, .window = window}).value();
  }

  int forms = 0;
  Radar radar;
};

void expect_same(const std::vector<Topic>& one, const std::vector<Topic>& other) {
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t at = 0; at < one.size(); ++at) {
    EXPECT_EQ(one[at].claim, other[at].claim);
    EXPECT_EQ(one[at].area, other[at].area);
    EXPECT_EQ(one[at].hours, other[at].hours);
    for (const Window window : all_windows) {
      EXPECT_EQ(one[at].in(window).askers, other[at].in(window).askers);
      EXPECT_EQ(one[at].in(window).decayed, other[at].in(window).decayed);
      EXPECT_EQ(one[at].in(window).expected, other[at].in(window).expected);
    }
  }
}

TEST_P(RadarRoom, what_many_ask_is_shown_to_the_office_of_the_place_and_to_nobody_else) {
  Office office(GetParam());
  for (int at = 0; at < 6; ++at) {
    office.asks_as("0812000" + std::to_string(at));
    office.clock.advance(minutes(3));
  }

  const auto rising = office.survey(tabayun::officer());

  ASSERT_EQ(rising.size(), 1U);
  EXPECT_EQ(rising[0].claim.finding.title, rumour);
  EXPECT_EQ(rising[0].topic.area, area("32.10.01"));
  EXPECT_EQ(rising[0].topic.in(Window::hour).askers, 6);
  const auto elsewhere =
      tabayun::person(71, {tabayun::in_area(people::Role::petugas_ikp, "62.10")});
  EXPECT_TRUE(office.survey(elsewhere).empty());
  const auto refused = office.radar.survey({.actor = tabayun::member()});
  ASSERT_FALSE(refused.ok());
  EXPECT_STREQ(refused.error().message(), "radar.not_office");
}

TEST_P(RadarRoom, a_restart_and_another_node_read_the_same) {
  Office office(GetParam());
  (void)office.survey(tabayun::officer());  // follows from the beginning
  for (int at = 0; at < 30; ++at) {
    office.asks_as("0812000" + std::to_string(at % 9),
                   at % 2 == 0 ? rumour : "Benarkah air PAM akan mati tiga hari?",
                   at % 3 == 0 ? "32.10.02.2001" : "32.10.01.2002");
    office.clock.advance(minutes(41));
    if (at % 7 == 0) (void)office.survey(tabayun::officer());
  }
  office.seal();
  Radar restarted(office.surroundings(), *office.room);
  const Instant now = office.clock.now();

  const auto followed = office.radar.topics_at(now);

  EXPECT_FALSE(followed.empty());
  auto again = restarted.topics_at(now);
  auto in_order = followed;
  const auto by_place = [](const Topic& one, const Topic& other) {
    return std::pair(one.claim, one.area) < std::pair(other.claim, other.area);
  };
  std::sort(again.begin(), again.end(), by_place);
  std::sort(in_order.begin(), in_order.end(), by_place);
  expect_same(in_order, again);
}

TEST_P(RadarRoom, who_asked_about_a_twin_is_counted_with_what_it_was_joined_to) {
  Office office(GetParam());
  const auto known =
      office.has_published(tabayun::finding("Kartu merah untuk pupuk tidak ada sama sekali"));
  (void)office.survey(tabayun::officer());
  tabayun::Asked asked;
  for (int at = 0; at < 5; ++at) asked = office.asks_as("0812000" + std::to_string(at));
  ASSERT_EQ(office.survey(tabayun::officer()).at(0).claim.id, asked.question.claim);
  const auto claim = office.room->find_headlines({asked.question.claim}).at(0);

  ASSERT_TRUE(office.room->merge({{tabayun::officer(), claim.id, claim.revision}, known.id}).ok());

  const auto rising = office.survey(tabayun::officer());
  ASSERT_EQ(rising.size(), 1U);
  EXPECT_EQ(rising[0].claim.id, known.id);
  EXPECT_TRUE(rising[0].claim.is_public());
}

TEST_P(RadarRoom, a_trend_ends_by_itself) {
  Office office(GetParam());
  for (int at = 0; at < 6; ++at) office.asks_as("0812000" + std::to_string(at));
  ASSERT_EQ(office.survey(tabayun::officer()).size(), 1U);

  office.clock.advance(hours(2));
  EXPECT_TRUE(office.survey(tabayun::officer()).empty());
  EXPECT_EQ(office.survey(tabayun::officer(), Window::day).size(), 1U);
  office.clock.advance(hours(24 * 29));
  EXPECT_TRUE(office.survey(tabayun::officer(), Window::week).empty());
}

TEST_P(RadarRoom, an_explainer_is_owed_once_until_it_is_written_or_dropped) {
  Office office(GetParam());
  const auto asked = office.asks_as("08120001");
  const OpenExplainer open{
      .actor = tabayun::officer(), .claim = asked.question.claim, .area = area("32.10.01")};

  const Explainer made = office.radar.open_explainer(open).value();
  EXPECT_EQ(made.title, rumour);
  EXPECT_STREQ(office.radar.open_explainer(open).error().message(), "radar.explainer.exists");

  const Explainer given = office.radar
                              .move_explainer({.actor = tabayun::officer(),
                                               .explainer = made.id,
                                               .seen_revision = made.revision,
                                               .move = ExplainerMove::assign,
                                               .group = Id<groups::Group>::from_raw(1)})
                              .value();
  EXPECT_EQ(office.radar.list_explainers(tabayun::member()).size(), 1U) << "of their group";
  EXPECT_TRUE(office.radar.list_explainers(tabayun::checker_of_group_two()).empty());
  EXPECT_FALSE(office.radar.find_explainer(tabayun::stranger(), made.id).ok());

  const Explainer done = office.radar
                             .move_explainer({.actor = tabayun::member(),
                                              .explainer = made.id,
                                              .seen_revision = given.revision,
                                              .move = ExplainerMove::finish,
                                              .item = Id<newsroom::Item>::from_raw(99)})
                             .value();
  EXPECT_EQ(done.state, ExplainerState::done);
  EXPECT_EQ(office.radar.explainer_about(tabayun::officer(), asked.question.claim)->item.raw(), 99);
  EXPECT_TRUE(office.radar.open_explainer(open).ok()) << "the next programme, the next question";
  const auto kinds = office.ledger_kinds();
  EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "explainer_opened"), 2);
  EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "explainer_done"), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, RadarRoom,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         tabayun::engine_name);

}  // namespace
}  // namespace kentongan::radar
