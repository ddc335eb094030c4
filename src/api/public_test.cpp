// What everybody may ask, and how every answer is made.
#include "api/office_for_tests.hpp"

namespace kentongan::api {
namespace {

TEST(Areas, are_found_by_what_people_type_and_by_code) {
  const Office office;
  const Reply found = office.get("/areas?q=majalengka&limit=5");
  ASSERT_EQ(found.status, 200);
  EXPECT_EQ(found.at("/results/0/code"), "32.10");
  EXPECT_EQ(found.at("/results/0/label"), "Kabupaten Majalengka");
  EXPECT_EQ(found.at("/results/0/where"), "Jawa Barat");

  const Reply village = office.get("/areas/32.10.01.2001");
  EXPECT_EQ(village.at("/level"), "village");
  EXPECT_EQ(village.count("/path"), 4u);
  EXPECT_EQ(office.get("/areas").count("/results"), 2u);  // the provinces
  EXPECT_EQ(office.get("/areas/32.10/children").count("/results"), 2u);
  EXPECT_EQ(office.get("/areas/32.99").key(), "places.area.not_found");
  EXPECT_EQ(office.get("/areas/majalengka").status, 404);
}

TEST(Search, finds_groups_and_says_where_the_words_stand) {
  const Office office;
  const Reply found = office.get("/search?q=sattu");  // a letter too many
  ASSERT_EQ(found.status, 200) << found.text;
  EXPECT_EQ(found.at("/meant"), "satu");
  EXPECT_EQ(found.at("/groups/results/0/group/slug"), "kim-satu");
  EXPECT_EQ(found.at("/groups/results/0/title/1/text"), "Satu");
  EXPECT_EQ(found.number("/items/all"), 0);

  const Reply first = office.get("/search?q=kim&what=group&limit=1");
  ASSERT_EQ(first.count("/groups/results"), 1u);
  EXPECT_EQ(first.number("/groups/all"), 2);
  const Reply second = office.get("/search?q=kim&what=group&limit=1&next=" + first.at("/next"));
  ASSERT_EQ(second.count("/groups/results"), 1u);
  EXPECT_NE(second.at("/groups/results/0/group/slug"), first.at("/groups/results/0/group/slug"));
  EXPECT_EQ(second.at("/next"), "(none)");
  EXPECT_EQ(office.get("/search?q=kim&area=32.10.02").number("/groups/all"), 1);
}

TEST(Search, is_calm_about_everything) {
  const Office office;
  EXPECT_EQ(office.get("/search").number("/items/all"), 0);
  EXPECT_EQ(office.get("/search?q=yang").number("/groups/all"), 0);
  EXPECT_EQ(office.get("/search?q=%22%3C%25_%F0%9F%98%80").status, 200);
  EXPECT_EQ(office.get("/search?q=zzqxv").at("/nowhere/0"), "zzqxv");
  EXPECT_EQ(office.get("/search?q=kim&next=x").status, 400);
  EXPECT_EQ(office.get("/search?q=kim&what=people").status, 400);
}

TEST(Groups, are_listed_in_pages_and_shown) {
  const Office office;
  const Reply first = office.get("/groups?area=32.10&limit=1");
  ASSERT_EQ(first.status, 200);
  EXPECT_EQ(first.at("/results/0/name"), "KIM Dua");
  const Reply second =
      office.get("/groups?area=32.10&limit=1&next=" + net::percent_encode(first.at("/next")));
  EXPECT_EQ(second.at("/results/0/name"), "KIM Satu");
  EXPECT_EQ(second.at("/next"), "(none)");

  const Reply group = office.get("/groups/kim-satu");
  EXPECT_EQ(group.at("/village/code"), "32.10.01.2001");
  EXPECT_EQ(group.at("/decree/valid_until"), "2029-01-02");
  EXPECT_EQ(group.at("/note"), "(none)");
  EXPECT_EQ(office.get("/groups/tidak-ada").status, 404);
  EXPECT_GT(office.get("/partner-kinds").count("/results"), 0u);
  EXPECT_GT(office.get("/fields").count("/results"), 0u);
}

TEST(Groups, that_are_not_public_are_for_their_office_alone) {
  Office office;
  const std::string officer = office.officer("rina");
  const Reply made = office.post(
      "/groups", j("{'name': 'KIM Tiga', 'partner_kind': 'kim', 'village': '32.10.01.2002'}"),
      officer);
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.header("Location"), "https://kabar.example/api/v1/groups/kim-tiga");

