#include "tabayun/tabayun.hpp"

#include "tabayun/desk_for_tests.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace kentongan::tabayun {
namespace {

const std::string sirsak =
    "Kabar baik! Rebus sepuluh lembar daun sirsak, minum tiap pagi, kanker stadium empat lenyap "
    "dalam seminggu "
    "tanpa operasi. Sudah dibuktikan warga Cikalong.";
const std::string market =
    "Apakah benar pasar Kadipaten akan dipindahkan ke lapangan mulai bulan depan?";

Finding sirsak_finding() {
  return finding("Rebusan daun sirsak menyembuhkan kanker dalam seminggu", sirsak);
}

class Asking : public OnBothEngines {};
class Answering : public OnBothEngines {};
class Checking : public OnBothEngines {};
class Following : public OnBothEngines {};
class Ledger : public OnBothEngines {};
class Archive : public OnBothEngines {};

template <typename Outcome>
std::string refusal_of(const Outcome& outcome) {
  return outcome.ok() ? "" : outcome.error().message();
}

// ---- asking
// --------------------------------------------------------------------------------------

TEST_P(Asking, a_known_message_is_answered_at_once) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(sirsak_finding());

  const Asked asked = desk.asks("Diteruskan berkali-kali\n" + sirsak + " 🙏🙏");

  EXPECT_EQ(asked.looked_up.outcome, match::Outcome::answer);
  ASSERT_EQ(asked.looked_up.matches.size(), 1U);
  EXPECT_EQ(asked.looked_up.matches.front().claim.id, published.id);
  EXPECT_EQ(asked.question.state, QuestionState::answered_from_archive);
  EXPECT_EQ(asked.question.answered_at, desk.clock.now());
  EXPECT_EQ(asked.position, 0);
}

TEST_P(Asking, an_old_verdict_is_asked_about_and_not_answered) {
  Desk desk(GetParam());
  desk.has_published(sirsak_finding());

  desk.clock.advance(std::chrono::days(2 * 365));
  EXPECT_EQ(desk.asks(sirsak).looked_up.outcome, match::Outcome::answer) << "still a lie";
  desk.clock.advance(std::chrono::days(2 * 365));
  EXPECT_EQ(desk.asks("Sebarkan! " + sirsak).looked_up.outcome, match::Outcome::ask);
}

TEST_P(Asking, an_unknown_message_gets_a_ticket_and_a_place_in_the_queue) {
  Desk desk(GetParam());

  const Asked asked = desk.asks(market);

  EXPECT_EQ(asked.looked_up.outcome, match::Outcome::queue);
  EXPECT_EQ(asked.question.state, QuestionState::waiting);
  EXPECT_EQ(asked.position, 1);
  EXPECT_EQ(asked.askers, 1);
  const Ticket ticket = desk.room->find_ticket(asked.receipt).value();
  EXPECT_EQ(ticket.question.id, asked.question.id);
  EXPECT_EQ(ticket.position, 1);
  EXPECT_EQ(ticket.claim.state, ClaimState::fresh);
}

TEST_P(Asking, the_queue_is_ordered_by_how_many_ask_and_then_by_age) {
  Desk desk(GetParam());
  const Asked first = desk.asks("Apakah benar jembatan Cilutung akan ditutup setahun penuh?");
  desk.clock.advance(std::chrono::minutes(1));
  const Asked second = desk.asks(market);
  desk.clock.advance(std::chrono::minutes(1));
  desk.asks("Katanya listrik padam tiga hari di seluruh kecamatan, betulkah?");
  desk.asks(
      "PASAR KADIPATEN akan dipindahkan ke lapangan mulai bulan depan? apakah benar");  // another
                                                                                        // wording
  const Asked again = desk.asks(
      "Apakah benar pasar Kadipaten akan dipindahkan ke lapangan mulai bulan depan??? 🙏");

  EXPECT_EQ(again.question.claim, second.question.claim);
  EXPECT_EQ(again.askers, 3);
  EXPECT_EQ(again.position, 1);
  EXPECT_EQ(desk.room->find_ticket(first.receipt)->position, 2);
  const ClaimPage queue = desk.room->queue({.actor = officer()}).value();
  ASSERT_EQ(queue.claims.size(), 3U);
  EXPECT_EQ(queue.claims[0].id, second.question.claim);
  EXPECT_EQ(queue.claims[0].askers, 3);
  EXPECT_EQ(queue.claims[1].id, first.question.claim);
}

