#include "screening/screen.hpp"

#include "base/random.hpp"
#include "base/text.hpp"
#include "screening/features.hpp"
#include "screening/weights.hpp"
#include "screening/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

namespace kentongan::screening {
namespace {

std::optional<Suspicion> suspicion_of(const std::string& text, FlagKind kind) {
  for (const Flag& flag : screen(text)) {
    if (flag.kind == kind) return flag.suspicion;
  }
  return std::nullopt;
}
bool is_flagged(const std::string& text, FlagKind kind) {
  return suspicion_of(text, kind).has_value();
}
float hate_of(const std::string& text) { return score(look_at(text)).hate; }

// ---- hate speech
// ---------------------------------------------------------------------------------

TEST(HateSpeech, against_a_group_is_flagged_with_the_words_that_made_it_so) {
  const std::string text = "Kaum kafir itu biadab dan munafik semua!";

  const std::vector<Flag> flags = screen(text);

  ASSERT_FALSE(flags.empty());
  EXPECT_EQ(flags.front().kind, FlagKind::hate_speech);
  std::string marked;
  for (const Span& span : flags.front().spans)
    marked += text.substr(span.begin, span.end - span.begin) + " ";
  EXPECT_NE(marked.find("kafir"), std::string::npos);
  EXPECT_NE(marked.find("biadab"), std::string::npos);
  EXPECT_EQ(marked.find("semua"), std::string::npos) << "only what wounds is pointed at";
}

TEST(HateSpeech, that_calls_for_violence_is_told_apart) {
  EXPECT_TRUE(
      is_flagged("Ganyang dan usir semua pendatang cina itu!!", FlagKind::call_to_violence));
  EXPECT_FALSE(is_flagged("Dasar bodoh kamu itu", FlagKind::call_to_violence));
}

TEST(HateSpeech, is_not_the_name_of_a_people_a_faith_or_a_body) {
  for (const char* text :
       {"Warga Tionghoa, Sunda dan Jawa bergotong royong membersihkan selokan.",
        "Jemaat gereja dan pengurus masjid berbuka bersama di balai desa.",
        "Bantuan kursi roda untuk penyandang disabilitas tuli dan lumpuh di Desa Sukamaju.",
        "Posyandu untuk perempuan dan janda lansia setiap Selasa.",
        "Presiden dan bupati meresmikan pasar baru.",
        "Benarkah vaksin polio ditunda sampai Desember?"}) {
    EXPECT_FALSE(is_flagged(text, FlagKind::hate_speech)) << text;
    EXPECT_FALSE(is_flagged(text, FlagKind::call_to_violence)) << text;
  }
}

TEST(HateSpeech, is_less_suspicious_when_somebody_speaks_against_it_or_reports_it) {
  const float said = hate_of("usir kafir munafik itu");

  EXPECT_LT(hate_of("jangan usir, jangan sebut kafir munafik itu"), said);
  EXPECT_LT(hate_of("polisi melaporkan kasus: \"usir kafir munafik itu\" kata tersangka di sidang"),
            said);
}

TEST(HateSpeech, is_seen_through_the_dress_of_letters) {
  const std::string plain = "dasar munafik biadab kalian";
  EXPECT_TRUE(is_flagged(plain, FlagKind::hate_speech));
  EXPECT_TRUE(is_flagged("dasar MUN4FIK biad4b kalian", FlagKind::hate_speech));
  EXPECT_TRUE(is_flagged("dasar munafiiiik biadaaab kalian", FlagKind::hate_speech));
}

TEST(Screen, says_the_same_of_the_same_text_and_nothing_of_silence) {
  EXPECT_TRUE(screen("").empty());
  EXPECT_TRUE(screen("   \n\t").empty());
  const std::string text = "dasar munafik biadab kalian, WA 081234567890";
  EXPECT_EQ(screen(text).size(), screen(text).size());
  EXPECT_EQ(spans_of(screen(text)), spans_of(screen(text)));
}

TEST(Screen, points_inside_the_text_whatever_the_bytes) {
  SeededRandom random(20261122);
  for (int round = 0; round < 2'000; ++round) {
    std::string text = "usir kafir \xff jl. mawar no. 3 rt 01/02 rek bca 1234567890 ";
    for (int at = 0; at < 40; ++at) {
      const std::size_t where = random.below(text.size() + 1);
      text.insert(where, 1, static_cast<char>(random.below(256)));
    }
    std::size_t last = 0;
    for (const Span& span : spans_of(screen(text))) {
      ASSERT_LT(span.begin, span.end);
      ASSERT_LE(span.end, text.size());
      ASSERT_GE(span.begin, last);
      last = span.end;
    }
  }
}

TEST(Weights, stand_in_the_order_of_the_features_each_once) {
  for (std::size_t at = 0; at < feature_count; ++at)
    EXPECT_EQ(weights()[at].feature, static_cast<Feature>(at));
}

TEST(Weights, of_names_of_peoples_faiths_genders_and_bodies_never_speak_for_hate_by_themselves) {
  for (const Feature feature :
       {Feature::ethnic, Feature::religion, Feature::gender, Feature::disability, Feature::body}) {
    EXPECT_LE(weights()[static_cast<std::size_t>(feature)].hate, 0) << name_of(feature);
  }
}

// ---- personal data
// -------------------------------------------------------------------------------

/// A NIK as the rule makes it: an area of a province, a day of birth, a serial.
std::string made_nik(const Random& random) {
  constexpr std::array provinces{"11", "17", "21", "32", "35", "53", "62", "74", "82", "97"};
  const bool woman = random.below(2) == 0;
  const int day = static_cast<int>(random.below(28)) + 1 + (woman ? 40 : 0);
  return format("{}{:02}{:02}{:02}{:02}{:02}{:04}", provinces[random.below(provinces.size())],
                random.below(79) + 1, random.below(30) + 1, day, random.below(12) + 1,
                random.below(100), random.below(9'999) + 1);
}

std::string made_phone(const Random& random) {
  std::string digits = "8" + std::to_string(random.below(9) + 1);
  const std::size_t length = 9 + random.below(3);
  while (digits.size() < length) digits += static_cast<char>('0' + random.below(10));
  constexpr std::array prefixes{"0", "62", "+62", "+62 "};
  return prefixes[random.below(prefixes.size())] + digits;
}

TEST(PersonalData, every_identity_number_that_is_made_by_the_rule_is_found_and_masked) {
  SeededRandom random(1);
  for (int round = 0; round < 1'000; ++round) {
    const std::string nik = made_nik(random);
    const std::string text = "Tolong cek NIK " + nik + " atas nama ibu saya";

    ASSERT_EQ(suspicion_of(text, FlagKind::identity_number), Suspicion::high) << nik;
    ASSERT_EQ(mask_personal_data(text).find(nik), std::string::npos) << nik;
  }
}

TEST(PersonalData, every_mobile_number_is_found_and_masked) {
  SeededRandom random(2);
  for (int round = 0; round < 1'000; ++round) {
    const std::string phone = made_phone(random);
    const std::string text = "hubungi " + phone + " ya bu";

    ASSERT_TRUE(is_flagged(text, FlagKind::phone_number)) << phone;
    ASSERT_EQ(mask_personal_data(text), "hubungi [nomor telepon disamarkan] ya bu") << phone;
  }
}

TEST(PersonalData, is_not_a_price_a_date_an_order_or_an_office) {
  SeededRandom random(3);
  for (int round = 0; round < 500; ++round) {
    const std::uint64_t amount = random.below(999'999'999) + 1;
    const std::string price = thousands(static_cast<std::int64_t>(amount));
    const std::string day = format("{:02}-{:02}-{}", random.below(28) + 1, random.below(12) + 1,
                                   2000 + random.below(40));
    for (const std::string& text :
         {"harga Rp" + price + ",- per ton", "bayar Rp " + std::to_string(amount), "rapat " + day,
          "pesanan INV/2026/" + std::to_string(random.below(999'999)),
          "resi JP" + std::to_string(1'000'000'000 + random.below(999'999'999)),
          "nomor surat 005/" + std::to_string(random.below(999)) + "/Kominfo",
          "suara " + price + " dari " + price + " pemilih"}) {
      EXPECT_TRUE(find_personal_data(text).empty()) << text;
    }
  }
  for (const char* text : {"kantor 0233 281123", "darurat 112", "jalan ke pasar no problem",
                           "Pasal 28 ayat 2 UU 1/2024", "kode desa 32.10.01.2001",
                           "RT dan RW setempat", "rekening gendut pejabat tahun 2024",
                           "bank sampah buka 08.00-12.00", "Jl. Raya Cikijing rusak sejak 2024"}) {
    EXPECT_TRUE(find_personal_data(text).empty()) << text;
  }
}

TEST(PersonalData, a_house_is_found_by_its_street_and_number_or_its_neighbourhood) {
  EXPECT_EQ(suspicion_of("rumahnya di Jl. Melati Indah No. 12 RT 03/RW 05", FlagKind::address),
            Suspicion::high);
  EXPECT_EQ(suspicion_of("dia tinggal di jalan kenanga nomor 7", FlagKind::address),
            Suspicion::medium);
  EXPECT_EQ(suspicion_of("alamat: RT.003/RW.001 Dusun Pon", FlagKind::address), Suspicion::medium);
  EXPECT_EQ(suspicion_of("alamat: RT 03/05", FlagKind::address), Suspicion::medium);
  EXPECT_EQ(mask_personal_data("ke Gg. Mangga no 4a ya"), "ke [alamat disamarkan]a ya");
}

TEST(PersonalData, an_account_is_digits_beside_the_word_for_it) {
  EXPECT_EQ(suspicion_of("transfer ke rek BCA 1234567890 a.n. Siti", FlagKind::bank_account),
            Suspicion::high);
  EXPECT_EQ(suspicion_of("No. rekening: 0021-01-012345-50-7", FlagKind::bank_account),
            Suspicion::medium);
  EXPECT_FALSE(is_flagged("rekening 081234567890", FlagKind::bank_account)) << "a phone is a phone";
  EXPECT_EQ(mask_personal_data("rek BRI 123456789012345"), "rek BRI [rekening disamarkan]");
}

TEST(PersonalData, masked_twice_is_masked_once) {
  SeededRandom random(4);
  for (int round = 0; round < 200; ++round) {
    const std::string text = "NIK " + made_nik(random) + ", " + made_phone(random) +
                             ", Jl. Anggrek No. 5 RT 01/RW 02, rek BNI 0123456789";
    const std::string once = mask_personal_data(text);
    EXPECT_EQ(mask_personal_data(once), once);
  }
}

}  // namespace
}  // namespace kentongan::screening