  EXPECT_EQ(office.get("/groups/kim-tiga").status, 404);
  EXPECT_EQ(office.get("/groups/kim-tiga", officer).at("/state"), "proposed");
  EXPECT_EQ(office.get("/groups?area=32.10").count("/results"), 2u);
  EXPECT_EQ(office.get("/groups?area=32.10&shown=all", officer).count("/results"), 3u);
  EXPECT_EQ(office.get("/groups?area=32.10&shown=all").status, 401);
  EXPECT_EQ(office.get("/groups?shown=all", officer).key(), "api.office_only");
}

TEST(Groups, are_edited_member_by_member_and_moved) {
  Office office;
  const std::string officer = office.officer("rina");
  const Reply before = office.get("/groups/kim-satu", officer);
  const std::string revision = std::to_string(before.number("/revision"));

  const Reply after = office.patch("/groups/kim-satu",
                                   j("{'seen_revision': " + revision +
                                     ", 'vision': 'Desa yang tahu', "
                                     "'coordinates': {'latitude': -6.8, 'longitude': 108.2}, "
                                     "'channels': [{'kind': 'whatsapp', 'value': 'Warga (250)'}], "
                                     "'decree': {'level': 'kecamatan'}}"),
                                   officer);
  ASSERT_EQ(after.status, 200) << after.text;
  EXPECT_EQ(after.at("/vision"), "Desa yang tahu");
  EXPECT_EQ(after.at("/decree/level"), "kecamatan");
  EXPECT_EQ(after.at("/decree/number"), "141/1");  // absent: stays
  EXPECT_EQ(after.at("/channels/0/kind"), "whatsapp");

  EXPECT_EQ(office
                .patch("/groups/kim-satu",
                       j("{'seen_revision': " + revision + ", 'vision': 'Lain'}"), officer)
                .status,
            409);
  const std::string now = std::to_string(after.number("/revision"));
  EXPECT_EQ(office
                .post("/groups/kim-satu/moves",
                      j("{'to': 'less_active', 'seen_revision': " + now + "}"), officer)
                .at("/state"),
            "less_active");
}

TEST(Coverage, counts_villages_with_a_group_at_work) {
  const Office office;
  const Reply coverage = office.get("/coverage/32.10");
  ASSERT_EQ(coverage.status, 200);
  EXPECT_EQ(coverage.number("/total/villages"), 6);
  EXPECT_EQ(coverage.number("/total/villages_with_active"), 2);
  EXPECT_EQ(coverage.count("/districts"), 2u);
  EXPECT_EQ(office.get("/coverage/32.10.01").key(), "api.coverage.regency_only");
  EXPECT_EQ(office.get("/coverage/99.99").status, 404);
}

TEST(Answers, that_everybody_may_read_can_be_kept_and_read_by_other_sites) {
  const Office office;
  const Reply reply = office.get("/groups");
  EXPECT_EQ(reply.header("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(reply.header("Cache-Control"), "no-cache");
  EXPECT_EQ(reply.header("ETag").substr(0, 3), "W/\"");
  EXPECT_EQ(reply.header("ETag"), office.get("/groups").header("ETag"));
  EXPECT_NE(reply.header("ETag"), office.get("/groups?limit=1").header("ETag"));
}

TEST(Answers, to_somebody_are_never_kept_nor_read_by_other_sites) {
  Office office;
  const std::string officer = office.officer("rina");
  const Reply desk = office.get("/desk/items", officer);
  EXPECT_EQ(desk.status, 200);
  EXPECT_EQ(desk.header("Cache-Control"), "no-store");
  EXPECT_EQ(desk.header("Access-Control-Allow-Origin"), "");
  EXPECT_EQ(office.get("/groups", officer).header("Cache-Control"), "no-store");
  EXPECT_EQ(office.post("/questions", j("{'text': 'apakah benar besok listrik padam?'}"))
                .header("Access-Control-Allow-Origin"),
            "");
  EXPECT_EQ(office.get("/health").header("Cache-Control"), "no-store");
}

TEST(Answers, speak_the_language_that_is_asked_for) {
  const Office office;
  net::Request made = office.request(net::Method::get, "/groups/tidak-ada");
  const Reply indonesian_reply = office.send(made);
  made.headers.add("Accept-Language", "fr, en-GB;q=0.8, id;q=0.3");
  const Reply english = office.send(made);
  EXPECT_EQ(indonesian_reply.header("Content-Language"), "id");
  EXPECT_EQ(english.header("Content-Language"), "en");
  EXPECT_NE(english.at("/detail"), indonesian_reply.at("/detail"));
  EXPECT_EQ(english.key(), indonesian_reply.key());
}

TEST(Problems, lead_to_what_explains_them) {
  const Office office;
  const Reply reply = office.get("/items/tidak-ada");
  ASSERT_EQ(reply.status, 404);
  EXPECT_EQ(reply.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(reply.at("/type"), "https://kabar.example/api/v1/errors/newsroom.item.not_found");
  EXPECT_EQ(office.get("/errors/newsroom.item.not_found").at("/messages/id"), reply.at("/detail"));
  EXPECT_EQ(office.get("/errors/tidak.ada").status, 404);
}

TEST(Health, is_ok_after_one_read) {
  const Office office;
  EXPECT_EQ(office.get("/health").text, R"({"status":"ok"})");
}

}  // namespace
}  // namespace kentongan::api
