#include "match/matcher.hpp"

#include "match/consider.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace kentongan::match {
namespace {

constexpr std::int32_t false_verdict = 2;
constexpr std::int32_t true_verdict = 1;

std::vector<Document> village_hoaxes() {
  return {
      {.id = 1,
       .verdict = false_verdict,
       .title = "Air rebusan daun sirsak menyembuhkan kanker stadium empat dalam tujuh hari",
       .messages =
           {"Kabar baik! Rebus 10 lembar daun sirsak, minum tiap pagi, kanker stadium empat "
            "lenyap dalam 7 hari tanpa operasi. Sudah dibuktikan warga Cikalong."}},
      {.id = 2,
       .verdict = false_verdict,
       .title = "Undian berhadiah mobil dari Bank Sejahtera untuk nasabah pengguna aplikasi",
       .messages = {"Khusus nasabah Bank Sejahtera pengguna aplikasi Sejahtera Mobile, ada undian "
                    "berhadiah mobil dan motor, segera daftar lewat tautan berikut"}},
      {.id = 3,
       .verdict = true_verdict,
       .title = "Jembatan Cilutung ditutup sementara untuk perbaikan mulai Senin pagi",
       .messages = {"Info: jembatan Cilutung ditutup sementara karena perbaikan mulai Senin pagi, "
                    "kendaraan lewat jalur Kadipaten"}},
      {.id = 4,
       .verdict = false_verdict,
       .title = "Penculik anak berkeliaran menyamar sebagai penjual bakso keliling di kecamatan",
       .messages = {}},
  };
}

class Village : public testing::Test {
 protected:
  Village() { matcher_.publish(village_hoaxes()); }

  [[nodiscard]] Decision asked(std::string_view message) const {
    return decide(matcher_.find(message, 10));
  }

