// What becomes of a verdict after somebody found it: read, published, changed, withdrawn.
#include "tabayun/desk_for_tests.hpp"
#include "tabayun/tabayun.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace kentongan::tabayun {
namespace {

const std::string dam =
    "Bendungan Cipanas retak dan sore ini jebol, semua warga Sukamaju diminta naik ke bukit "
    "sekarang juga, sebarkan ke grup lain.";

class Withdrawing : public OnBothEngines {};
class Versions : public OnBothEngines {};
class SecondReading : public OnBothEngines {};

template <typename Outcome>
std::string refusal_of(const Outcome& outcome) {
  return outcome.ok() ? "" : outcome.error().message();
}

Finding dam_finding() { return finding("Bendungan Cipanas tidak retak", dam); }

Claim withdrawn(Desk& desk, const Claim& published) {
  return desk.room
      ->withdraw({{officer(), published.id, published.revision}, "Retaknya ternyata ada."})
      .value();
}

TEST_P(Withdrawing, a_verdict_is_found_by_nobody_from_that_moment) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(dam_finding());
  const Asked before = desk.asks(dam);
  ASSERT_EQ(before.looked_up.outcome, match::Outcome::answer);

  const Claim claim = withdrawn(desk, published);

  EXPECT_EQ(claim.state, ClaimState::under_check);
  EXPECT_EQ(claim.checker, officer().account);
  EXPECT_EQ(desk.room->look_up(dam)->outcome, match::Outcome::queue);
  EXPECT_EQ(refusal_of(desk.room->find_published(published.id)), "tabayun.claim.not_found");
  EXPECT_TRUE(desk.room->list_published({}).claims.empty());
  const auto kinds = desk.ledger_kinds();
  EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "verdict_withdrawn"), 1);
}

TEST_P(Withdrawing, its_address_says_when_and_why_and_nothing_of_what_it_said) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(dam_finding());
  desk.clock.advance(std::chrono::hours(2));
  withdrawn(desk, published);

  const Claim shown = desk.room->find_shown(published.id).value();

  EXPECT_EQ(shown.withdrawn_at, desk.clock.now());
  EXPECT_EQ(shown.withdrawal_reason, "Retaknya ternyata ada.");
  EXPECT_EQ(shown.finding.title, published.finding.title);
  EXPECT_EQ(shown.finding.explanation, "");
  EXPECT_EQ(shown.finding.claim, "");
  EXPECT_EQ(refusal_of(desk.room->list_versions(published.id)), "tabayun.claim.not_found");
  const std::vector<Claim> told = desk.room->list_told(10);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told.front().withdrawn_at.has_value());
}

TEST_P(Withdrawing, who_asks_the_same_afterwards_joins_the_claim_that_is_checked_again) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(dam_finding());
  const std::string wording =
      "Kata paman saya tanggul bendung Cipanas belah, siap siap mengungsi ke bukit malam ini";
  ASSERT_TRUE(desk.room->add_message({member(), published.id, wording}).ok());
  withdrawn(desk, published);

  EXPECT_EQ(desk.asks(dam).question.claim, published.id);
  EXPECT_EQ(desk.asks(wording + " ya").question.claim, published.id);
}

TEST_P(Withdrawing, other_nodes_and_a_start_afterwards_forget_it_too) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(dam_finding());
  Tabayun other(desk.surroundings(), [] { return std::string(32, 'k'); });
  other.load();
  ASSERT_EQ(other.look_up(dam)->outcome, match::Outcome::answer);

  withdrawn(desk, published);
  desk.seal();
  other.follow();
  EXPECT_EQ(other.look_up(dam)->outcome, match::Outcome::queue);

  Tabayun started(desk.surroundings(), [] { return std::string(32, 'k'); });
  started.load();
  EXPECT_EQ(started.look_up(dam)->outcome, match::Outcome::queue);
  EXPECT_EQ(started.ask({.text = dam, .area = area("32.10.01.2001")})->question.claim,
            published.id);
}

