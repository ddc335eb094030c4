#include "quarantine/quarantine.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "tabayun/desk_for_tests.hpp"

#include <gtest/gtest.h>

namespace kentongan::quarantine {
namespace {

using tabayun::area;
using tabayun::checker_of_group_one;
using tabayun::in_area;
using tabayun::in_group;
using tabayun::member;
using tabayun::officer;
using tabayun::person;
using tabayun::resident;
using tabayun::stranger;

constexpr const char* words =
    "Usir semua warga Contohwati dari Merdekasari, mereka biadab, hubungi 0812-3456-7890 untuk "
    "ikut";
constexpr const char* why = "menghasut warga untuk mengusir sekelompok orang";

people::Actor admin() { return person(71, {in_area(people::Role::admin, "32.10")}); }
people::Actor head() { return person(72, {in_area(people::Role::kepala, "32.10")}); }
people::Actor office_elsewhere() {
  return person(73, {in_area(people::Role::petugas_ikp, "62.10")});
}
people::Actor agency() { return person(74, {in_area(people::Role::opd, "32.10")}); }
people::Actor village_chair() {
  return person(75, {in_group(people::Role::ketua, 1, "32.10.01.2001")});
}

template <typename T>
std::string refusal(const Result<T>& result) {
  return result.ok() ? "" : std::string(result.error().message());
}

class Lane : public tabayun::OnBothEngines {
 protected:
  tabayun::Desk desk{GetParam()};
  std::string key = std::string(32, 'q');
  Quarantine room{desk.surroundings(), *desk.room, [this] { return key; }};

  tabayun::Claim asked() {
    desk.asks(words);
    return desk.room->queue({.actor = officer()}).value().claims.at(0);
  }
  SealClaim order(const tabayun::Claim& claim,
                  const people::Actor& actor = checker_of_group_one()) {
    return {.on = {.actor = actor, .claim = claim.id, .seen_revision = claim.revision},
            .reason = why,
            .sorting = {{"menghasut", "penghinaan"}, {"antargolongan"}, {"media_sosial"}},
            .summary = "Ajakan mengusir sekelompok warga; nama disamarkan.",
            .targets = {"Contohwati", "Merdekasari"}};
  }
  Case sealed() { return room.seal(order(asked())).value(); }
  Case under_review() {
    const Case made = sealed();
    return room.review({officer(), made.id, made.revision}).value();
  }
  void alter(db::Sql statement, Id<Case> id) {
    ASSERT_TRUE(desk.db
                    ->write([&](db::Tx& tx) -> Result<> {
                      tx.run(statement, id);
                      return {};
                    })
                    .ok());
  }
  SealCheck check(Id<Case> id) { return room.find(officer(), id).value().check; }
};
INSTANTIATE_TEST_SUITE_P(Engines, Lane, ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         tabayun::engine_name);

// ---- sealing
// -------------------------------------------------------------------------------------

TEST_P(Lane, seals_the_words_with_reason_and_forms_and_shows_them_masked) {
  const Case made = sealed();

  EXPECT_EQ(made.state, CaseState::sealed);
  EXPECT_EQ(made.sorting.forms, (std::vector<std::string>{"penghinaan", "menghasut"}))
      << "in the circular's order";
  EXPECT_EQ(made.masked_text,
            "Usir semua warga [disamarkan] dari [disamarkan], mereka biadab, hubungi "
            "[nomor telepon disamarkan] untuk ikut");
  EXPECT_EQ(made.evidence_hash.size(), 64U);
  EXPECT_TRUE(desk.room->is_withheld(made.claim));
  EXPECT_EQ(room.find_case_of(made.claim), made.id);
  EXPECT_TRUE(desk.db->read([&](db::Tx& tx) { return room.is_quarantined(tx, made.claim); }));
}

TEST_P(Lane, keeps_nothing_readable_in_its_rows_but_the_masked_text) {
  const Case made = sealed();

  const std::string box = desk.db->read([&](db::Tx& tx) {
    return tx.row("SELECT sealed FROM quarantine_cases WHERE id = ?1", made.id)->blob(0);
  });

  EXPECT_EQ(box.find("Contohwati"), std::string::npos);
  EXPECT_EQ(box.find("biadab"), std::string::npos);
}

TEST_P(Lane, wants_a_reason_a_form_and_a_summary) {
  const tabayun::Claim claim = asked();
  SealClaim command = order(claim);
  command.reason = "jahat";
  EXPECT_EQ(refusal(room.seal(command)), "quarantine.reason.missing");
  command = order(claim);
  command.sorting.forms.clear();
  EXPECT_EQ(refusal(room.seal(command)), "quarantine.form.missing");
  command.sorting.forms = {"marah"};
  EXPECT_EQ(refusal(room.seal(command)), "quarantine.form.unknown");
  command = order(claim);
  command.summary = "Ajakan mengusir warga Contohwati";
  EXPECT_EQ(refusal(room.seal(command)), "tabayun.withheld.summary_names");
  command = order(claim);
  command.targets.assign(21, "nama");
  EXPECT_EQ(refusal(room.seal(command)), "quarantine.targets.too_many");

  EXPECT_FALSE(desk.room->is_withheld(claim.id)) << "a refusal leaves everything as it was";
  EXPECT_TRUE(room.list({officer()}).value().empty());
}

TEST_P(Lane, seals_a_claim_once) {
  const tabayun::Claim claim = asked();
  ASSERT_TRUE(room.seal(order(claim)).ok());
  SealClaim again = order(claim);
  again.on.seen_revision = desk.room->open_file(officer(), claim.id).value().claim.revision;
  EXPECT_EQ(refusal(room.seal(again)), "tabayun.withheld.already");
}

// ---- opening
// -------------------------------------------------------------------------------------

TEST_P(Lane, opens_for_the_office_with_a_reason_and_writes_it_down) {
  const Case made = sealed();

  const OpenedEvidence opened =
      room.open({officer(), made.id, "menyiapkan surat kepada Polres"}).value();

  EXPECT_EQ(opened.evidence.text, words);
  ASSERT_EQ(opened.evidence.questions.size(), 1U);
  EXPECT_EQ(opened.evidence.targets.size(), 2U);
  EXPECT_EQ(hex(sha256(opened.json)), made.evidence_hash) << "who gets the file can check it";
  const CaseFile file = room.find(officer(), made.id).value();
  ASSERT_EQ(file.accesses.size(), 2U);
  EXPECT_EQ(file.accesses.back().what, "opened");
  EXPECT_EQ(file.accesses.back().actor, officer().account);
  EXPECT_EQ(file.accesses.back().reason, "menyiapkan surat kepada Polres");
  const auto kinds = desk.ledger_kinds();
  EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "quarantine_opened"), 1);
}

