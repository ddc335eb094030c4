#include "tabayun/workflow.hpp"

#include "base/text.hpp"
#include "tabayun/desk_for_tests.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kentongan::tabayun {
namespace {

const Instant now = Instant::from_micros(1'800'000'000'000'000);

Claim claim_in(ClaimState state) {
  Claim claim;
  claim.id = Id<Claim>::from_raw(5);
  claim.state = state;
  claim.area = area("32.10");
  claim.finding = finding("Air sirsak menyembuhkan kanker");
  claim.checker = checker_of_group_one().account;
  return claim;
}

Claim with_pending(ClaimState state) {
  Claim claim = claim_in(state);
  claim.pending = Id<Proposal>::from_raw(8);
  return claim;
}

Proposal proposal_by(const people::Actor& actor) {
  Proposal proposal;
  proposal.id = Id<Proposal>::from_raw(8);
  proposal.claim = Id<Claim>::from_raw(5);
  proposal.finding = finding("Air sirsak tidak menyembuhkan kanker");
  proposal.proposer = actor.account;
  proposal.proposer_group = side_of(actor, area("32.10"));
  return proposal;
}

template <typename Outcome>
std::string refusal_of(const Outcome& outcome) {
  return outcome.ok() ? "" : outcome.error().message();
}

TEST(ClaimWorkflow, every_step_of_the_table_leads_where_an_editor_expects) {
  const std::vector<ClaimState> states{ClaimState::fresh,        ClaimState::under_check,
                                       ClaimState::waiting,      ClaimState::proposed,
                                       ClaimState::published,    ClaimState::not_clarifiable,
                                       ClaimState::out_of_scope, ClaimState::merged};
  const people::Actor checker = checker_of_group_one();
  for (const ClaimState from : states) {
    const Claim claim = claim_in(from);
    const Act act{checker, claim.revision, now};
    const auto leads = [&](Move move, const Result<Claim>& outcome) {
      const auto step = std::find_if(
          claim_steps.begin(), claim_steps.end(),
          [&](const Step& candidate) { return candidate.from == from && candidate.move == move; });
      const std::string told = std::string(name_of(from)) + " " + std::string(name_of(move));
      if (step == claim_steps.end()) {
        EXPECT_EQ(refusal_of(outcome), "tabayun.move.not_allowed") << told;
      } else {
        ASSERT_TRUE(outcome.ok()) << told << ": " << refusal_of(outcome);
        EXPECT_EQ(outcome->state, step->to) << told;
        EXPECT_EQ(outcome->revision, claim.revision + 1) << told;
        EXPECT_EQ(outcome->changed_at, now) << told;
      }
    };
    leads(Move::take, decide_take(claim, act));
    leads(Move::wait, decide_wait(claim, "menunggu jawaban dinas", act));
    leads(Move::resume, decide_resume(claim, act));
    leads(Move::give_up, decide_give_up(claim, {.words = "foto asli tidak ada"}, act));
    leads(Move::leave_out, decide_leave_out(claim, "urusan pribadi", act));
    leads(Move::reopen, decide_reopen(claim, act));
    leads(Move::hand_over, decide_hand_over(claim, checker_of_group_two(), act));
    Claim its_own = claim;
    its_own.checker_group = side_of(checker, claim.area);
    leads(Move::withdraw, decide_withdraw(its_own, "sumbernya keliru", act));
    Claim published = claim_in(ClaimState::published);
    published.id = Id<Claim>::from_raw(6);
    leads(Move::merge, decide_merge(claim, published, act));
  }
}

TEST(ClaimWorkflow, nobody_confirms_their_own_verdict) {
  for (const people::Actor& proposer : {checker_of_group_one(), officer()}) {
    const Claim claim = with_pending(ClaimState::proposed);

    const auto outcome =
        decide_confirm(claim, proposal_by(proposer), {}, {proposer, claim.revision, now});

    EXPECT_EQ(refusal_of(outcome), "tabayun.second_reading.own");
  }
}

TEST(ClaimWorkflow, the_second_reader_is_of_another_group_or_of_the_office) {
  const Claim claim = with_pending(ClaimState::proposed);
  const Proposal proposal = proposal_by(checker_of_group_one());
  const auto read_by = [&](const people::Actor& actor) {
    return refusal_of(decide_confirm(claim, proposal, {}, {actor, claim.revision, now}));
  };

  EXPECT_EQ(read_by(colleague_of_group_one()), "tabayun.second_reading.same_group");
  EXPECT_EQ(read_by(checker_of_group_two()), "");
  EXPECT_EQ(read_by(officer()), "");
  EXPECT_EQ(read_by(stranger()), "tabayun.check.not_allowed");
  EXPECT_EQ(read_by(member()), "tabayun.check.not_allowed");
  EXPECT_EQ(read_by(resident()), "tabayun.check.not_allowed");
  people::Actor in_both = checker_of_group_two();
  in_both.roles.push_back(in_group(people::Role::anggota, 1, "32.10.01.2001"));
  EXPECT_EQ(read_by(in_both), "tabayun.second_reading.same_group");
}

TEST(ClaimWorkflow, two_officers_may_read_each_others_verdicts) {
  const Claim claim = with_pending(ClaimState::proposed);
  people::Actor other = officer();
  other.account = Id<people::Account>::from_raw(32);

  EXPECT_TRUE(decide_confirm(claim, proposal_by(officer()), {}, {other, claim.revision, now}).ok());
}

TEST(ClaimWorkflow, confirming_publishes_the_proposed_text) {
  const Claim claim = with_pending(ClaimState::proposed);
  const Proposal proposal = proposal_by(checker_of_group_one());

  const auto outcome = decide_confirm(claim, proposal, {}, {officer(), claim.revision, now});

  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->claim.state, ClaimState::published);
  EXPECT_EQ(outcome->claim.finding, proposal.finding);
  EXPECT_EQ(outcome->claim.published_at, now);
  EXPECT_FALSE(outcome->claim.updated_at);
  EXPECT_TRUE(outcome->claim.pending.is_none());
  EXPECT_EQ(outcome->proposal.state, ProposalState::confirmed);
  EXPECT_EQ(outcome->proposal.reader, officer().account);
}

TEST(ClaimWorkflow, an_update_leaves_the_published_text_until_it_is_confirmed) {
  Claim claim = claim_in(ClaimState::published);
  claim.published_at = now;
  const Finding better = finding("Judul yang sudah diperbaiki");

  auto proposed = decide_propose(claim, better, {checker_of_group_two(), claim.revision, now});
  ASSERT_TRUE(proposed.ok());
  EXPECT_EQ(proposed->claim.state, ClaimState::published);
  EXPECT_EQ(proposed->claim.finding, claim.finding);

  proposed->claim.pending = Id<Proposal>::from_raw(8);
  const auto confirmed = decide_confirm(proposed->claim, proposed->proposal, {},
                                        {officer(), proposed->claim.revision, now});
  ASSERT_TRUE(confirmed.ok());
  EXPECT_EQ(confirmed->claim.finding.title, better.title);
  EXPECT_EQ(confirmed->claim.updated_at, now);
}

TEST(ClaimWorkflow, a_verdict_is_proposed_by_who_took_the_claim) {
  const Claim claim = claim_in(ClaimState::under_check);
  const Finding found = finding("Air sirsak tidak menyembuhkan kanker");

  EXPECT_TRUE(decide_propose(claim, found, {checker_of_group_one(), claim.revision, now}).ok());
  EXPECT_EQ(refusal_of(decide_propose(claim, found, {checker_of_group_two(), claim.revision, now})),
            "tabayun.claim.somebody_elses");
  EXPECT_EQ(refusal_of(decide_propose(with_pending(ClaimState::under_check), found,
                                      {checker_of_group_one(), claim.revision, now})),
            "tabayun.proposal.pending");
}

TEST(ClaimWorkflow, what_somebody_else_changed_meanwhile_is_not_overwritten) {
  const Claim claim = claim_in(ClaimState::fresh);

  EXPECT_EQ(refusal_of(decide_take(claim, {officer(), claim.revision - 1, now})),
            "tabayun.changed_meanwhile");
}

TEST(ClaimWorkflow, giving_up_and_giving_back_need_a_reason) {
  const Claim claim = claim_in(ClaimState::under_check);
  const Act act{checker_of_group_one(), claim.revision, now};

  EXPECT_EQ(refusal_of(decide_give_up(claim, {.words = "  "}, act)), "tabayun.reason.missing");
  EXPECT_EQ(refusal_of(decide_give_up(claim, {.words = std::string(2'001, 'a')}, act)),
            "tabayun.reason.too_long");
  const Claim pending = with_pending(ClaimState::proposed);
  EXPECT_EQ(refusal_of(decide_give_back(pending, proposal_by(checker_of_group_one()), {}, "",
                                        {officer(), pending.revision, now})),
            "tabayun.reason.missing");
}

TEST(ClaimWorkflow, nobody_who_ever_proposed_is_the_second_reader) {
  const Claim claim = with_pending(ClaimState::proposed);
  const Proposal proposal = proposal_by(checker_of_group_two());
  Authors authors;
  authors.accounts = {officer().account, checker_of_group_two().account};
  const auto read_by = [&](const people::Actor& actor) {
    return refusal_of(decide_confirm(claim, proposal, authors, {actor, claim.revision, now}));
  };
  people::Actor other_officer = officer();
  other_officer.account = Id<people::Account>::from_raw(32);

  EXPECT_EQ(read_by(officer()), "tabayun.second_reading.own") << "proposed first, and was returned";
  EXPECT_EQ(read_by(other_officer), "");
  EXPECT_EQ(read_by(checker_of_group_one()), "");
  authors.groups = {Id<groups::Group>::from_raw(1), Id<groups::Group>::from_raw(2)};
  EXPECT_EQ(read_by(checker_of_group_one()), "tabayun.second_reading.same_group")
      << "their colleague wrote it first";
}

TEST(ClaimWorkflow, an_author_is_refused_under_another_account_of_the_group_even_in_the_office) {
  const Claim claim = with_pending(ClaimState::proposed);
  const Proposal proposal = proposal_by(checker_of_group_one());
  people::Actor second_account = officer();
  second_account.roles.push_back(in_group(people::Role::anggota, 1, "32.10.01.2001"));

  EXPECT_EQ(refusal_of(decide_confirm(claim, proposal, {}, {second_account, claim.revision, now})),
            "tabayun.second_reading.same_group");
  EXPECT_EQ(refusal_of(decide_give_back(claim, proposal, {}, "belum cukup",
                                        {colleague_of_group_one(), claim.revision, now})),
            "tabayun.second_reading.same_group");
}

TEST(ClaimWorkflow, a_verdict_is_withdrawn_by_the_office_or_by_the_group_whose_it_is) {
  Claim claim = claim_in(ClaimState::published);
  claim.checker_group = Id<groups::Group>::from_raw(1);
  const auto withdrawn_by = [&](const people::Actor& actor) {
    return refusal_of(decide_withdraw(claim, "salah orang", {actor, claim.revision, now}));
  };

  EXPECT_EQ(withdrawn_by(officer()), "");
  EXPECT_EQ(withdrawn_by(colleague_of_group_one()), "");
  EXPECT_EQ(withdrawn_by(checker_of_group_two()), "tabayun.withdraw.not_allowed");
  EXPECT_EQ(withdrawn_by(member()), "tabayun.check.not_allowed");
  EXPECT_EQ(refusal_of(decide_withdraw(claim, " ", {officer(), claim.revision, now})),
            "tabayun.reason.missing");
  claim.pending = Id<Proposal>::from_raw(8);
  const auto waiting = decide_withdraw(claim, "salah orang", {officer(), claim.revision, now});
  ASSERT_TRUE(waiting.ok());
  EXPECT_EQ(waiting->state, ClaimState::proposed) << "the update is read as a new verdict";
}

TEST(ClaimWorkflow,
     a_claim_is_handed_over_by_who_holds_it_or_the_office_to_somebody_who_may_check) {
  const Claim claim = claim_in(ClaimState::under_check);
  const auto handed = [&](const people::Actor& from, const people::Actor& to) {
    return refusal_of(decide_hand_over(claim, to, {from, claim.revision, now}));
  };

  EXPECT_EQ(handed(checker_of_group_one(), checker_of_group_two()), "");
  EXPECT_EQ(handed(officer(), checker_of_group_two()), "");
  EXPECT_EQ(handed(checker_of_group_two(), officer()), "tabayun.check.not_allowed");
  EXPECT_EQ(handed(officer(), member()), "tabayun.hand_over.cannot_check");
  EXPECT_EQ(handed(officer(), stranger()), "tabayun.hand_over.cannot_check");
  EXPECT_EQ(handed(officer(), checker_of_group_one()), "tabayun.hand_over.has_it");
  const Claim after =
      decide_hand_over(claim, checker_of_group_two(), {officer(), claim.revision, now}).value();
  EXPECT_EQ(after.checker, checker_of_group_two().account);
  EXPECT_EQ(after.checker_group, Id<groups::Group>::from_raw(2));
}

TEST(ClaimWorkflow, what_cannot_be_clarified_says_why_and_what_is_missing) {
  const Claim claim = claim_in(ClaimState::under_check);
  const Act act{checker_of_group_one(), claim.revision, now};

  EXPECT_EQ(refusal_of(decide_give_up(claim, {.code = ReasonCode::too_old}, act)), "")
      << "the code says it";
  EXPECT_EQ(refusal_of(decide_give_up(claim, {.code = ReasonCode::incomplete_message}, act)),
            "tabayun.missing_piece.missing");
  EXPECT_EQ(
      refusal_of(decide_give_up(
          claim, {.code = ReasonCode::incomplete_message, .missing_piece = std::string(301, 'a')},
          act)),
      "tabayun.missing_piece.too_long");
  const Claim given_up =
      decide_give_up(
          claim, {.code = ReasonCode::incomplete_message, .missing_piece = " Foto aslinya. "}, act)
          .value();
  EXPECT_EQ(given_up.missing_piece, "Foto aslinya.");
  const Claim again =
      decide_reopen(given_up, {checker_of_group_one(), given_up.revision, now}).value();
  EXPECT_FALSE(again.reason_code.has_value());
  EXPECT_EQ(again.missing_piece, "");
}

TEST(ClaimWorkflow, a_claim_merges_only_into_a_published_other_one) {
  const Claim claim = claim_in(ClaimState::fresh);
  Claim other = claim_in(ClaimState::under_check);
  other.id = Id<Claim>::from_raw(6);

  EXPECT_EQ(refusal_of(decide_merge(claim, other, {member(), claim.revision, now})),
            "tabayun.merge.not_published");
  EXPECT_EQ(refusal_of(decide_merge(claim, claim, {member(), claim.revision, now})),
            "tabayun.merge.into_itself");
  other.state = ClaimState::published;
  EXPECT_TRUE(decide_merge(claim, other, {member(), claim.revision, now}).ok());
  EXPECT_EQ(refusal_of(decide_merge(claim, other, {resident(), claim.revision, now})),
            "tabayun.check.not_allowed");
}

TEST(Finding, has_a_short_text_and_a_summary_even_where_nobody_wrote_them) {
  Finding told = finding("Air sirsak tidak menyembuhkan kanker");
  told.conclusion = "Salah.";
  told.explanation =
      "Rumah sakit di Bandung tidak pernah\nmengumumkan itu. Biayanya Rp1.000 sehari, kata pesan. "
      "Dokter menyarankan berobat ke puskesmas terdekat dan tidak menunda pengobatan apa pun.";

  EXPECT_EQ(short_text_of(told),
            "Salah. Rumah sakit di Bandung tidak pernah mengumumkan itu. Biayanya Rp1.000 sehari, "
            "kata pesan.");
  EXPECT_EQ(summary_of(told),
            "Salah. Rumah sakit di Bandung tidak pernah mengumumkan itu. "
            "Biayanya Rp1.000 sehari, kata pesan. Dokter menyarankan berobat ke "
            "puskesmas terdekat dan tidak menunda pengobatan apa pun.");
  told.short_text = "Tidak benar.";
  told.summary = "Tidak ada buktinya.";
  EXPECT_EQ(short_text_of(told), "Tidak benar.");
  EXPECT_EQ(summary_of(told), "Tidak ada buktinya.");
}

TEST(Finding, is_cut_after_a_word_where_one_sentence_is_too_long) {
  Finding told = finding("Air sirsak tidak menyembuhkan kanker");
  told.conclusion = "";
  for (int word = 0; word < 60; ++word) told.conclusion += "kata, ";

  const std::string cut = short_text_of(told);

  EXPECT_LE(length_utf8(cut), longest_short_text);
  EXPECT_TRUE(cut.ends_with("kata...")) << cut;
  told.conclusion = std::string(500, 'x');
  EXPECT_LE(length_utf8(short_text_of(told)), longest_short_text);
  EXPECT_FALSE(short_text_of(told).empty());
}

TEST(Finding, too_long_for_its_length_is_refused_by_name) {
  Finding told = finding("Air sirsak tidak menyembuhkan kanker");
  told.short_text = std::string(160, 'a');
  told.summary = std::string(1'000, 'b');
  EXPECT_EQ(refusal_of(check_finding(told)), "");
  told.short_text += 'a';
  EXPECT_EQ(refusal_of(check_finding(told)), "tabayun.finding.short_text");
  told.short_text.clear();
  told.summary += 'b';
  EXPECT_EQ(refusal_of(check_finding(told)), "tabayun.finding.summary");
}

TEST(Finding, what_a_page_cannot_show_is_refused) {
  Finding bad = finding("Judul yang baik");
  bad.title = "pendek";
  EXPECT_EQ(refusal_of(check_finding(bad)), "tabayun.finding.title");
  bad = finding("Judul yang baik");
  bad.explanation = "ya";
  EXPECT_EQ(refusal_of(check_finding(bad)), "tabayun.finding.explanation");
  bad = finding("Judul yang baik");
  bad.url = "javascript:alert(1)";
  EXPECT_EQ(refusal_of(check_finding(bad)), "tabayun.finding.url");
  bad = finding("Judul yang baik");
  bad.explanation = std::string(60'001, 'a');
  EXPECT_EQ(refusal_of(check_finding(bad)), "tabayun.finding.too_long");
}

TEST(Words, every_word_is_found_by_its_name) {
  for (const Verdict verdict : verdicts()) EXPECT_EQ(find_verdict(name_of(verdict)), verdict);
  for (const Kind kind : kinds()) EXPECT_EQ(find_kind(name_of(kind)), kind);
  for (const Type type : types()) EXPECT_EQ(find_type(name_of(type)), type);
  for (const Topic topic : topics()) EXPECT_EQ(find_topic(name_of(topic)), topic);
  EXPECT_EQ(verdicts().size(), 8U);
  EXPECT_EQ(types().size(), 7U);
  EXPECT_EQ(topics().size(), 13U);
  EXPECT_FALSE(find_verdict("mungkin"));
}

TEST(Words, an_address_gives_the_claim_back) {
  const Claim claim = claim_in(ClaimState::published);
  EXPECT_EQ(parse_address(claim.address()).value(), claim.id);
  EXPECT_EQ(parse_address(claim.id.text()).value(), claim.id);
  for (const char* wrong : {"", "-", "air-sirsak", "../../etc/passwd", "x-0000"}) {
    EXPECT_EQ(refusal_of(parse_address(wrong)), "tabayun.claim.not_found") << wrong;
  }
}

}  // namespace
}  // namespace kentongan::tabayun