TEST_P(Asking, the_queue_is_paged_without_losing_or_repeating_a_row) {
  Desk desk(GetParam());
  for (int number = 0; number < 7; ++number) {
    desk.asks("Pertanyaan tentang kabar desa nomor " + std::to_string(number));
    desk.clock.advance(std::chrono::seconds(1));
  }
  std::vector<Id<Claim>> seen;
  QueueQuery query{.actor = officer(), .limit = 3};
  for (int page = 0; page < 3; ++page) {
    const ClaimPage found = desk.room->queue(query).value();
    for (const Claim& claim : found.claims) seen.push_back(claim.id);
    if (!found.next) break;
    query.after = Place::parse(found.next->text()).value();
  }

  EXPECT_EQ(seen.size(), 7U);
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::unique(seen.begin(), seen.end()), seen.end());
}

TEST_P(Asking, the_same_form_sent_twice_is_one_question_with_one_receipt) {
  Desk desk(GetParam());

  const Asked once = desk.asks(market, "form-1");
  const Asked twice = desk.asks(market, "form-1");
  const Asked other = desk.asks(market, "form-2");

  EXPECT_EQ(once.question.id, twice.question.id);
  EXPECT_EQ(once.receipt, twice.receipt);
  EXPECT_EQ(twice.askers, 1);
  EXPECT_NE(other.receipt, once.receipt);
  EXPECT_EQ(other.askers, 2);
  EXPECT_EQ(desk.room->numbers().asked, 2);
}

TEST_P(Asking, the_receipt_is_stored_nowhere) {
  Desk desk(GetParam());
  const Asked asked = desk.asks(market, "form-1");

  const std::string stored = desk.db->read([](db::Tx& tx) {
    std::string all;
    tx.each("SELECT receipt_hash, form_hash, text, key FROM questions LIMIT 10",
            [&all](const db::Row& row) {
              for (std::size_t column = 0; column < row.size(); ++column)
                all += row.text(column) + "\n";
            });
    return all;
  });

  EXPECT_EQ(stored.find(asked.receipt), std::string::npos);
  EXPECT_EQ(stored.find("form-1"), std::string::npos);
}

TEST_P(Asking, a_receipt_pasted_into_a_message_is_refused) {
  Desk desk(GetParam());
  const Asked asked = desk.asks(market);

  const auto outcome = desk.room->ask({.text = "Kode saya " + asked.receipt + " kapan dijawab?"});

  EXPECT_EQ(refusal_of(outcome), "tabayun.question.receipt_inside");
  EXPECT_TRUE(desk.room->ask({.text = "Nomor seri K7QF2-M9XTB-4WN8C itu palsu?"}).ok());
}

TEST_P(Asking, a_wrong_receipt_opens_nothing) {
  Desk desk(GetParam());
  EXPECT_EQ(refusal_of(desk.room->find_ticket("K7QF2-M9XTB-4WN8C")), "tabayun.receipt.unknown");
  EXPECT_EQ(refusal_of(desk.room->find_ticket("halo")), "tabayun.receipt.malformed");
}

TEST_P(Asking, looking_up_stores_nothing) {
  Desk desk(GetParam());
  desk.has_published(sirsak_finding());

  EXPECT_EQ(desk.room->look_up(sirsak)->outcome, match::Outcome::answer);
  EXPECT_EQ(desk.room->look_up(market)->outcome, match::Outcome::queue);
  EXPECT_EQ(desk.room->numbers().asked, 0);
}

// ---- not this one, this one, it helped
// -----------------------------------------------------------

TEST_P(Answering, not_this_one_goes_to_the_queue) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(sirsak_finding());
  const Asked asked = desk.asks(sirsak);

  const Ticket ticket = desk.room->reject_answer({asked.receipt, published.id}).value();
  const Ticket again = desk.room->reject_answer({asked.receipt, published.id}).value();

  EXPECT_EQ(ticket.question.state, QuestionState::waiting);
  EXPECT_NE(ticket.claim.id, published.id);
  EXPECT_EQ(ticket.position, 1);
  EXPECT_EQ(ticket.question.helped, Helped::no);
  EXPECT_EQ(again.claim.id, ticket.claim.id);
  EXPECT_EQ(again.askers, 1);
  EXPECT_EQ(ticket.refused, std::vector{published.id});
}

TEST_P(Answering, picking_one_of_three_leaves_the_queue) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(sirsak_finding());
  const Asked asked =
      desk.asks("Rebus dua puluh lembar daun sirsak supaya sembuh katanya, betul tidak?");
  ASSERT_EQ(asked.question.state, QuestionState::waiting);

  const Ticket ticket = desk.room->pick_answer({asked.receipt, published.id}).value();

  EXPECT_EQ(ticket.question.state, QuestionState::answered_from_archive);
  EXPECT_EQ(ticket.claim.id, published.id);
  EXPECT_TRUE(desk.room->queue({.actor = officer()})->claims.empty());
  EXPECT_TRUE(desk.room->pick_answer({asked.receipt, published.id}).ok());
}

