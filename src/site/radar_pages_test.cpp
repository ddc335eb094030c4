// The office's radar, the explainers that are owed, and what came from other fact checkers, as
// pages show them.
#include "site/office_for_tests.hpp"
#include "site/pages_desk.hpp"
#include "site/pages_public.hpp"

namespace kentongan::site {
namespace {

constexpr const char* rumour = "Katanya bantuan pupuk hanya untuk yang punya kartu merah";
constexpr const char* garlic =
    "Minum air rebusan bawang putih tujuh hari berturut-turut menyembuhkan demam berdarah tanpa "
    "obat";

bool says(const net::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}
std::string where(const net::Response& response) {
  return std::string(response.headers.find("Location").value_or(""));
}

struct Asking : Office {
  Asking() {
    for (int at = 0; at < 7; ++at) asked = asks("0812000" + std::to_string(at), rumour);
    seal();
  }
  tabayun::Asked asked;
};

TEST(RadarPages, show_what_rises_where_and_say_it_in_words_beside_every_picture) {
  Asking office;

  const auto page = office.visit(pages::desk_radar_show, Office::officer(), {{"jendela", "1j"}});

  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, rumour));
  EXPECT_TRUE(says(page, "7 orang, 7 pertanyaan dalam 1 jam terakhir"));
  EXPECT_TRUE(says(page, "24 jam terakhir: 7 pertanyaan dari 7 orang"));
  EXPECT_TRUE(says(page, "<table")) << "the map in words";
  EXPECT_TRUE(says(page, "kecamatan=32.10.02"));
  const auto elsewhere = office.visit(pages::desk_radar_show, Office::officer(),
                                      {{"jendela", "1j"}, {"kecamatan", "32.10.02"}});
  EXPECT_FALSE(says(elsewhere, rumour));
  EXPECT_TRUE(says(elsewhere, "Tidak ada yang naik."));
}

TEST(RadarPages, lead_members_of_groups_to_their_tasks) {
  Asking office;
  const auto page = office.visit(pages::desk_radar_show, Office::member());
  EXPECT_EQ(page.status, 303);
  EXPECT_EQ(where(page), "/meja/radar/penjelas");
  EXPECT_EQ(office.visit(pages::desk_explainers_list, Office::member()).status, 200);
  EXPECT_EQ(office
                .post(pages::desk_explainer_open, Office::member(),
                      {{"claim", office.asked.question.claim.text()},
                       {"area", "32.10.01"},
                       {"title", "Siapa yang berhak?"}})
                .status,
            403);
}

TEST(RadarPages, a_question_about_a_programme_becomes_a_task_that_is_half_written_already) {
  Asking office;
  const auto opened = office.post(pages::desk_explainer_open, Office::officer(),
                                  {{"claim", office.asked.question.claim.text()},
                                   {"area", "32.10.01"},
                                   {"title", "Siapa yang berhak menerima pupuk?"}});
  EXPECT_EQ(opened.status, 303);

  const auto list = office.visit(pages::desk_explainers_list, Office::officer());
  EXPECT_TRUE(says(list, "Siapa yang berhak menerima pupuk?"));
  EXPECT_TRUE(says(list,
                   "/meja/kabar/baru?judul=Siapa%20yang%20berhak%20menerima%20pupuk%3F&amp;"
                   "jenis=explainer"));
  const auto form =
      office.visit(pages::desk_item_new, Office::officer(),
                   {{"judul", "Siapa yang berhak menerima pupuk?"}, {"jenis", "explainer"}});
  EXPECT_TRUE(says(form, "value=\"Siapa yang berhak menerima pupuk?\""));

  const auto task = office.radar.list_explainers(Office::officer()).at(0);
  const auto nowhere =
      office.post(pages::desk_explainer_move, Office::officer(),
                  {{"seen_revision", "1"}, {"item", "https://kabar.example/kabar/belum-ada"}},
                  {task.id.text(), "finish"});
  EXPECT_EQ(nowhere.status, 422);
  EXPECT_TRUE(says(nowhere, "tidak ditemukan di antara yang sudah terbit"));
  const auto dropped = office.post(pages::desk_explainer_move, Office::officer(),
                                   {{"seen_revision", "1"}, {"reason", "sudah dijelaskan"}},
                                   {task.id.text(), "drop"});
  EXPECT_EQ(dropped.status, 303);
  EXPECT_TRUE(says(office.visit(pages::desk_explainers_list, Office::officer()),
                   "Dibatalkan karena: sudah dijelaskan"));
}

std::string review(const char* url, const char* rating) {
  return std::string(R"({"@type":"ClaimReview","url":")") + url + R"(","claimReviewed":")" +
         garlic +
         R"(","headline":"Bawang putih dan demam berdarah","reviewRating":{"alternateName":")" +
         rating + R"("}})";
}

TEST(ExchangePages, say_where_a_fact_check_comes_from_who_agrees_and_to_the_desk_who_does_not) {
  const auto feed = [](const char* text) {
    return exchange::parse_feed(text, std::chrono::hours(1)).value();
  };
  Office office({feed("Cek Satu | https://satu.example/f.json | CC BY 4.0"),
                 feed("Cek Dua | https://dua.example/f.json"),
                 feed("Cek Tiga | https://tiga.example/f.json"),
                 feed("Cek Mati | https://mati.example/f.json")});
  office.web.pages = {{"https://satu.example/f.json", review("https://satu.example/1", "Salah")},
                      {"https://dua.example/f.json", review("https://dua.example/1", "Hoaks")},
                      {"https://tiga.example/f.json", review("https://tiga.example/1", "Benar")}};
  ASSERT_EQ(office.exchange.run_due(), 4);

  const auto desk = office.visit(pages::desk_exchange_show, Office::officer());
  EXPECT_EQ(desk.status, 200);
  EXPECT_TRUE(says(desk, "Cek Mati"));
  EXPECT_TRUE(says(desk, "Sumber tidak dapat dihubungi."));
  EXPECT_TRUE(says(desk, "Sudah ditinjau"));
  EXPECT_EQ(office.visit(pages::desk_exchange_show, Office::member()).status, 403);

  const auto first = office.asks("1", garlic);
  ASSERT_FALSE(first.looked_up.matches.empty());
  for (const tabayun::Claim& claim : office.tabayun.list_published({}).claims) {
    if (claim.source != "Cek Satu") continue;
    const auto page = office.read(pages::claim_show, {claim.address()});
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(says(page, "https://satu.example"));
    EXPECT_TRUE(says(page, "CC BY 4.0"));
    EXPECT_TRUE(says(page, "Diambil "));
    EXPECT_TRUE(says(page, ">Cek Dua</a>"));
    EXPECT_FALSE(says(page, "Cek Tiga")) << "who contradicts has not checked the same for us";
  }
  const auto too_soon =
      office.post(pages::desk_exchange_fetch, Office::officer(), {{"source", "Cek Satu"}});
  EXPECT_EQ(too_soon.status, 429);
  EXPECT_TRUE(says(too_soon, "Tunggu dua menit"));
}

}  // namespace
}  // namespace kentongan::site
