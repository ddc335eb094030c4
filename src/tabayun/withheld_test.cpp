#include "tabayun/withheld.hpp"

#include "tabayun/desk_for_tests.hpp"

namespace kentongan::tabayun {
namespace {

constexpr const char* words =
    "USIR SEMUA warga Contohwati dari Merdekasari, mereka biadab dan pantas diganyang sebelum "
    "lebaran "
    "tiba, sebarkan ke semua grup desa";
constexpr const char* variant =
    "Usir semua warga Contohwati dari Merdekasari! mereka biadab dan pantas diganyang sebelum "
    "lebaran "
    "tiba. sebarkan ke semua grup desaa";
constexpr const char* summary = "Ajakan mengusir sekelompok warga; nama disamarkan.";

std::string all_of(const Finding& finding) {
  return finding.title + "\n" + finding.claim + "\n" + finding.conclusion + "\n" +
         finding.explanation + "\n" + finding.sources + "\n" + finding.url + "\n";
}
std::string all_of(const ClaimFile& file) {
  std::string all = all_of(file.claim.finding);
  for (const Proposal& proposal : file.proposals) all += all_of(proposal.finding) + proposal.note;
  for (const std::string& message : file.messages) all += message;
  for (const Question& question : file.questions) all += question.text;
  for (const Event& event : file.events) all += event.note;
  return all;
}
bool tells(const std::string& text) {
  return names_one_of(text, {"Contohwati Merdekasari"}) || repeats(text, words);
}

WithholdClaim order(const Claim& claim, const people::Actor& actor = officer()) {
  return {.on = {.actor = actor, .claim = claim.id, .seen_revision = claim.revision},
          .summary = summary,
          .targets = {"Contohwati", "Desa Merdekasari"}};
}

class Quarantine : public OnBothEngines {
 protected:
  Desk desk{GetParam()};