TEST_P(Lane, does_not_open_without_a_reason_or_for_others) {
  const Case made = sealed();
  EXPECT_EQ(refusal(room.open({officer(), made.id, "  "})), "quarantine.reason.missing");
  EXPECT_EQ(refusal(room.open({checker_of_group_one(), made.id, why})),
            "quarantine.open.not_allowed");
  EXPECT_EQ(refusal(room.open({stranger(), made.id, why})), "quarantine.not_found");
  EXPECT_EQ(room.find(officer(), made.id).value().accesses.size(), 1U);
}

TEST_P(Lane, writes_an_opening_down_even_when_nothing_could_be_read) {
  const Case made = sealed();
  key = std::string(32, 'x');  // the installation's key was lost: a restore without it, say

  EXPECT_EQ(refusal(room.open({officer(), made.id, why})), "quarantine.seal.key_lost");

  EXPECT_EQ(check(made.id).openings, 1);
  EXPECT_TRUE(check(made.id).bytes_hold) << "that nothing was changed is still proven";
}

// ---- tampering
// -----------------------------------------------------------------------------------

TEST_P(Lane, finds_changed_evidence) {
  const Case made = sealed();
  desk.seal();
  ASSERT_TRUE(check(made.id).holds());
  ASSERT_TRUE(check(made.id).noted);

  ASSERT_TRUE(
      desk.db
          ->write([&](db::Tx& tx) -> Result<> {
            std::string box =
                tx.row("SELECT sealed FROM quarantine_cases WHERE id = ?1", made.id)->blob(0);
            box[box.size() / 2] = static_cast<char>(box[box.size() / 2] ^ 1);
            tx.run("UPDATE quarantine_cases SET sealed = ?2 WHERE id = ?1", made.id, db::Blob{box});
            return {};
          })
          .ok());

  EXPECT_FALSE(check(made.id).bytes_hold);
  EXPECT_FALSE(check(made.id).holds());
  EXPECT_EQ(refusal(room.open({officer(), made.id, why})), "quarantine.seal.broken");
}