  Matcher matcher_;
};

TEST_F(Village, a_known_message_is_answered_in_any_dress) {
  for (const std::string_view message : {"Kabar baik! Rebus 10 lembar daun sirsak, minum tiap "
                                         "pagi, kanker stadium empat lenyap dalam 7 "
                                         "hari tanpa operasi. Sudah dibuktikan warga Cikalong.",
                                         "KABAR BAIK!!! REBUS 10 LEMBAR DAUN SIRSAK 🌿🌿 MINUM "
                                         "TIAP PAGI, KANKER STADIUM EMPAT LENYAP DALAM 7 "
                                         "HARI TANPA OPERASI. SUDAH DIBUKTIKAN WARGA CIKALONG",
                                         "Diteruskan berkali-kali\nAssalamualaikum. Kabar baik! "
                                         "𝗥𝗲𝗯𝘂𝘀 10 lembar d4un sirs4k, minum tiap pagi, "
                                         "kanker stadium empat lenyap dlm 7 hari tanpa operasi. "
                                         "Sdh dibuktikan warga Cikalong. Sebarkan!"}) {
    const Decision decision = asked(message);
    ASSERT_EQ(decision.outcome, Outcome::answer) << message;
    EXPECT_EQ(decision.shown.front().document, 1);
  }
}

TEST_F(Village, a_title_that_stands_whole_in_the_message_answers) {
  const Decision decision = asked(
      "Hati-hati bunda, penculik anak berkeliaran menyamar sebagai penjual bakso keliling di "
      "kecamatan kita!");

  ASSERT_EQ(decision.outcome, Outcome::answer);
  EXPECT_EQ(decision.shown.front().document, 4);
  EXPECT_EQ(decision.shown.front().evidence.field, Field::title);
}

TEST_F(Village, what_nobody_checked_goes_to_the_queue) {
  for (const std::string_view message :
       {"Besok ada pembagian sembako di balai desa Sukamaju jam delapan pagi",
        "Apakah benar pupuk subsidi langka karena ditimbun?", "halo", "", "🙏🙏🙏", "1 2 3",
        "https://contoh.id/x"}) {
    EXPECT_EQ(asked(message).outcome, Outcome::queue) << message;
  }
}

TEST_F(Village, a_few_words_never_answer_alone) {
  EXPECT_NE(asked("daun sirsak kanker").outcome, Outcome::answer);
  EXPECT_NE(asked("undian berhadiah mobil").outcome, Outcome::answer);
}

TEST_F(Village, other_numbers_are_not_answered_alone) {
  const Decision decision = asked(
      "Kabar baik! Rebus 25 lembar daun sirsak, minum tiap pagi, kanker stadium empat lenyap dalam "
      "3 hari "
      "tanpa operasi. Sudah dibuktikan warga Cikalong.");

  ASSERT_EQ(decision.outcome, Outcome::ask);
  EXPECT_TRUE(decision.shown.front().evidence.numbers_differ);
}

TEST_F(Village, another_day_is_not_answered_alone) {
  const Decision decision = asked(
      "Info: jembatan Cilutung ditutup sementara karena perbaikan mulai Kamis pagi, kendaraan "
      "lewat jalur Kadipaten");

  ASSERT_EQ(decision.outcome, Outcome::ask);
  EXPECT_TRUE(decision.shown.front().evidence.numbers_differ);
}

TEST_F(Village, another_bank_in_the_same_scam_is_not_answered_alone) {
  const Decision decision = asked(
      "Khusus nasabah Bank Makmur pengguna aplikasi Makmur Mobile, ada undian berhadiah mobil dan "
      "motor, "
      "segera daftar lewat tautan berikut");

  ASSERT_EQ(decision.outcome, Outcome::ask);
  EXPECT_GE(decision.shown.front().evidence.swapped_weight, 4.0);
}

TEST_F(Village, a_word_of_another_language_is_no_other_name_but_a_capital_is) {
  matcher_.publish(
      {{.id = 8,
        .verdict = false_verdict,
        .title = "Gerombolan bermotor merampok pedagang martabak",
        .messages = {"Perhatian warga Kadipaten dan Kertajati, gerombolan bermotor "
                     "dari kota Sumedang datang membawa senjata, sudah tiga pedagang "
                     "dirampok dekat perempatan Cigasong, kunci pagar rapat malam ini"}}});
  const auto told = [this](const std::string& thing, const std::string& place) {
    return asked("Perhatian warga Kadipaten dan Kertajati, gerombolan bermotor dari kota " + place +
                 " datang membawa " + thing +
                 ", sudah tiga pedagang dirampok dekat perempatan Cigasong, kunci pagar rapat "
                 "malam ini")
        .outcome;
  };

  EXPECT_EQ(told("pakarang", "Sumedang"), Outcome::answer);
  EXPECT_EQ(told("senjata", "Blorajaya"), Outcome::ask);
}

TEST_F(Village, a_negated_statement_is_not_answered_alone) {
  const Decision decision = asked(
      "Info: jembatan Cilutung tidak ditutup sementara karena perbaikan mulai Senin pagi, "
      "kendaraan lewat "
      "jalur Kadipaten");

  EXPECT_NE(decision.outcome, Outcome::answer);
}

TEST_F(Village, one_lost_negation_in_a_long_copy_is_a_slip) {
  const std::string before =
      "Perhatian seluruh warga Kadipaten dan Kertajati, mulai malam Minggu besok gerombolan "
      "bermotor dari kota datang membawa senjata tajam, sudah tiga pedagang martabak di "
      "perempatan dirampok, kunci pagar rapat, ";
  const std::string after =
      " keluar rumah sendirian, laporkan orang mencurigakan kepada ronda, matikan lampu teras, "
      "simpan sepeda motor di dapur, dan kabarkan kepada keluarga jauh sebelum terlambat";
  matcher_.publish({{.id = 8,
                     .verdict = false_verdict,
                     .title = "Gerombolan bermotor merampok pedagang martabak",
                     .messages = {before + "tidak" + after}}});

  EXPECT_EQ(asked(before + "tidka" + after).outcome, Outcome::answer);
  EXPECT_EQ(asked(before + after).outcome, Outcome::answer);
}

TEST_F(Village, what_shares_no_word_is_no_candidate) {
  for (const Candidate& candidate :
       matcher_.find("Gempa besar magnitudo sembilan mengguncang Majalengka Jumat malam", 10))
    EXPECT_GT(candidate.evidence.shared_words, 0);
}

TEST_F(Village, a_document_found_by_its_article_is_measured_by_its_title_too) {
  matcher_.publish({{.id = 8,
                     .verdict = false_verdict,
                     .title = "Sumur keramat Talaga",
                     .messages = {},
                     .article = "Kabar bahwa airnya berubah merah setiap Jumat Kliwon diperiksa "
                                "bersama puskesmas dan kuncen sumur."}});
  Considering considering(matcher_.snapshot(),
                          "airnya berubah merah setiap Jumat Kliwon kata kuncen sumur");

  considering.rank(built_in_model());

  ASSERT_FALSE(considering.documents().empty());
  const Considered& first = considering.documents().front();
  EXPECT_EQ(first.document, 8);
  EXPECT_EQ(first.value(feature_of(Field::title, Measure::present)), 1);
  EXPECT_EQ(first.value(feature_of(Field::article, Measure::present)), 1);
}

TEST_F(Village, a_message_that_itself_debunks_is_not_answered_alone) {
  EXPECT_NE(asked("Klarifikasi: hoaks, air rebusan daun sirsak menyembuhkan kanker stadium empat "
                  "dalam tujuh hari")
                .outcome,
            Outcome::answer);
}

TEST_F(Village, two_fact_checks_that_contradict_each_other_are_both_shown) {
  Document other = village_hoaxes()[0];
  other.id = 9;
  other.verdict = true_verdict;
  matcher_.publish({other});

  const Decision decision = asked(other.messages[0]);

  ASSERT_EQ(decision.outcome, Outcome::ask);
  EXPECT_EQ(decision.shown.size(), 2U);
}

TEST_F(Village, the_shared_words_are_told) {
  const auto candidates = matcher_.find("undian mobil Bank Sejahtera", 5);

  ASSERT_FALSE(candidates.empty());
  EXPECT_EQ(candidates.front().document, 2);
  EXPECT_EQ(candidates.front().evidence.words.size(), 4U);
}

TEST_F(Village, a_published_document_is_found_and_a_withdrawn_one_is_not) {
  const std::string message =
      "Gempa besar magnitudo sembilan akan mengguncang Majalengka Jumat malam";
  ASSERT_TRUE(matcher_.find(message, 3).empty() || matcher_.find(message, 3).front().document != 7);

  matcher_.publish(
      {{.id = 7, .verdict = false_verdict, .title = message, .messages = {}, .article = {}}});
  EXPECT_EQ(asked(message).outcome, Outcome::answer);
  EXPECT_EQ(matcher_.size(), 5U);

  matcher_.withdraw(7);
  EXPECT_EQ(asked(message).outcome, Outcome::queue);
  EXPECT_EQ(matcher_.size(), 4U);
}

TEST_F(Village, a_new_alias_replaces_the_document_instead_of_doubling_it) {
  Document document = village_hoaxes()[3];
  document.messages.push_back(
      "ati-ati, aya nu nyulik budak nyamar jadi tukang baso kuriling kampung");
  matcher_.publish({document});

  const auto candidates =
      matcher_.find("Ati-ati! aya nu nyulik budak nyamar jadi tukang baso kuriling kampung", 10);

  ASSERT_FALSE(candidates.empty());
  EXPECT_EQ(candidates.front().document, 4);
  EXPECT_EQ(decide(candidates).outcome, Outcome::answer);
  EXPECT_EQ(matcher_.size(), 4U);
}

std::string numbered(const char* word, int number) {
  std::string letters = word;
  for (; number > 0; number /= 20) letters += static_cast<char>('a' + number % 20);
  return letters;
}

Document synthetic(int number) {
  return {.id = number + 100,
          .verdict = false_verdict,
          .title = numbered("kabar", number) + ' ' + numbered("desa", number * 7) + ' ' +
                   numbered("sungai", number * 3) + ' ' + numbered("pasar", number * 11) + ' ' +
                   numbered("jalan", number * 13)};
}

TEST(Matcher, the_live_part_is_merged_without_losing_anybody) {
  Matcher matcher;
  std::vector<Document> batch;
  for (int number = 1; number <= 5000; ++number) {
    batch.push_back(synthetic(number));
    if (batch.size() == 1000) {
      matcher.publish(batch);
      batch.clear();
    }
  }

  EXPECT_EQ(matcher.size(), 5000U);
  for (int number = 1; number <= 5000; number += 487) {
    const auto candidates = matcher.find(synthetic(number).title, 3);
    ASSERT_FALSE(candidates.empty()) << number;
    EXPECT_EQ(candidates.front().document, number + 100);
  }
}

TEST(Matcher, readers_always_see_a_whole_index_while_others_write) {
  Matcher matcher;
  matcher.publish(village_hoaxes());
  const std::string message = village_hoaxes()[1].messages[0];
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::vector<std::jthread> readers;
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&] {
      while (!done) {
        const auto candidates = matcher.find(message, 3);
        if (candidates.empty() || candidates.front().document != 2) ++wrong;
      }
    });
  }

  for (int number = 0; number < 60; ++number) {
    matcher.publish({synthetic(number), village_hoaxes()[1]});
    if (number % 3 == 0) matcher.withdraw(synthetic(number).id);
  }
  done = true;
  readers.clear();

  EXPECT_EQ(wrong, 0);
}