  Claim asked() {
    desk.asks(words);
    const auto queue = desk.room->queue({.actor = officer()}).value();
    return desk.room->open_file(officer(), queue.claims.at(0).id).value().claim;
  }
  Result<WithheldClaim> withhold(const WithholdClaim& command) {
    return desk.db->write([&](db::Tx& tx) { return desk.room->withhold(tx, command); });
  }
  Result<Claim> restore(const Claim& claim, const people::Actor& actor = officer()) {
    return desk.db->write([&](db::Tx& tx) { return desk.room->restore(tx, actor, claim.id); });
  }
  Finding hate_finding() {
    Finding made = finding("Ajakan mengusir warga Contohwati itu ujaran kebencian", words);
    made.kind = Kind::hate_speech;
    made.explanation = "Pesan itu menyebut warga Contohwati biadab.";
    made.conclusion = "Jangan disebarkan; warga Contohwati berhak tinggal di sini.";
    return made;
  }
  Claim publishes(Id<Claim> id, const Finding& what) {
    Claim claim = desk.room->open_file(officer(), id).value().claim;
    claim = desk.room->take({checker_of_group_one(), id, claim.revision}).value();
    claim =
        desk.room->propose_verdict({{checker_of_group_one(), id, claim.revision}, what}).value();
    return desk.room->confirm_verdict({officer(), id, claim.revision}).value();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Quarantine,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);

TEST_P(Quarantine, hands_the_words_over_once_and_shows_them_to_nobody_afterwards) {
  const Asked question = desk.asks(words);
  const Claim claim = asked();
  ASSERT_TRUE(tells(all_of(desk.room->open_file(officer(), claim.id).value())));

  const WithheldClaim taken = withhold(order(claim)).value();

  EXPECT_EQ(taken.claim.finding.claim, words);
  ASSERT_EQ(taken.questions.size(), 2U);
  EXPECT_EQ(taken.questions.front().text, words);
  const ClaimFile file = desk.room->open_file(officer(), claim.id).value();
  EXPECT_FALSE(tells(all_of(file))) << all_of(file);
  EXPECT_EQ(file.claim.finding.title, summary);
  EXPECT_EQ(file.claim.askers, claim.askers) << "those who ask are still counted";
  EXPECT_FALSE(tells(all_of(desk.room->queue({.actor = officer()}).value().claims.at(0).finding)));
  const Ticket ticket = desk.room->find_ticket(question.receipt).value();
  EXPECT_FALSE(tells(ticket.question.text + all_of(ticket.claim.finding)));
  EXPECT_EQ(withhold(order(file.claim)).error().message(),
            std::string_view("tabayun.withheld.already"));
}

TEST_P(Quarantine, still_knows_the_message_when_it_is_asked_about_again) {
  const Claim claim = asked();
  ASSERT_TRUE(withhold(order(claim)).ok());

  const Asked copy = desk.asks(words);
  const Asked like = desk.asks(variant);
  EXPECT_EQ(copy.question.claim, claim.id);
  EXPECT_EQ(like.question.claim, claim.id);

  desk.room->load();  // as after a restart
  EXPECT_EQ(desk.asks(variant).question.claim, claim.id);
  EXPECT_FALSE(tells(all_of(desk.room->open_file(officer(), claim.id).value())));
}

TEST_P(Quarantine, publishes_a_masked_summary_only) {
  const Claim claim = asked();
  ASSERT_TRUE(withhold(order(claim)).ok());

  const Claim published = publishes(claim.id, hate_finding());

  EXPECT_TRUE(published.is_public());
  EXPECT_EQ(published.finding.kind, Kind::hate_speech);
  EXPECT_FALSE(tells(all_of(published.finding))) << all_of(published.finding);
  EXPECT_EQ(published.finding.title, "Ajakan mengusir warga [disamarkan] itu ujaran kebencian");
  EXPECT_TRUE(published.finding.explanation.empty());
  EXPECT_FALSE(tells(all_of(desk.room->find_published(claim.id).value().finding)));
  for (const Claim& listed : desk.room->list_published({}).claims)
    EXPECT_FALSE(tells(all_of(listed.finding)));
  for (const Claim& listed : desk.room->list_whole({}, 10))
    EXPECT_FALSE(tells(all_of(listed.finding)));
  EXPECT_TRUE(desk.room->list_published({.words = "Contohwati"}).claims.empty())
      << "no search tells whether a hidden word stands there";
}

TEST_P(Quarantine, answers_who_asks_the_same_with_the_summary) {
  const Claim claim = asked();
  ASSERT_TRUE(withhold(order(claim)).ok());
  publishes(claim.id, hate_finding());

  for (const bool restarted : {false, true}) {
    if (restarted) desk.room->load();
    const Asked answered = desk.asks(words);

    ASSERT_EQ(answered.looked_up.outcome, match::Outcome::answer);
    EXPECT_EQ(answered.looked_up.matches.front().claim.id, claim.id);
    EXPECT_FALSE(tells(all_of(answered.looked_up.matches.front().claim.finding)));
  }
}

TEST_P(Quarantine, is_where_hate_speech_and_malinformation_go_before_they_are_published) {
  for (const Kind kind : {Kind::hate_speech, Kind::malinformation}) {
    Finding what = finding("Ajakan yang buruk nomor " + std::string(name_of(kind)),
                           std::string(words) + " " + std::string(name_of(kind)));
    what.kind = kind;
    const Claim opened = desk.room->open_claim({officer(), what.claim, area("32.10")}).value();
    const Claim taken =
        desk.room->take({checker_of_group_one(), opened.id, opened.revision}).value();
    const Claim proposed =
        desk.room->propose_verdict({{checker_of_group_one(), taken.id, taken.revision}, what})
            .value();

    const auto confirmed = desk.room->confirm_verdict({officer(), proposed.id, proposed.revision});

    ASSERT_FALSE(confirmed.ok());
    EXPECT_EQ(confirmed.error().message(), std::string_view("tabayun.confirm.quarantine_first"));
    EXPECT_FALSE(desk.room->find_published(proposed.id).ok());
  }
}

TEST_P(Quarantine, released_gives_everything_back_as_it_was) {
  const Finding plain = finding("Kabar yang salah dimengerti tentang pasar", words);
  const Claim published = desk.has_published(plain);
  ASSERT_TRUE(desk.room->add_message({officer(), published.id, variant}).ok());
  const ClaimFile before = desk.room->open_file(officer(), published.id).value();
  ASSERT_TRUE(withhold(order(before.claim)).ok());
  ASSERT_FALSE(tells(all_of(desk.room->open_file(officer(), published.id).value())));

  ASSERT_TRUE(restore(published).ok());

  const ClaimFile after = desk.room->open_file(officer(), published.id).value();
  EXPECT_EQ(after.claim.finding, before.claim.finding);
  EXPECT_EQ(after.messages, before.messages);
  ASSERT_EQ(after.proposals.size(), before.proposals.size());
  EXPECT_EQ(after.proposals.front().finding, before.proposals.front().finding);
  EXPECT_EQ(desk.room->list_published({.words = "Contohwati"}).claims.size(), 1U);
  EXPECT_EQ(restore(published).error().message(), std::string_view("tabayun.withheld.not"));
}

TEST_P(Quarantine, released_after_a_verdict_says_what_was_confirmed_not_what_was_asked) {
  const Claim claim = asked();
  ASSERT_TRUE(withhold(order(claim)).ok());
  Finding what = finding("Kabar tentang warga Contohwati ternyata undangan biasa", words);
  publishes(claim.id, what);

  ASSERT_TRUE(restore(claim).ok());

  EXPECT_EQ(desk.room->find_published(claim.id).value().finding, what);
  EXPECT_EQ(desk.room->open_file(officer(), claim.id).value().questions.front().text, words);
}

TEST_P(Quarantine, is_ordered_by_who_checks_there_on_what_they_saw) {
  const Claim claim = asked();

  for (const people::Actor& nobody : {stranger(), member(), resident()}) {
    EXPECT_EQ(withhold(order(claim, nobody)).error().refusal(), Refusal::forbidden);
    EXPECT_EQ(restore(claim, nobody).error().refusal(), Refusal::forbidden);
  }
  WithholdClaim stale = order(claim);
  stale.on.seen_revision = claim.revision + 1;
  EXPECT_EQ(withhold(stale).error().refusal(), Refusal::conflict);
  EXPECT_TRUE(tells(all_of(desk.room->open_file(officer(), claim.id).value())))
      << "a refusal takes nothing out";
  EXPECT_TRUE(withhold(order(claim, checker_of_group_one())).ok());
}

TEST_P(Quarantine, wants_a_summary_that_gives_nothing_away) {
  const Claim claim = asked();
  const auto refused = [&](const std::string& text) {
    WithholdClaim command = order(claim);
    command.summary = text;
    const auto outcome = withhold(command);
    return outcome.ok() ? std::string() : std::string(outcome.error().message());
  };
  EXPECT_EQ(refused("pendek"), "tabayun.withheld.summary_length");
  EXPECT_EQ(refused("Ajakan mengusir warga C0ntohwati"), "tabayun.withheld.summary_names");
  EXPECT_EQ(refused("Katanya mereka biadab dan pantas diganyang semua"),
            "tabayun.withheld.summary_repeats");
}

TEST_P(Quarantine, keeps_its_words_out_of_other_fact_checks) {
  const Claim other = desk.has_published(finding("Kabar lain tentang harga beras di pasar"));
  const Claim claim = asked();
  ASSERT_TRUE(withhold(order(claim)).ok());
  const Claim now = desk.room->open_file(officer(), claim.id).value().claim;

  const auto merged =
      desk.room->merge({.on = {.actor = officer(), .claim = now.id, .seen_revision = now.revision},
                        .into = other.id});

  EXPECT_EQ(merged.error().message(), std::string_view("tabayun.withheld.already"));
}

TEST_P(Quarantine, leaves_no_word_in_the_ledger) {
  const Claim claim = asked();
  ASSERT_TRUE(withhold(order(claim)).ok());
  ASSERT_TRUE(restore(claim).ok());
  desk.seal();
  desk.db->read([&](db::Tx& tx) {
    for (const ledger::Entry& entry : desk.ledger.after(tx, 0, 1'000))
      EXPECT_FALSE(tells(entry.detail)) << entry.detail;
  });
}

TEST(Masking, covers_a_name_however_it_is_dressed_and_keeps_the_rest) {
  const std::vector<std::string> names{"Bapak Contohwan Sukacita", "Desa Merdekasari"};
  EXPECT_EQ(mask_names("CONTOHWAN sukacita dari desa merdekasari", names),
            "[disamarkan] dari desa [disamarkan]");
  EXPECT_EQ(mask_names("C0nt0hwan, bapak dua anak", names), "[disamarkan], bapak dua anak");
  EXPECT_EQ(mask_names("tidak ada nama", names), "tidak ada nama");
  EXPECT_EQ(mask_names("Contohwan", {}), "Contohwan");
}

TEST(Masking, tells_a_repetition_by_five_words_in_a_row_or_the_whole_of_less) {
  EXPECT_TRUE(repeats("kata mereka: SATU dua, tiga empat lima!", "satu dua tiga empat lima enam"));
  EXPECT_FALSE(repeats("satu dua tiga empat", "satu dua tiga empat lima enam"));
  EXPECT_TRUE(repeats("begini: ganyang contohwan", "ganyang contohwan"));
  EXPECT_FALSE(repeats("", "ganyang"));
  EXPECT_FALSE(repeats("ganyang", ""));
}

}  // namespace
}  // namespace kentongan::tabayun