TEST_P(Withdrawing, a_new_verdict_is_an_update_and_says_what_was_withdrawn_before) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(dam_finding());
  desk.clock.advance(std::chrono::hours(1));
  const Claim again = withdrawn(desk, published);
  const Instant taken_back = desk.clock.now();
  desk.clock.advance(std::chrono::hours(1));
  Finding true_one = dam_finding();
  true_one.verdict = Verdict::partly_true;
  const Claim taken = desk.room->take({checker_of_group_two(), again.id, again.revision}).value();
  const Claim proposed =
      desk.room->propose_verdict({{checker_of_group_two(), taken.id, taken.revision}, true_one})
          .value();
  const Claim updated =
      desk.room->confirm_verdict({officer(), proposed.id, proposed.revision}).value();

  EXPECT_FALSE(updated.withdrawn_at.has_value());
  EXPECT_EQ(updated.published_at, published.published_at);
  EXPECT_EQ(updated.updated_at, desk.clock.now());
  EXPECT_EQ(desk.room->look_up(dam)->outcome, match::Outcome::answer);
  const auto versions = desk.room->list_versions(updated.id).value();
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].finding.verdict, Verdict::false_);
  EXPECT_EQ(versions[0].until, taken_back);
  EXPECT_EQ(versions[0].withdrawn_for, "Retaknya ternyata ada.");
  EXPECT_EQ(versions[1].finding.verdict, Verdict::partly_true);
  EXPECT_FALSE(versions[1].until.has_value());
  const auto kinds = desk.ledger_kinds();
  EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "verdict_updated"), 1);
}

TEST_P(Withdrawing, two_who_withdraw_at_once_do_it_once) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(dam_finding());

  EXPECT_TRUE(
      desk.room->withdraw({{officer(), published.id, published.revision}, "salah orang"}).ok());
  EXPECT_EQ(refusal_of(desk.room->withdraw(
                {{officer(), published.id, published.revision}, "salah orang"})),
            "tabayun.changed_meanwhile");
}

TEST_P(Versions, of_a_verdict_keep_what_it_said_before) {
  Desk desk(GetParam());
  Finding first = dam_finding();
  first.short_text = "Bendungan utuh.";
  first.summary = "Petugas bendungan sudah memeriksa: utuh.";
  const Claim published = desk.has_published(first);
  ASSERT_EQ(desk.room->list_versions(published.id)->size(), 1U);
  desk.clock.advance(std::chrono::hours(1));
  Finding better = first;
  better.short_text = "Bendungan utuh, pintu air rusak.";
  const Claim proposed =
      desk.room
          ->propose_verdict({{checker_of_group_two(), published.id, published.revision}, better})
          .value();
  ASSERT_TRUE(desk.room->confirm_verdict({officer(), proposed.id, proposed.revision}).ok());

  const auto versions = desk.room->list_versions(published.id).value();

  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].finding, first);
  EXPECT_EQ(versions[0].until, desk.clock.now());
  EXPECT_EQ(versions[1].number, 2);
  EXPECT_EQ(desk.room->find_published(published.id)->finding, better);
}

TEST_P(Versions, of_an_imported_verdict_begin_with_what_was_imported) {
  Desk desk(GetParam());
  const TempFile file(
      "id\ttitle\tverdict\tclaim\texplanation\nm-1\tBendungan Cipanas tidak retak\tfalse\t" + dam +
      "\tPetugas bendungan sudah memeriksa dan tidak menemukan retak.\n");
  FactcheckReport report;
  ASSERT_TRUE(
      desk.room->import_factchecks({.file = file.name(), .source = "MAFINDO"}, report).ok());
  const Claim imported =
      desk.room->find_published(desk.room->list_published({}).claims.at(0).id).value();
  Finding better = imported.finding;
  better.conclusion = "Tidak retak; petugas memeriksa dua kali.";
  desk.clock.advance(std::chrono::hours(1));
  const Claim proposed =
      desk.room->propose_verdict({{officer(), imported.id, imported.revision}, better}).value();
  people::Actor other_officer = officer();
  other_officer.account = Id<people::Account>::from_raw(32);
  ASSERT_TRUE(desk.room->confirm_verdict({other_officer, proposed.id, proposed.revision}).ok());

  const auto versions = desk.room->list_versions(imported.id).value();

  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].finding, imported.finding);
  EXPECT_EQ(versions[1].finding.conclusion, better.conclusion);
}

