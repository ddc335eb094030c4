// From a draft to the public and back, over the API alone.
#include "api/office_for_tests.hpp"

namespace kentongan::api {
namespace {

const char* const posyandu =
    "{'kind': 'announcement', 'title': 'Posyandu pindah ke hari Rabu', 'summary': 'Mulai "
    "Desember.', "
    "'body': 'Datang pukul **delapan**.', 'source': 'Bidan desa', 'group': 'kim-satu', "
    "'areas': ['32.10.01.2001'], 'topics': ['kesehatan'], 'form_key': 'satu'}";

/// A writer and the chair of KIM Satu.
struct Desk : Office {
  std::string writer = member("siti", "kim-satu");
  std::string chair = member("budi", "kim-satu", people::Role::ketua);

  Reply create() const { return post("/desk/items", j(posyandu), writer); }
  /// Makes a move on what `before` shows.
  Reply move(const Reply& before, const std::string& name, const std::string& token,
             const std::string& more = "") const {
    return post("/desk/items/" + before.at("/id") + "/moves",
                j("{'move': '" + name +
                  "', 'seen_revision': " + std::to_string(before.number("/revision")) + more + "}"),
                token);
  }
  Reply published() const {
    const Reply approved = move(move(create(), "submit", writer), "approve", chair);
    return move(approved, "publish", chair);
  }
};

TEST(AnItem, is_published_end_to_end_by_two_people) {
  const Desk desk;
  const Reply draft = desk.create();
  ASSERT_EQ(draft.status, 201) << draft.text;
  EXPECT_EQ(draft.header("Location"), "https://kabar.example/api/v1/desk/items/" + draft.at("/id"));
  EXPECT_EQ(draft.at("/state"), "draft");
  EXPECT_EQ(draft.at("/group/slug"), "kim-satu");
  EXPECT_EQ(desk.get("/items").count("/results"), 0u);

  const Reply submitted = desk.move(draft, "submit", desk.writer);
  ASSERT_EQ(submitted.status, 200) << submitted.text;
  EXPECT_EQ(desk.move(submitted, "approve", desk.writer).key(), "newsroom.review.own_work");
  const Reply approved = desk.move(submitted, "approve", desk.chair);
  const Reply published = desk.move(approved, "publish", desk.chair);
  ASSERT_EQ(published.at("/state"), "published") << published.text;

  const Reply listed = desk.get(
      "/items?area=32.10.01.2001&topic=kesehatan&kind=announcement&group=kim-satu&q=posyandu");
  ASSERT_EQ(listed.count("/results"), 1u);
  const Reply item = desk.get("/items/" + listed.at("/results/0/slug"));
  EXPECT_EQ(item.at("/title"), "Posyandu pindah ke hari Rabu");
  EXPECT_NE(item.at("/body_html").find("<strong>delapan</strong>"), std::string::npos);
  EXPECT_EQ(item.at("/url"), "https://kabar.example/kabar/" + item.at("/slug"));
}

TEST(AnItem, sent_twice_with_one_form_key_is_one_draft) {
  const Desk desk;
  EXPECT_EQ(desk.create().at("/id"), desk.create().at("/id"));
  EXPECT_EQ(desk.get("/desk/items", desk.writer).count("/results"), 1u);
}

TEST(AnItem, is_changed_member_by_member_on_what_was_seen) {
  const Desk desk;
  const Reply draft = desk.create();
  const std::string address = "/desk/items/" + draft.at("/id");
  const std::string seen = "'seen_revision': " + std::to_string(draft.number("/revision"));
  const Reply changed = desk.patch(
      address,
      j("{" + seen + ", 'summary': null, 'title': 'Posyandu pindah', 'note': 'lebih pendek'}"),
      desk.writer);
  ASSERT_EQ(changed.status, 200) << changed.text;
  EXPECT_EQ(changed.at("/title"), "Posyandu pindah");
  EXPECT_EQ(changed.at("/summary"), "");
  EXPECT_EQ(changed.at("/source"), "Bidan desa");

  const Reply stale = desk.patch(address, j("{" + seen + ", 'title': 'Lain'}"), desk.writer);
  EXPECT_EQ(stale.status, 409);
  EXPECT_EQ(stale.key(), "item.changed_meanwhile");
}

TEST(AnItem, is_corrected_by_two_and_its_history_told) {
  const Desk desk;
  const Reply published = desk.published();
  const std::string address = "/desk/items/" + published.at("/id");
  const Reply proposed =
      desk.post(address + "/corrections",
                j("{'seen_revision': " + std::to_string(published.number("/revision")) +
                  ", 'body': 'Datang pukul sembilan.', 'note': 'Jamnya sembilan.'}"),
                desk.writer);
  ASSERT_EQ(proposed.status, 200) << proposed.text;
  const Reply corrected = desk.move(proposed, "correct", desk.chair);
  ASSERT_EQ(corrected.at("/state"), "corrected") << corrected.text;

  const Reply item = desk.get("/items/" + corrected.at("/slug"));
  EXPECT_EQ(item.at("/body"), "Datang pukul sembilan.");
  EXPECT_EQ(item.at("/corrections/0/note"), "Jamnya sembilan.");

  const Reply history = desk.get(address + "/history", desk.writer);
  ASSERT_EQ(history.status, 200);
  EXPECT_EQ(history.count("/revisions"), 2u);
  const std::string first = std::to_string(history.number("/revisions/1/number"));
  EXPECT_EQ(desk.get(address + "/revisions/" + first, desk.writer).at("/content/body"),
            "Datang pukul **delapan**.");
  EXPECT_EQ(desk.get(address + "/revisions/999", desk.writer).status, 404);
  EXPECT_EQ(desk.get(address + "/revisions/apa", desk.writer).status, 404);
}

TEST(AnItem, that_was_withdrawn_says_why) {
  Desk desk;
  const std::string office = desk.officer("rina");
  const Reply published = desk.published();
  EXPECT_EQ(desk.move(published, "withdraw", office).key(), "newsroom.withdraw.reason_missing");
  const Reply withdrawn = desk.move(published, "withdraw", office, ", 'note': 'Jadwalnya salah.'");
  ASSERT_EQ(withdrawn.at("/state"), "withdrawn") << withdrawn.text;
  const Reply gone = desk.get("/items/" + withdrawn.at("/slug"));
  EXPECT_EQ(gone.status, 410);
  EXPECT_EQ(gone.at("/reason"), "Jadwalnya salah.");
  EXPECT_EQ(gone.at("/body"), "(none)");
}

TEST(AnItem, is_scheduled_for_a_time_to_come) {
  const Desk desk;
  const Reply approved =
      desk.move(desk.move(desk.create(), "submit", desk.writer), "approve", desk.chair);
  EXPECT_EQ(desk.move(approved, "schedule", desk.chair).at("/pointer"), "/at");
  const std::string later = rfc3339(desk.clock.now() + std::chrono::hours(2));
  const Reply scheduled = desk.move(approved, "schedule", desk.chair, ", 'at': '" + later + "'");
  ASSERT_EQ(scheduled.at("/state"), "scheduled") << scheduled.text;
  EXPECT_EQ(scheduled.at("/scheduled_at"), later);
}

TEST(AnItem, of_others_is_not_there) {
  Desk desk;
  const Reply draft = desk.create();
  const std::string stranger = desk.member("agus", "kim-dua");
  const std::string address = "/desk/items/" + draft.at("/id");
  EXPECT_EQ(desk.get(address, stranger).status, 404);
  EXPECT_EQ(desk.get(address + "/history", stranger).status, 404);
  EXPECT_EQ(desk.move(draft, "submit", stranger).status, 404);
  EXPECT_EQ(desk.patch(address, j("{'seen_revision': 1, 'title': 'Milik saya'}"), stranger).status,
            404);
  EXPECT_EQ(desk.get("/desk/items?group=kim-satu", stranger).status, 403);
  EXPECT_EQ(desk.get("/desk/items?group=kim-satu", desk.chair).count("/results"), 1u);
}

}  // namespace
}  // namespace kentongan::api