TEST(Matcher, huge_and_hostile_messages_are_answered_quickly_enough_to_count) {
  Matcher matcher;
  matcher.publish(village_hoaxes());
  std::string emoji;
  while (emoji.size() < 1'000'000) emoji += "😀";
  std::string repeated;
  for (int time = 0; time < 10'000; ++time) repeated += "kanker ";
  std::string many;
  for (int number = 0; number < 60'000; ++number) many += numbered("kata", number) + ' ';

  EXPECT_TRUE(matcher.find(emoji, 5).empty());
  EXPECT_NE(decide(matcher.find(repeated, 5)).outcome, Outcome::answer);
  EXPECT_NE(decide(matcher.find(many, 5)).outcome, Outcome::answer);
  EXPECT_TRUE(matcher.find("\xFF\xFE\xC0", 5).empty());
}

TEST(Decide, nothing_found_is_a_case_for_the_queue) {
  EXPECT_EQ(decide({}).outcome, Outcome::queue);
}

TEST(Decide, an_article_alone_never_answers) {
  Matcher matcher;
  matcher.publish(
      {{.id = 1,
        .verdict = false_verdict,
        .title = "Judul lain",
        .messages = {},
        .article =
            "Dinas kesehatan menegaskan vaksin campak tidak menyebabkan kemandulan pada anak"}});

  EXPECT_NE(
      decide(
          matcher.find(
              "Dinas kesehatan menegaskan vaksin campak tidak menyebabkan kemandulan pada anak", 3))
          .outcome,
      Outcome::answer);
}

}  // namespace
}  // namespace kentongan::match
