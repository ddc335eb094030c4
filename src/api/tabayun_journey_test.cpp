// "Is this true?", over the API alone.
#include "api/office_for_tests.hpp"

namespace kentongan::api {
namespace {

const char* const chain_message =
    "INFO PENTING dari Kementerian! Mulai besok semua kartu telepon lama diblokir kalau tidak "
    "daftar ulang di "
    "tautan pendaftaran sebelum tengah malam. Sebarkan ke semua keluarga di Majalengka.";

const char* const finding =
    "'verdict': 'false', 'kind': 'disinformation', 'type': 'fabricated_content', 'topic': 'scam', "
    "'title': 'Kartu telepon lama tidak diblokir besok', 'claim': 'Mulai besok semua kartu telepon "
    "lama diblokir.', "
    "'explanation': 'Kementerian menyatakan tidak ada pemblokiran.', 'sources': 'Siaran pers, 20 "
    "November 2026'";

/// Checkers of two groups, and the office.
struct Checkers : Office {
  std::string first = member("dewi", "kim-satu", people::Role::pemeriksa);
  std::string same_group = member("eko", "kim-satu", people::Role::pemeriksa);
  std::string other_group = member("fitri", "kim-dua", people::Role::pemeriksa);

  Reply ask(const std::string& text = chain_message, const std::string& more = "") const {
    return post("/questions", j("{'text': '" + text + "', 'area': '32.10.01'" + more + "}"));
  }
  Reply ticket(const Reply& asked) const {
    return post("/tickets/lookup", j("{'receipt': '" + asked.at("/receipt") + "'}"));
  }
  Reply move(const Reply& claim, const std::string& name, const std::string& token,
             const std::string& more = "") const {
    return post("/desk/claims/" + claim.at("/id") + "/moves",
                j("{'move': '" + name +
                  "', 'seen_revision': " + std::to_string(claim.number("/revision")) + more + "}"),
                token);
  }
  Reply propose(const Reply& claim, const std::string& token) const {
    return post(
        "/desk/claims/" + claim.at("/id") + "/verdicts",
        j("{'seen_revision': " + std::to_string(claim.number("/revision")) + ", " + finding + "}"),
        token);
  }
  /// The claim on top of the queue, as its file.
  Reply top() const {
    return get("/desk/claims/" + get("/desk/claims?area=32.10", first).at("/results/0/id"), first);
  }
  /// A published verdict on the chain message.
  Reply published() const {
    EXPECT_EQ(ask().status, 201);
    return move(propose(move(top(), "take", first), first), "confirm", other_group);
  }
};

TEST(AQuestion, that_nobody_checked_waits_and_is_answered_by_two_of_different_groups) {
  const Checkers desk;
  const Reply asked = desk.ask();
  ASSERT_EQ(asked.status, 201) << asked.text;
  EXPECT_EQ(asked.at("/outcome"), "waiting");
  EXPECT_EQ(asked.number("/position"), 1);
  EXPECT_EQ(desk.ticket(asked).at("/claim_state"), "new");

  const Reply taken = desk.move(desk.top(), "take", desk.first);
  ASSERT_EQ(taken.status, 200) << taken.text;
  EXPECT_EQ(desk.ticket(asked).at("/claim_state"), "under_check");
  const Reply proposed = desk.propose(taken, desk.first);
  ASSERT_EQ(proposed.at("/state"), "proposed") << proposed.text;
  EXPECT_EQ(desk.move(proposed, "confirm", desk.first).key(), "tabayun.second_reading.own");
  EXPECT_EQ(desk.move(proposed, "confirm", desk.same_group).status, 403);
  EXPECT_EQ(desk.get("/factchecks").count("/results"), 0u);

  const Reply confirmed = desk.move(proposed, "confirm", desk.other_group);
  ASSERT_EQ(confirmed.at("/state"), "published") << confirmed.text;
  const Reply ticket = desk.ticket(asked);
  EXPECT_EQ(ticket.at("/state"), "answered");
  EXPECT_EQ(ticket.at("/factcheck/verdict"), "false");
  EXPECT_EQ(ticket.header("Cache-Control"), "no-store");

  const std::string receipt = "'receipt': '" + asked.at("/receipt") + "'";
  EXPECT_EQ(desk.post("/tickets/helped", j("{" + receipt + ", 'helped': 'yes'}")).at("/helped"),
            "yes");
}

TEST(AQuestion, about_a_known_hoax_is_answered_at_once_and_may_be_refused) {
  const Checkers desk;
  const Reply published = desk.published();
  ASSERT_EQ(published.at("/state"), "published") << published.text;

  const Reply asked = desk.ask();
  ASSERT_EQ(asked.at("/outcome"), "answer") << asked.text;
  EXPECT_EQ(asked.number("/position"), 0);
  EXPECT_EQ(asked.at("/matches/0/factcheck/verdict"), "false");
  EXPECT_EQ(asked.at("/matches/0/factcheck/id"), published.at("/id"));

  const std::string not_this =
      j("{'receipt': '" + asked.at("/receipt") + "', 'factcheck': '" + published.at("/id") + "'}");
  EXPECT_EQ(desk.post("/tickets/reject", not_this).at("/state"), "waiting");
  EXPECT_EQ(desk.post("/tickets/pick", not_this).at("/state"), "answered_from_archive");
}

TEST(AQuestion, sent_twice_with_one_form_key_has_one_receipt) {
  const Checkers desk;
  const Reply first = desk.ask(chain_message, ", 'form_key': 'sekali'");
  const Reply second = desk.ask(chain_message, ", 'form_key': 'sekali'");
  EXPECT_EQ(first.at("/receipt"), second.at("/receipt"));
  EXPECT_EQ(second.number("/askers"), 1);
}

TEST(APick, is_read_by_the_desk_once_and_then_answers_the_next_asker) {
  const Checkers desk;
  const Reply published = desk.published();
  const std::string other =
      "godogan kertu telepon lawas bakal dipateni kabeh sesuk isuk miturut kanca";
  const Reply asked = desk.ask(other);
  ASSERT_NE(asked.at("/outcome"), "answer") << asked.text;
  const std::string meant =
      "'receipt': '" + asked.at("/receipt") + "', 'factcheck': '" + published.at("/id") + "'";
  ASSERT_EQ(desk.post("/tickets/pick", j("{" + meant + "}")).status, 200);

  const Reply picks = desk.get("/desk/picks", desk.first);
  ASSERT_EQ(picks.count("/results"), 1U) << picks.text;
  EXPECT_EQ(picks.at("/results/0/claim"), published.at("/id"));
  const std::string address = "/desk/picks/" + picks.at("/results/0/question");
  EXPECT_EQ(desk.post(address, j("{'reading': 'perhaps'}"), desk.first).status, 400);
  const Reply read = desk.post(address, j("{'reading': 'accepted'}"), desk.first);
  ASSERT_EQ(read.status, 200) << read.text;

  EXPECT_EQ(desk.ask(other + " !!").at("/outcome"), "answer");
  EXPECT_EQ(desk.post(address, j("{'reading': 'accepted'}"), desk.first).key(),
            "tabayun.pick.gone");
}

TEST(AQuestion, with_a_picture_is_refused_by_name_or_because_none_is_read_here) {
  const Checkers desk;

  const Reply nonsense = desk.post("/questions", j("{'picture': 'data:image/png;base64,AAAA'}"));
  EXPECT_EQ(nonsense.status, 422) << nonsense.text;
  EXPECT_EQ(nonsense.key(), "base64.malformed");
  EXPECT_EQ(nonsense.at("/pointer"), "/picture");

  const Reply none_read = desk.post("/questions", j("{'picture': 'AAAA'}"));
  EXPECT_EQ(none_read.status, 422) << none_read.text;
  EXPECT_EQ(none_read.key(), "media.unavailable");
  EXPECT_EQ(desk.post("/questions", j("{'area': '32.10.01'}")).status, 400);
}

TEST(AReceipt, is_never_part_of_an_address_and_unknown_ones_say_nothing) {
  const Checkers desk;
  EXPECT_EQ(desk.get("/tickets/K7QF2-M9XTB-4WN8C").status, 404);
  EXPECT_EQ(desk.post("/tickets/lookup?receipt=K7QF2-M9XTB-4WN8C", "{}").key(),
            "api.query.unknown");
  EXPECT_EQ(desk.post("/tickets/lookup", j("{'receipt': 'K7QF2-M9XTB-4WN8C'}")).status, 404);
  EXPECT_EQ(desk.post("/tickets/lookup", j("{'receipt': 'bukan kode'}")).status, 422);
}

TEST(AFactcheck, is_found_and_read_as_json_and_as_claim_review) {
  const Checkers desk;
  const Reply published = desk.published();
  const Reply listed = desk.get("/factchecks?q=kartu&verdict=false&topic=scam&limit=10");
  ASSERT_EQ(listed.count("/results"), 1u);
  const std::string address = "/factchecks/" + listed.at("/results/0/address");
  EXPECT_EQ(desk.get(address).at("/explanation"), "Kementerian menyatakan tidak ada pemblokiran.");
  EXPECT_EQ(desk.get("/factchecks/" + published.at("/id")).status, 200);

  net::Request made = desk.request(net::Method::get, address);
  made.headers.add("Accept", "application/ld+json");
  const Reply review = desk.send(made);
  EXPECT_EQ(review.header("Content-Type"), "application/ld+json");
  EXPECT_EQ(review.at("/@type"), "ClaimReview");
  EXPECT_EQ(review.number("/reviewRating/ratingValue"), 1);
  EXPECT_EQ(review.at("/url"), listed.at("/results/0/url"));
}

TEST(AClaim, is_written_down_waits_for_an_agency_and_is_merged_into_its_twin) {
  const Checkers desk;
  const Reply known = desk.published();
  const Reply opened = desk.post("/desk/claims",
                                 j("{'text': 'Beredar kabar kartu lama akan mati besok malam, "
                                   "benarkah begitu?', 'area': '32.10'}"),
                                 desk.first);
  ASSERT_EQ(opened.status, 201) << opened.text;
  const Reply taken = desk.move(opened, "take", desk.first);
  EXPECT_EQ(desk.move(taken, "wait", desk.first).key(), "tabayun.reason.missing");
  const Reply waiting =
      desk.move(taken, "wait", desk.first, ", 'note': 'Menunggu jawaban kementerian.'");
  ASSERT_EQ(waiting.at("/reason"), "Menunggu jawaban kementerian.") << waiting.text;
  EXPECT_EQ(desk.move(waiting, "merge", desk.first).at("/pointer"), "/into");
  const Reply merged =
      desk.move(waiting, "merge", desk.first, ", 'into': '" + known.at("/id") + "'");
  EXPECT_EQ(merged.at("/id"), known.at("/id")) << merged.text;

  const Reply file = desk.get("/desk/claims/" + known.at("/id"), desk.first);
  EXPECT_EQ(file.at("/proposals/0/state"), "confirmed");
  EXPECT_GE(file.count("/events"), 3u);
  EXPECT_EQ(
      desk.post("/desk/claims/" + known.at("/id") + "/messages",
                j("{'text': 'Kartu SIM lawas hangus mulai besok bila belum registrasi kembali'}"),
                desk.first)
          .status,
      200);
  EXPECT_EQ(desk.get("/desk/claims?checker=me", desk.first).status, 200);
}

}  // namespace
}  // namespace kentongan::api