TEST_P(Answering, only_what_is_published_can_be_picked) {
  Desk desk(GetParam());
  const Asked asked = desk.asks(market);

  EXPECT_EQ(refusal_of(desk.room->pick_answer({asked.receipt, asked.question.claim})),
            "tabayun.claim.not_found");
}

TEST_P(Answering, the_asker_says_whether_it_helped) {
  Desk desk(GetParam());
  desk.has_published(sirsak_finding());
  const Asked answered = desk.asks(sirsak);
  const Asked waiting = desk.asks(market);

  EXPECT_EQ(desk.room->say_helped(answered.receipt, Helped::yes)->question.helped, Helped::yes);
  EXPECT_EQ(refusal_of(desk.room->say_helped(waiting.receipt, Helped::yes)),
            "tabayun.ticket.not_answered");
}

// ---- checking
// ------------------------------------------------------------------------------------

TEST_P(Checking, a_verdict_answers_everybody_who_asked_and_is_found_at_once) {
  Desk desk(GetParam());
  const Asked one = desk.asks(market);
  const Asked two = desk.asks(market);
  const Claim taken = desk.room->take({checker_of_group_one(), one.question.claim, 1}).value();
  Finding found = finding("Pasar Kadipaten dipindahkan ke lapangan mulai bulan depan");
  const Claim proposed =
      desk.room->propose_verdict({{checker_of_group_one(), taken.id, taken.revision}, found})
          .value();
  EXPECT_EQ(proposed.state, ClaimState::proposed);
  EXPECT_EQ(desk.room->look_up(market)->outcome, match::Outcome::queue);

  const Claim published =
      desk.room->confirm_verdict({officer(), proposed.id, proposed.revision}).value();

  EXPECT_EQ(published.state, ClaimState::published);
  for (const Asked* asked : {&one, &two}) {
    const Ticket ticket = desk.room->find_ticket(asked->receipt).value();
    EXPECT_EQ(ticket.question.state, QuestionState::answered);
    EXPECT_EQ(ticket.claim.finding.verdict, Verdict::false_);
  }
  const LookedUp looked_up = desk.room->look_up(market).value();
  ASSERT_EQ(looked_up.outcome, match::Outcome::answer);
  EXPECT_EQ(looked_up.matches.front().claim.id, published.id);
  EXPECT_TRUE(desk.room->queue({.actor = officer()})->claims.empty());
}

TEST_P(Checking, the_story_of_a_claim_can_be_read) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(sirsak_finding());

  const ClaimFile file = desk.room->open_file(officer(), published.id).value();

  ASSERT_EQ(file.events.size(), 4U);
  EXPECT_EQ(file.events[0].what, "open");
  EXPECT_EQ(file.events[3].what, "confirm");
  ASSERT_EQ(file.proposals.size(), 1U);
  EXPECT_EQ(file.proposals[0].reader, officer().account);
  EXPECT_EQ(refusal_of(desk.room->open_file(resident(), published.id)), "tabayun.desk.not_allowed");
}

TEST_P(Checking, a_returned_proposal_goes_back_to_its_checker_with_a_note) {
  Desk desk(GetParam());
  const Claim opened = desk.room->open_claim({officer(), sirsak, area("32.10")}).value();
  const Claim taken = desk.room->take({checker_of_group_one(), opened.id, opened.revision}).value();
  const Claim proposed =
      desk.room
          ->propose_verdict({{checker_of_group_one(), taken.id, taken.revision}, sirsak_finding()})
          .value();

  const Claim returned = desk.room
                             ->give_back({{checker_of_group_two(), proposed.id, proposed.revision},
                                          "sumber belum ada"})
                             .value();

  EXPECT_EQ(returned.state, ClaimState::under_check);
  EXPECT_EQ(desk.room->open_file(officer(), opened.id)->proposals[0].note, "sumber belum ada");
  EXPECT_TRUE(desk.room
                  ->propose_verdict(
                      {{checker_of_group_one(), returned.id, returned.revision}, sirsak_finding()})
                  .ok());
}

