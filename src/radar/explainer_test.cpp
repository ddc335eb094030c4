// Every move of an explainer from every state, and who may.
#include "radar/explainer.hpp"

#include <gtest/gtest.h>

namespace kentongan::radar {
namespace {

constexpr Instant now = Instant::from_micros(1'790'000'000'000'000);

people::Actor with(std::int64_t account, people::Role role, const char* area,
                   std::int64_t group = 0) {
  return {Id<people::Account>::from_raw(account),
          "Contoh",
          {{role, places::AreaCode::parse(area).value(), Id<groups::Group>::from_raw(group)}}};
}
const people::Actor officer = with(1, people::Role::petugas_ikp, "32.10");
const people::Actor officer_elsewhere = with(2, people::Role::petugas_ikp, "62.10");
const people::Actor member = with(3, people::Role::anggota, "32.10.01.2001", 5);
const people::Actor chair_elsewhere = with(4, people::Role::ketua, "32.10.02.2001", 6);

Explainer explainer_in(ExplainerState state) {
  Explainer made;
  made.state = state;
  made.area = places::AreaCode::parse("32.10").value();
  made.group = Id<groups::Group>::from_raw(5);
  made.revision = 3;
  return made;
}

MoveExplainer command(const people::Actor& actor, ExplainerMove move) {
  return {.actor = actor,
          .explainer = {},
          .seen_revision = 3,
          .move = move,
          .group = Id<groups::Group>::from_raw(5),
          .item = Id<newsroom::Item>::from_raw(9),
          .reason = "sudah dijelaskan dinas pertanian"};
}

template <typename T>
std::string refusal_of(const Result<T>& result) {
  return result.ok() ? "" : result.error().message();
}

TEST(Explainer, goes_only_where_the_table_leads) {
  for (const auto from : {ExplainerState::open, ExplainerState::assigned, ExplainerState::done,
                          ExplainerState::dropped}) {
    for (const auto move : {ExplainerMove::assign, ExplainerMove::finish, ExplainerMove::drop}) {
      const auto moved = decide_move(explainer_in(from), command(officer, move), now);
      if (const auto to = after(from, move)) {
        ASSERT_TRUE(moved.ok()) << name_of(from) << " " << name_of(move);
        EXPECT_EQ(moved->state, *to);
        EXPECT_EQ(moved->revision, 4);
      } else {
        EXPECT_EQ(refusal_of(moved), "radar.explainer.over") << name_of(from);
      }
    }
  }
}

TEST(Explainer, the_office_leads_it_and_its_group_may_say_it_is_done) {
  const Explainer given = explainer_in(ExplainerState::assigned);
  const auto refusal = [&](const people::Actor& actor, ExplainerMove move) {
    return refusal_of(decide_move(given, command(actor, move), now));
  };
  EXPECT_EQ(refusal(member, ExplainerMove::finish), "");
  EXPECT_EQ(refusal(member, ExplainerMove::drop), "radar.explainer.not_office");
  EXPECT_EQ(refusal(member, ExplainerMove::assign), "radar.explainer.not_office");
  EXPECT_EQ(refusal(chair_elsewhere, ExplainerMove::finish), "radar.explainer.not_found");
  EXPECT_EQ(refusal(officer_elsewhere, ExplainerMove::drop), "radar.explainer.not_found");
}

TEST(Explainer, says_what_is_missing) {
  const Explainer open = explainer_in(ExplainerState::open);
  MoveExplainer nobody = command(officer, ExplainerMove::assign);
  nobody.group = {};
  EXPECT_EQ(refusal_of(decide_move(open, nobody, now)), "radar.explainer.nobody");
  MoveExplainer nothing = command(officer, ExplainerMove::finish);
  nothing.item = {};
  EXPECT_EQ(refusal_of(decide_move(open, nothing, now)), "radar.explainer.no_item");
  MoveExplainer mute = command(officer, ExplainerMove::drop);
  mute.reason = "  ";
  EXPECT_EQ(refusal_of(decide_move(open, mute, now)), "radar.explainer.no_reason");
  MoveExplainer late = command(officer, ExplainerMove::drop);
  late.seen_revision = 2;
  EXPECT_EQ(refusal_of(decide_move(open, late, now)), "radar.explainer.changed");
}

TEST(Explainer, is_opened_by_the_office_of_its_area) {
  const auto open = [](const people::Actor& actor, const char* area, const char* title) {
    return refusal_of(decide_open({.actor = actor,
                                   .claim = Id<tabayun::Claim>::from_raw(7),
                                   .area = places::AreaCode::parse(area).value(),
                                   .title = title},
                                  now));
  };
  EXPECT_EQ(open(officer, "32.10.01", "Siapa yang berhak menerima pupuk?"), "");
  EXPECT_EQ(open(officer, "", "Siapa yang berhak menerima pupuk?"), "");
  EXPECT_EQ(open(officer_elsewhere, "32.10.01", "Siapa?"), "radar.explainer.not_office");
  EXPECT_EQ(open(member, "32.10.01", "Siapa?"), "radar.explainer.not_office");
  EXPECT_EQ(open(member, "", "Siapa?"), "radar.explainer.not_office");
  EXPECT_EQ(open(officer, "32.10", " "), "radar.explainer.title");
}

}  // namespace
}  // namespace kentongan::radar