TEST_P(Versions, that_changed_last_are_told_first) {
  Desk desk(GetParam());
  const Claim first = desk.has_published(dam_finding());
  desk.clock.advance(std::chrono::hours(1));
  const Claim second = desk.has_published(
      finding("Pasar tidak pindah", "Katanya pasar Kadipaten pindah ke lapangan bulan depan."));
  EXPECT_EQ(desk.room->list_told(10).front().id, second.id);
  desk.clock.advance(std::chrono::hours(1));

  withdrawn(desk, first);

  EXPECT_EQ(desk.room->list_told(10).front().id, first.id);
  EXPECT_EQ(desk.room->list_told(1).size(), 1U);
}

TEST_P(SecondReading, an_earlier_author_is_refused_even_when_somebody_else_proposed_it_again) {
  Desk desk(GetParam());
  const Claim opened = desk.room->open_claim({officer(), dam, area("32.10")}).value();
  const Claim taken = desk.room->take({checker_of_group_one(), opened.id, opened.revision}).value();
  const Claim first =
      desk.room
          ->propose_verdict({{checker_of_group_one(), taken.id, taken.revision}, dam_finding()})
          .value();
  const Claim returned =
      desk.room->give_back({{officer(), first.id, first.revision}, "sumber belum ada"}).value();
  const Claim passed =
      desk.room->take({checker_of_group_two(), returned.id, returned.revision}).value();
  const Claim second =
      desk.room
          ->propose_verdict({{checker_of_group_two(), passed.id, passed.revision}, dam_finding()})
          .value();

  EXPECT_EQ(
      refusal_of(desk.room->confirm_verdict({checker_of_group_one(), second.id, second.revision})),
      "tabayun.second_reading.own");
  EXPECT_EQ(refusal_of(
                desk.room->confirm_verdict({colleague_of_group_one(), second.id, second.revision})),
            "tabayun.second_reading.same_group")
      << "the first author under another account of the group";
  EXPECT_TRUE(desk.room->confirm_verdict({officer(), second.id, second.revision}).ok());
}

TEST_P(SecondReading, a_group_may_read_again_once_what_it_wrote_was_published) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(dam_finding());
  desk.clock.advance(std::chrono::hours(1));
  const Claim proposed =
      desk.room
          ->propose_verdict(
              {{checker_of_group_two(), published.id, published.revision}, dam_finding()})
          .value();

  EXPECT_EQ(refusal_of(desk.room->confirm_verdict(
                {checker_of_group_one(), proposed.id, proposed.revision})),
            "tabayun.second_reading.own");
  EXPECT_TRUE(
      desk.room->confirm_verdict({colleague_of_group_one(), proposed.id, proposed.revision}).ok());
}

TEST_P(SecondReading, what_is_missing_is_told_to_who_asked) {
  Desk desk(GetParam());
  const Asked asked = desk.asks(dam);

  ASSERT_TRUE(desk.room
                  ->give_up({.on = {officer(), asked.question.claim, 1},
                             .code = ReasonCode::incomplete_message,
                             .missing_piece = "Tanggal dan nama bendungannya."})
                  .ok());

  const Ticket ticket = desk.room->find_ticket(asked.receipt).value();
  EXPECT_EQ(ticket.claim.reason_code, ReasonCode::incomplete_message);
  EXPECT_EQ(ticket.claim.missing_piece, "Tanggal dan nama bendungannya.");
}

INSTANTIATE_TEST_SUITE_P(Engines, Withdrawing,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, Versions,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, SecondReading,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);

}  // namespace
}  // namespace kentongan::tabayun