TEST_P(Checking, two_who_take_at_once_do_not_both_win) {
  Desk desk(GetParam());
  const Asked asked = desk.asks(market);

  EXPECT_TRUE(desk.room->take({checker_of_group_one(), asked.question.claim, 1}).ok());
  EXPECT_EQ(refusal_of(desk.room->take({checker_of_group_two(), asked.question.claim, 1})),
            "tabayun.changed_meanwhile");
}

TEST_P(Checking, what_cannot_be_clarified_says_so_on_the_ticket) {
  Desk desk(GetParam());
  const Asked asked = desk.asks(market);

  const Claim claim =
      desk.room->give_up({{officer(), asked.question.claim, 1}, "Tidak ada tanggal maupun tempat."})
          .value();

  EXPECT_EQ(claim.state, ClaimState::not_clarifiable);
  const Ticket ticket = desk.room->find_ticket(asked.receipt).value();
  EXPECT_EQ(ticket.claim.reason, "Tidak ada tanggal maupun tempat.");
  EXPECT_EQ(ticket.position, 0);
}

TEST_P(Checking, another_districts_desk_does_not_learn_of_a_claim) {
  Desk desk(GetParam());
  const Asked asked = desk.asks(market);

  EXPECT_EQ(refusal_of(desk.room->open_file(stranger(), asked.question.claim)),
            "tabayun.claim.not_found");
  EXPECT_TRUE(desk.room->queue({.actor = stranger()})->claims.empty());
  EXPECT_EQ(refusal_of(desk.room->queue({.actor = stranger(), .area = area("32.10")})),
            "tabayun.desk.not_allowed");
  EXPECT_TRUE(desk.room->queue({.actor = stranger(), .area = places::AreaCode()})->claims.empty());
  EXPECT_EQ(refusal_of(desk.room->queue({.actor = officer(), .area = area("32")})),
            "tabayun.desk.not_allowed");
  EXPECT_EQ(desk.room->queue({.actor = member()})->claims.size(), 1U);
  EXPECT_EQ(desk.room->queue({.actor = officer(), .area = area("32.10")})->claims.size(), 1U);
}

TEST_P(Checking, the_desk_sees_what_askers_said_it_is_not) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(sirsak_finding());
  const Asked asked = desk.asks(sirsak);
  const Ticket ticket = desk.room->reject_answer({asked.receipt, published.id}).value();

  EXPECT_EQ(desk.room->open_file(officer(), ticket.claim.id)->rejected, std::vector{published.id});
}

TEST_P(Checking, a_twin_answers_its_askers_and_teaches_its_wording) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(sirsak_finding());
  const std::string sundanese =
      "Cenah cai godogan daun sirsak tiasa ngaleungitkeun kasakit kangker salami saminggu";
  const Asked asked = desk.asks(sundanese);
  ASSERT_EQ(asked.question.state, QuestionState::waiting);

  const Claim into = desk.room->merge({{member(), asked.question.claim, 1}, published.id}).value();

  EXPECT_EQ(into.id, published.id);
  const Ticket ticket = desk.room->find_ticket(asked.receipt).value();
  EXPECT_EQ(ticket.question.state, QuestionState::answered);
  EXPECT_EQ(ticket.claim.id, published.id);
  EXPECT_EQ(desk.room->look_up(sundanese)->outcome, match::Outcome::answer);
}

TEST_P(Checking, a_wording_is_added_once) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(sirsak_finding());
  const std::string wording =
      "daun sirsak obat kanker ampuh sekali kata dokter terkenal dari luar negeri";

  EXPECT_TRUE(desk.room->add_message({member(), published.id, wording}).ok());
  EXPECT_TRUE(desk.room->add_message({member(), published.id, wording + "!!"}).ok());

  EXPECT_EQ(desk.room->open_file(officer(), published.id)->messages.size(), 1U);
  EXPECT_EQ(desk.room->look_up(wording)->outcome, match::Outcome::answer);
  EXPECT_EQ(refusal_of(desk.room->add_message({resident(), published.id, wording})),
            "tabayun.check.not_allowed");
}

TEST_P(Checking, an_updated_verdict_is_what_everybody_sees_next) {
  Desk desk(GetParam());
  const Claim published = desk.has_published(sirsak_finding());
  Finding better = sirsak_finding();
  better.verdict = Verdict::misleading;
  desk.clock.advance(std::chrono::hours(1));
  const Claim proposed =
      desk.room
          ->propose_verdict({{checker_of_group_two(), published.id, published.revision}, better})
          .value();
  EXPECT_EQ(desk.room->find_published(published.id)->finding.verdict, Verdict::false_);

  const Claim updated =
      desk.room->confirm_verdict({officer(), proposed.id, proposed.revision}).value();

  EXPECT_EQ(updated.updated_at, desk.clock.now());
  EXPECT_EQ(desk.room->find_published(published.id)->finding.verdict, Verdict::misleading);
  const auto kinds_written = desk.ledger_kinds();
  EXPECT_EQ(std::count(kinds_written.begin(), kinds_written.end(), "verdict_published"), 1);
  EXPECT_EQ(std::count(kinds_written.begin(), kinds_written.end(), "verdict_updated"), 1);
}

