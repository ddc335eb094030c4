#include "newsroom/workflow.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace kentongan::newsroom {
namespace {

using people::Actor;
using people::Role;

constexpr Instant noon = Instant::from_micros(1'790'000'000'000'000);
const Id<groups::Group> group = Id<groups::Group>::from_raw(77);
const Id<groups::Group> other_group = Id<groups::Group>::from_raw(78);

places::AreaCode area(const char* code) { return places::AreaCode::parse(code).value(); }

Actor person(std::int64_t account, std::vector<people::Held> roles) {
  Actor actor;
  actor.account = Id<people::Account>::from_raw(account);
  actor.name = "Tokoh Rekaan";
  actor.roles = std::move(roles);
  return actor;
}
Actor member(std::int64_t account = 1) {
  return person(account, {{Role::anggota, area("32.10.01.2001"), group}});
}
Actor officer(std::int64_t account = 2) {
  return person(account, {{Role::ketua, area("32.10.01.2001"), group}});
}
Actor office(std::int64_t account = 3) {
  return person(account, {{Role::petugas_ikp, area("32.10"), {}}});
}
Actor far_office() { return person(4, {{Role::petugas_ikp, area("62.10"), {}}}); }
Actor stranger() { return person(5, {{Role::ketua, area("32.10.02.2001"), other_group}}); }

Content content() {
  Content content;
  content.title = "Posyandu hari Rabu";
  content.body = "Datang pukul delapan.";
  content.source = "Bidan desa";
  content.group = group;
  content.areas = {area("32.10.01.2001")};
  return content;
}

Item item_in(State state) {
  Item item = decide_create(member(), content(), noon).value();
  item.state = state;
  if (state == State::published || state == State::corrected) item.published_at = noon;
  if (state == State::scheduled) item.scheduled_at = noon + std::chrono::hours(1);
  return item;
}

Act act_of(const Actor& actor, const Item& item) { return {actor, item.revision, noon}; }

template <typename T>
std::string refusal(const Result<T>& result) {
  return result.ok() ? "" : result.error().message();
}

TEST(Workflow, an_item_becomes_public_only_by_way_of_an_approval) {
  for (const AllowedMove& allowed : allowed_moves) {
    if (allowed.to != State::published || allowed.from == State::published) continue;
    EXPECT_TRUE(allowed.from == State::approved || allowed.from == State::scheduled);
  }
}

TEST(Workflow, every_state_can_be_left_and_reached) {
  for (const State state :
       {State::draft, State::submitted, State::in_review, State::returned, State::approved,
        State::scheduled, State::published, State::corrected, State::withdrawn, State::archived}) {
    const auto leaves = [state](const AllowedMove& allowed) { return allowed.from == state; };
    const auto reaches = [state](const AllowedMove& allowed) { return allowed.to == state; };
    EXPECT_TRUE(std::any_of(allowed_moves.begin(), allowed_moves.end(), leaves)) << name_of(state);
    EXPECT_TRUE(std::any_of(allowed_moves.begin(), allowed_moves.end(), reaches)) << name_of(state);
    EXPECT_EQ(find_state(name_of(state)), state);
  }
}

TEST(Workflow, a_member_writes_for_their_group_and_a_stranger_does_not) {
  EXPECT_TRUE(decide_create(member(), content(), noon).ok());
  EXPECT_EQ(refusal(decide_create(stranger(), content(), noon)), "newsroom.write.not_allowed");
  EXPECT_EQ(refusal(decide_create(far_office(), content(), noon)), "newsroom.write.not_allowed");
}

TEST(Workflow, the_office_writes_for_its_areas_only) {
  Content notice = content();
  notice.group = {};
  notice.areas = {area("32.10")};

  EXPECT_TRUE(decide_create(office(), notice, noon).ok());
  EXPECT_EQ(refusal(decide_create(member(), notice, noon)), "newsroom.write.not_allowed");
  EXPECT_EQ(refusal(decide_create(far_office(), notice, noon)), "newsroom.write.not_allowed");
}

TEST(Workflow, a_draft_may_lack_anything_but_is_submitted_complete) {
  Content empty;
  empty.group = group;
  Item draft = decide_create(member(), empty, noon).value();
  const auto refused_for = [&draft] {
    return refusal(decide_submit(draft, act_of(member(), draft)));
  };

  EXPECT_EQ(refused_for(), "newsroom.title.too_short");
  draft.content.title = "Abc";
  EXPECT_EQ(refused_for(), "newsroom.body.empty");
  draft.content.body = "Isi";
  EXPECT_EQ(refused_for(), "newsroom.source.missing");
  draft.content.source = "Sumber";
  EXPECT_EQ(refused_for(), "newsroom.areas.missing");
  draft.content.areas = {area("32.10.01.2001")};
  EXPECT_EQ(refused_for(), "");
}

TEST(Workflow, nobody_approves_what_they_wrote) {
  Item item = decide_create(officer(), content(), noon).value();
  item.state = State::in_review;

  EXPECT_EQ(refusal(decide_approve(item, act_of(officer(), item))), "newsroom.review.own_work");
  EXPECT_EQ(decide_approve(item, act_of(office(), item)).value().state, State::approved);
}

TEST(Workflow, who_changed_a_word_cannot_approve_either) {
  Item item = item_in(State::in_review);
  Content changed = item.content;
  changed.body = "Datang pukul sembilan.";
  item = decide_edit(item, changed, act_of(office(), item)).value();

  EXPECT_EQ(item.state, State::in_review);
  EXPECT_EQ(refusal(decide_approve(item, act_of(office(), item))), "newsroom.review.own_work");
  EXPECT_TRUE(decide_approve(item, act_of(officer(), item)).ok());
}

TEST(Workflow, a_group_officer_approves_in_their_own_group_only) {
  const Item item = item_in(State::in_review);
  EXPECT_TRUE(decide_approve(item, act_of(officer(), item)).ok());
  EXPECT_EQ(refusal(decide_approve(item, act_of(stranger(), item))), "newsroom.review.not_allowed");
  EXPECT_EQ(refusal(decide_approve(item, act_of(member(9), item))), "newsroom.review.not_allowed");
  EXPECT_EQ(refusal(decide_approve(item, act_of(far_office(), item))),
            "newsroom.review.not_allowed");
}

TEST(Workflow, a_change_after_approval_drops_the_approval) {
  Item item = decide_approve(item_in(State::in_review), {officer(), 1, noon}).value();
  ASSERT_FALSE(item.approver.is_none());
  Content changed = item.content;
  changed.title = "Posyandu hari Kamis";

  const Item after_edit = decide_edit(item, changed, act_of(member(), item)).value();

  EXPECT_EQ(after_edit.state, State::submitted);
  EXPECT_TRUE(after_edit.approver.is_none());
}

TEST(Workflow, saving_the_same_text_again_changes_nothing) {
  const Item item = decide_approve(item_in(State::in_review), {officer(), 1, noon}).value();
  const Item same = decide_edit(item, item.content, act_of(member(), item)).value();
  EXPECT_EQ(same.state, State::approved);
  EXPECT_EQ(same.revision, item.revision);
}

TEST(Workflow, who_saw_an_older_revision_is_refused_in_every_move) {
  const Item item = item_in(State::approved);
  const Actor somebody = office();
  const Act late{somebody, item.revision - 1, noon};
  EXPECT_EQ(refusal(decide_publish(item, late)), "item.changed_meanwhile");
  EXPECT_EQ(refusal(decide_edit(item, content(), late)), "item.changed_meanwhile");
  EXPECT_EQ(refusal(decide_submit(item, late)), "item.changed_meanwhile");
  EXPECT_EQ(refusal(decide_withdraw(item, "alasan", late)), "item.changed_meanwhile");
}

TEST(Workflow, a_group_officer_publishes_in_their_own_village_and_no_further) {
  Item item = item_in(State::approved);
  EXPECT_TRUE(decide_publish(item, act_of(officer(), item)).ok());

  item.content.areas = {area("32.10.01")};
  EXPECT_EQ(refusal(decide_publish(item, act_of(officer(), item))), "newsroom.publish.not_allowed");
  EXPECT_TRUE(decide_publish(item, act_of(office(), item)).ok());
  EXPECT_EQ(refusal(decide_publish(item, act_of(member(), item))), "newsroom.publish.not_allowed");
}

TEST(Workflow, personal_numbers_do_not_go_out) {
  Item item = item_in(State::approved);
  item.content.summary = "Hubungi 0812-3456-7890";
  item.content.body = "NIK 3210011201900001";

  const Item published = decide_publish(item, act_of(office(), item)).value();

  EXPECT_EQ(published.content.summary, "Hubungi [nomor telepon disamarkan]");
  EXPECT_EQ(published.content.body, "NIK [NIK disamarkan]");
  EXPECT_EQ(published.text_revision, published.revision);
}

TEST(Workflow, a_time_to_publish_lies_ahead_and_within_a_year) {
  const Item item = item_in(State::approved);
  EXPECT_EQ(refusal(decide_schedule(item, noon, act_of(office(), item))), "newsroom.schedule.past");
  EXPECT_EQ(
      refusal(decide_schedule(item, noon + std::chrono::hours(24 * 400), act_of(office(), item))),
      "newsroom.schedule.too_far");
  EXPECT_TRUE(decide_schedule(item, noon + Span(1), act_of(office(), item)).ok());
}

TEST(Workflow, what_is_scheduled_goes_out_at_its_time_and_not_before) {
  const Item item = item_in(State::scheduled);
  EXPECT_EQ(refusal(decide_publish_due(item, noon)), "newsroom.schedule.not_due");
  const Item published = decide_publish_due(item, noon + std::chrono::hours(1)).value();
  EXPECT_EQ(published.state, State::published);
  EXPECT_FALSE(published.scheduled_at);
}

TEST(Workflow, a_correction_waits_for_somebody_else) {
  const Item item = item_in(State::published);
  Content right = item.content;
  right.body = "Datang pukul tujuh.";

  const Item waiting =
      decide_propose_correction(item, right, "Jamnya keliru", act_of(member(), item)).value();
  Revision proposed;
  proposed.number = waiting.pending_correction;
  proposed.content = right;
  proposed.note = "Jamnya keliru";

  EXPECT_EQ(waiting.content.body, "Datang pukul delapan.");  // readers still see what was published
  EXPECT_EQ(refusal(decide_correct(waiting, proposed, act_of(member(), waiting))),
            "newsroom.review.own_work");
  const Item corrected = decide_correct(waiting, proposed, act_of(officer(), waiting)).value();
  EXPECT_EQ(corrected.state, State::corrected);
  EXPECT_EQ(corrected.content.body, "Datang pukul tujuh.");
  EXPECT_EQ(corrected.correction_note, "Jamnya keliru");
  EXPECT_EQ(corrected.pending_correction, 0);
}

TEST(Workflow, a_correction_says_what_it_corrects_and_only_one_waits_at_a_time) {
  const Item item = item_in(State::published);
  Content right = item.content;
  right.body = "Datang pukul tujuh.";
  EXPECT_EQ(refusal(decide_propose_correction(item, right, "  ", act_of(member(), item))),
            "newsroom.correction.note_missing");
  EXPECT_EQ(refusal(decide_propose_correction(item, item.content, "x", act_of(member(), item))),
            "newsroom.correction.nothing_changed");
  const Item waiting =
      decide_propose_correction(item, right, "Jam", act_of(member(), item)).value();
  EXPECT_EQ(refusal(decide_propose_correction(waiting, right, "Jam", act_of(officer(), waiting))),
            "newsroom.correction.pending");
  EXPECT_EQ(refusal(decide_refuse_correction(item, act_of(officer(), item))),
            "newsroom.correction.none");
  EXPECT_TRUE(decide_refuse_correction(waiting, act_of(member(), waiting))
                  .ok());  // taken back by its author
}

TEST(Workflow, withdrawing_takes_an_officer_and_a_reason) {
  const Item item = item_in(State::published);
  EXPECT_EQ(refusal(decide_withdraw(item, "keliru", act_of(member(), item))),
            "newsroom.withdraw.not_allowed");
  EXPECT_EQ(refusal(decide_withdraw(item, " \n", act_of(officer(), item))),
            "newsroom.withdraw.reason_missing");
  const Item gone = decide_withdraw(item, "Acaranya batal", act_of(officer(), item)).value();
  EXPECT_EQ(gone.state, State::withdrawn);
  EXPECT_FALSE(gone.is_public());
}

TEST(Workflow, an_archived_item_comes_back_where_it_was) {
  for (const State state : {State::draft, State::published, State::corrected}) {
    Item item = item_in(state);
    if (state == State::corrected) item.corrected_at = noon;
    const Item archived = decide_archive(item, act_of(office(), item)).value();
    EXPECT_EQ(decide_restore(archived, act_of(office(), archived)).value().state, state);
  }
}

TEST(Workflow, the_moves_shown_are_the_moves_that_work) {
  Item item = item_in(State::submitted);
  const auto shows = [&item](const Actor& actor, Move move) {
    const std::vector<Move> open = open_moves(actor, item);
    return std::find(open.begin(), open.end(), move) != open.end();
  };
  EXPECT_TRUE(shows(member(), Move::recall));
  EXPECT_FALSE(shows(member(), Move::approve));
  EXPECT_TRUE(shows(officer(), Move::approve));
  EXPECT_TRUE(open_moves(stranger(), item).empty());
}

TEST(Workflow, an_unsigned_visitor_may_nothing) {
  const Actor nobody;
  Item item = item_in(State::published);
  EXPECT_TRUE(open_moves(nobody, item).empty());
  EXPECT_TRUE(may_see(nobody, item));
  EXPECT_FALSE(may_see(nobody, item_in(State::draft)));
}

}  // namespace
}  // namespace kentongan::newsroom