TEST_P(Lane, finds_evidence_that_was_replaced_together_with_its_hash) {
  const Case made = sealed();
  desk.seal();
  ASSERT_TRUE(desk.db
                  ->write([&](db::Tx& tx) -> Result<> {
                    const std::string other = "lain";
                    tx.run(
                        "UPDATE quarantine_cases SET sealed = ?2, sealed_hash = ?3 WHERE id = ?1",
                        made.id, db::Blob{other}, hex(sha256(other)));
                    return {};
                  })
                  .ok());

  EXPECT_TRUE(check(made.id).bytes_hold);
  EXPECT_FALSE(check(made.id).ledger_holds);
  EXPECT_FALSE(check(made.id).holds());
}

TEST_P(Lane, finds_an_opening_that_was_taken_out_of_the_chain_of_access) {
  const Case made = sealed();
  ASSERT_TRUE(room.open({officer(), made.id, why}).ok());
  desk.seal();
  ASSERT_TRUE(check(made.id).holds());

  alter("DELETE FROM quarantine_accesses WHERE case_id = ?1 AND what = 'opened'", made.id);

  EXPECT_FALSE(check(made.id).accesses_hold);
  EXPECT_FALSE(check(made.id).holds());
}

// ---- the way of a case
// ---------------------------------------------------------------------------

TEST_P(Lane, goes_from_the_seal_over_review_to_the_authority_and_stays_closed) {
  const Case reviewed = under_review();
  EXPECT_EQ(reviewed.state, CaseState::under_review);

  const Case handed =
      room.hand_over({{head(), reviewed.id, reviewed.revision},
                      {"Polres Majalengka, Satreskrim", "005/12/Diskominfo", "2026-11-22"},
                      "diantar langsung"})
          .value();

  EXPECT_EQ(handed.state, CaseState::handed_over);
  EXPECT_EQ(handed.handed.to, "Polres Majalengka, Satreskrim");
  EXPECT_TRUE(desk.room->is_withheld(handed.claim)) << "handed over is not published";
  EXPECT_EQ(refusal(room.release({{officer(), handed.id, handed.revision}, why})),
            "quarantine.move.not_allowed");
  const auto accesses = room.find(officer(), handed.id).value().accesses;
  ASSERT_EQ(accesses.size(), 3U);
  EXPECT_EQ(accesses.back().what, "hand_over");
}

TEST_P(Lane, released_gives_the_claim_back_and_keeps_the_evidence) {
  const Case made = sealed();

  const Case released =
      room.release({{officer(), made.id, made.revision}, "ternyata kutipan berita"}).value();

  EXPECT_EQ(released.state, CaseState::released);
  EXPECT_FALSE(desk.room->is_withheld(made.claim));
  EXPECT_EQ(desk.room->open_file(officer(), made.claim).value().claim.finding.claim, words);
  EXPECT_EQ(room.find_case_of(made.claim), std::nullopt);
  EXPECT_TRUE(room.open({officer(), made.id, why}).ok());

  const tabayun::Claim claim = desk.room->open_file(officer(), made.claim).value().claim;
  EXPECT_TRUE(room.seal(order(claim)).ok()) << "it may be sealed anew";
}

TEST_P(Lane, refuses_a_step_without_what_it_needs_or_on_an_old_view) {
  const Case made = sealed();
  EXPECT_EQ(
      refusal(room.hand_over({{officer(), made.id, made.revision}, {"Polres", "1", "2026-11-22"}})),
      "quarantine.move.not_allowed")
      << "nobody has looked at it yet";
  const Case reviewed = room.review({officer(), made.id, made.revision}).value();
  EXPECT_EQ(refusal(room.review({officer(), made.id, made.revision})),
            "quarantine.changed_meanwhile");
  const OnCase on{officer(), made.id, reviewed.revision};
  EXPECT_EQ(refusal(room.hand_over({on, {"", "1", "2026-11-22"}})),
            "quarantine.hand_over.incomplete");
  EXPECT_EQ(refusal(room.hand_over({on, {"Polres", "", "2026-11-22"}})),
            "quarantine.hand_over.incomplete");
  EXPECT_EQ(refusal(room.hand_over({on, {"Polres", "1", "kemarin"}})), "quarantine.hand_over.day");
  EXPECT_EQ(refusal(room.release({on, "salah"})), "quarantine.reason.missing");
}

// ---- who may
// -------------------------------------------------------------------------------------