// ---- other nodes, the ledger, the archive
// --------------------------------------------------------

TEST_P(Following, another_node_knows_what_was_published_here) {
  Desk desk(GetParam());
  Tabayun other(desk.surroundings(), [] { return std::string(32, 'k'); });
  other.load();
  const Claim published = desk.has_published(sirsak_finding());
  EXPECT_EQ(other.look_up(sirsak)->outcome, match::Outcome::queue);

  desk.seal();
  EXPECT_GT(other.follow(), 0);

  ASSERT_EQ(other.look_up(sirsak)->outcome, match::Outcome::answer);
  EXPECT_EQ(other.look_up(sirsak)->matches.front().claim.id, published.id);
  EXPECT_EQ(other.follow(), 0);
}

TEST_P(Following, a_node_that_starts_later_loads_everything) {
  Desk desk(GetParam());
  desk.has_published(sirsak_finding());
  Tabayun later(desk.surroundings(), [] { return std::string(32, 'k'); });

  later.follow();

  EXPECT_EQ(later.look_up(sirsak)->outcome, match::Outcome::answer);
}

TEST_P(Ledger, it_holds_ids_and_states_but_no_word_of_anybody) {
  Desk desk(GetParam());
  desk.has_published(sirsak_finding());
  desk.asks("Bu Contoh di Cikalong bilang daun ajaib itu manjur");
  desk.seal();

  const std::string everything = desk.db->read([&desk](db::Tx& tx) {
    std::string all;
    for (const ledger::Entry& entry : desk.ledger.after(tx, 0, 1'000))
      all += entry.kind + entry.detail + "\n";
    return all;
  });

  for (const char* word : {"sirsak", "Contoh", "Cikalong", "ajaib", "kanker"}) {
    EXPECT_EQ(everything.find(word), std::string::npos) << word;
  }
  EXPECT_NE(everything.find("question_asked"), std::string::npos);
}

TEST_P(Archive, published_claims_are_found_by_words_verdict_and_topic) {
  Desk desk(GetParam());
  const Claim sirsak_claim = desk.has_published(sirsak_finding());
  desk.clock.advance(std::chrono::hours(1));
  Finding other = finding("Jembatan Cilutung benar ditutup untuk perbaikan");
  other.verdict = Verdict::true_;
  other.topic = Topic::government;
  const Claim bridge = desk.has_published(other);

  const auto ids = [&desk](const PublishedQuery& query) {
    std::vector<Id<Claim>> found;
    for (const Claim& claim : desk.room->list_published(query).claims) found.push_back(claim.id);
    return found;
  };

  EXPECT_EQ(ids({}), (std::vector{bridge.id, sirsak_claim.id}));
  EXPECT_EQ(ids({.words = "SIRSAK kanker"}), std::vector{sirsak_claim.id});
  EXPECT_EQ(ids({.words = "sirsak jembatan"}), std::vector<Id<Claim>>{});
  EXPECT_EQ(ids({.words = "100% _"}), std::vector<Id<Claim>>{});
  EXPECT_EQ(ids({.verdict = Verdict::true_}), std::vector{bridge.id});
  EXPECT_EQ(ids({.topic = Topic::health}), std::vector{sirsak_claim.id});
  const ClaimPage first = desk.room->list_published({.limit = 1});
  ASSERT_TRUE(first.next);
  EXPECT_EQ(ids({.after = first.next}), std::vector{sirsak_claim.id});
}

TEST_P(Archive, what_is_not_published_is_not_shown) {
  Desk desk(GetParam());
  const Asked asked = desk.asks(market);

  EXPECT_EQ(refusal_of(desk.room->find_published(asked.question.claim)), "tabayun.claim.not_found");
  EXPECT_TRUE(desk.room->list_published({}).claims.empty());
  EXPECT_EQ(refusal_of(desk.room->queue({.actor = resident()})), "tabayun.desk.not_allowed");
}

INSTANTIATE_TEST_SUITE_P(Engines, Asking,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, Answering,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, Checking,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, Following,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, Ledger,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, Archive,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);

}  // namespace
}  // namespace kentongan::tabayun