struct Permission {
  const char* who;
  people::Actor actor;
  bool seals;
  bool sees;
  bool opens;
  bool moves;
};

TEST_P(Lane, lets_each_role_do_what_the_table_says_and_no_more) {
  const std::vector<Permission> table{
      {"petugas IKP", officer(), true, true, true, true},
      {"kepala", head(), true, true, true, true},
      {"admin", admin(), true, true, true, true},
      {"pemeriksa of a group", checker_of_group_one(), true, true, false, false},
      {"pemeriksa elsewhere", stranger(), false, false, false, false},
      {"petugas elsewhere", office_elsewhere(), false, false, false, false},
      {"anggota", member(), false, false, false, false},
      {"ketua", village_chair(), false, false, false, false},
      {"OPD", agency(), false, false, false, false},
      {"warga", resident(), false, false, false, false},
  };
  for (const Permission& row : table) {
    SCOPED_TRACE(row.who);
    const tabayun::Claim claim =
        desk.room->open_claim({officer(), std::string(words) + " " + row.who, area("32.10")})
            .value();
    const auto by_them = room.seal(order(claim, row.actor));
    EXPECT_EQ(by_them.ok(), row.seals);
    const Case made = by_them.ok() ? *by_them : room.seal(order(claim, officer())).value();
    EXPECT_EQ(room.find(row.actor, made.id).ok(), row.sees);
    const auto listed = room.list({row.actor});
    const bool is_listed =
        listed.ok() && std::any_of(listed->begin(), listed->end(),
                                   [&made](const Case& one) { return one.id == made.id; });
    EXPECT_EQ(is_listed, row.sees);
    EXPECT_EQ(room.open({row.actor, made.id, why}).ok(), row.opens);
    const auto reviewed = room.review({row.actor, made.id, made.revision});
    EXPECT_EQ(reviewed.ok(), row.moves);
    const std::int64_t revision = reviewed.ok() ? reviewed->revision : made.revision;
    EXPECT_EQ(room.release({{row.actor, made.id, revision}, why}).ok(), row.moves);
  }
}

TEST_P(Lane, leaves_no_word_in_the_ledger) {
  const Case made = under_review();
  ASSERT_TRUE(room.open({officer(), made.id, why}).ok());
  ASSERT_TRUE(
      room.hand_over({{officer(), made.id, made.revision}, {"Polres", "1", "2026-11-22"}}).ok());
  desk.seal();
  desk.db->read([&](db::Tx& tx) {
    int noted = 0;
    for (const ledger::Entry& entry : desk.ledger.after(tx, 0, 1'000)) {
      noted += entry.kind.starts_with("quarantine_") ? 1 : 0;
      for (const char* word : {"Contohwati", "biadab", "mengusir", "Polres", "menghasut"})
        EXPECT_EQ(entry.detail.find(word), std::string::npos) << entry.detail;
    }
    EXPECT_EQ(noted, 4);
    EXPECT_FALSE(desk.ledger.prove(tx).has_value());
  });
}

// ---- evidence
// ------------------------------------------------------------------------------------

TEST(Evidence, is_written_in_one_way_and_read_back_the_same) {
  Evidence evidence;
  evidence.case_id = "k1";
  evidence.claim_id = "i1";
  evidence.text = "kata \"kutip\"\\ baris\nbaru \t\x01 é 😀";
  evidence.title = "judul";
  evidence.askers = 3;
  evidence.wordings = {"satu", ""};
  evidence.questions = {{"32.10", "2026-11-22T04:00:00Z", "tanya"}};
  evidence.pictures = {{"image/png", 2, 3, std::string("\0\xff\x10", 3)}};

  const std::string json = canonical_json(evidence);

  EXPECT_TRUE(json.starts_with("{\"askers\":3,\"case\":\"k1\",\"claim\":\"i1\",\"drafts\":[],"));
  EXPECT_NE(json.find("kata \\\"kutip\\\"\\\\ baris\\nbaru \\t\\u0001 é 😀"), std::string::npos);
  const Evidence read = parse_evidence(json).value();
  EXPECT_EQ(read.text, evidence.text);
  EXPECT_EQ(read.pictures.at(0).bytes, evidence.pictures.at(0).bytes);
  EXPECT_EQ(canonical_json(read), json);
  EXPECT_FALSE(parse_evidence("{").ok());
}

}  // namespace
}  // namespace kentongan::quarantine
