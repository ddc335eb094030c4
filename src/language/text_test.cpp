#include "language/text.hpp"

#include "language/words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::language {
namespace {

struct Reading {
  std::string_view raw;
  std::string_view plain;
};

std::string repeated(std::string_view piece, int times) {
  std::string whole;
  for (int time = 0; time < times; ++time) whole += piece;
  return whole;
}

void expect_all(const std::vector<Reading>& readings) {
  for (const Reading& reading : readings)
    EXPECT_EQ(canonical(reading.raw), reading.plain) << reading.raw;
}

TEST(Reading, mathematical_letters_read_like_plain_ones) {
  expect_all({
      {"𝗨𝗻𝗱𝗶𝗮𝗻 𝘉𝘢𝘯𝘬", "undian bank"},
      {"Ｕｎｄｉａｎ　Ｂａｎｋ", "undian bank"},
      {"🅱🅰🅽🅺 ⓑⓡⓘ ᴀᴡᴀs", "bank bri awas"},
      {"témpé café", "tempe cafe"},
      {"te\xCC\x81mpe", "tempe"},
      {"Ваnk", "bank"},  // the first two letters are Cyrillic
      {"ﬁnal", "final"},
  });
}

TEST(Reading, zero_width_characters_vanish_and_emoji_part_words) {
  expect_all({
      {"pe\xE2\x80\x8Bmerin\xE2\x80\x8Dtah", "pemerintah"},
      {"awas🚨gempa", "awas gempa"},
      {"👨‍👩‍👧‍👦🇮🇩", ""},
      {"1️⃣ pertama", "1 pertama"},
  });
}

TEST(Reading, leet_is_read_inside_words) {
  expect_all({
      {"V4R14N", "varian"},
      {"m3mb4g1k4n", "membagikan"},
      {"4NGG0T4 m3nt3ri mem!l!h terc!nta", "anggota menteri memilih tercinta"},
      {"t3rnyata b4nyak u@ng k0rups!", "ternyata banyak uang korups"},
  });
}

TEST(Reading, digits_of_numbers_money_phones_and_units_stay) {
  expect_all({
      {"Rp1.500.000,-", "rp 1500000"},
      {"Rp 1.500.000,00", "rp 1500000"},
      {"rp5juta", "rp 5000000"},
      {"50 juta", "50000000"},
      {"1,5jt", "1500000"},
      {"25 rb", "25000"},
      {"covid19", "covid 19"},
      {"jam10malam", "jam 10 malam"},
      {"10kg", "10 kg"},
      {"pukul 08.00wib", "pukul 8.00 wib"},
      {"0812-3456-7890", "081234567890"},
      {"+62812-3456-7890", "081234567890"},
      {"0812 3456 7890 orang", "081234567890 orang"},
      {"+62 812-3456 7890", "081234567890"},
      {"6281234567890 +622112345678", "081234567890 02112345678"},
      {"Rp62500000000", "rp 62500000000"},
      {"jam 0800 1200", "jam 800 1200"},
      {"21/11/2026", "21 11 2026"},
      {"007", "7"},
      {"0", "0"},
      {"3,5 persen", "3.5 persen"},
      {"h5n1", "hsni"},  // a single digit between letters is leet to us; the same on both sides
  });
}

TEST(Reading, an_exclamation_mark_is_a_letter_only_for_who_writes_leet) {
  EXPECT_EQ(canonical("AWAS!jangan"), "awas jangan");
  EXPECT_EQ(canonical("m3nt3ri k3uangan d!pecat"), "menteri keuangan dipecat");
}

TEST(Reading, doubling_elongation_and_abbreviations_are_undone) {
  expect_all({
      {"anak2 hati2 anak2nya", "anak hati anaknya"},
      {"anak-anak hati-hati anak-anaknya h4ti-h4ti", "anak hati anaknya hati"},
      {"berlari-larian meniru-nirukan", "berlarian menirukan"},
      {"sayur-mayur se-Indonesia ke-2", "sayur mayur se indonesia ke 2"},
      {"wkwkwkwkwk hahahahah", "wkwk haha"},
      {"haiiiii viralllll", "hai viral"},
      {"maaf tunggu", "maaf tunggu"},
      {"yg dgn utk tdk jgn", "yang dengan untuk tidak jangan"},
      {"Jum’at jum'at Jum`at", "jumat jumat jumat"},
  });
}

TEST(Reading, a_link_is_one_token_without_scheme_and_tracking) {
  expect_all({
      {"https://www.Contoh.id/a/b?fbclid=xyz", "contoh.id/a/b"},
      {"(bit.ly/abc).", "bit.ly/abc"},
      {"wa.me/6281", "wa.me/6281"},
      {"sehat.Jangan masuk.To", "sehat jangan masuk to"},
      {"contoh.to/abc contoh.asia", "contoh.to/abc contoh.asia"},
      {"hxxps://bank-palsu[dot]xyz/masuk", "bank-palsu.xyz/masuk"},
      {"bit[.]ly/abc hadiah (dot) com", "bit.ly/abc hadiah.com"},
      {"HADIAH [DOT] CO [DOT] ID/daftar", "hadiah.co.id/daftar"},
      {"contoh dot com atau contoh titik com", "contoh.com atau contoh.com"},
      {"buka hadiah . com sekarang", "buka hadiah.com sekarang"},
      {"beli di hadiah. com ya", "beli di hadiah.com ya"},
      {"sampai di titik. Id anda salah (.) lagi", "sampai di titik id anda salah lagi"},
  });
}

TEST(Reading, marks_of_forwarding_are_dropped_but_never_the_whole_text) {
  expect_all({
      {"Diteruskan berkali-kali\nAir pare membunuh kanker", "air pare membunuh kanker"},
      {"Copas dari grup sebelah: bank tutup", "bank tutup"},
      {"SEBARKAN!!! Bank tutup besok. VIRALKAN", "bank tutup besok"},
      {"Bank bagikan hadiah, warga sebarkan kabar", "bank bagikan hadiah warga sebarkan kabar"},
      {"Sebarkan!!!", "sebarkan"},
      {"Tolong dicek kebenarannya, bank tutup besok?", "bank tutup besok"},
      {"\"Bank tutup\" ‘besok’ *tebal* _miring_ ~coret~ > kutip",
       "bank tutup besok tebal miring coret kutip"},
      {"Forwarded many times", "forwarded many times"},
  });
}

TEST(Reading, a_token_knows_where_it_stood_in_the_raw_text) {
  const std::string raw = "Waspada! 𝗨𝗻𝗱𝗶𝗮𝗻 50 juta";

  const Text text = read(raw);

  ASSERT_EQ(text.tokens.size(), 3U);
  const auto raw_of = [&](std::size_t at) {
    return raw.substr(text.tokens[at].raw_begin,
                      text.tokens[at].raw_end - text.tokens[at].raw_begin);
  };
  EXPECT_EQ(raw_of(0), "Waspada");
  EXPECT_EQ(raw_of(1), "𝗨𝗻𝗱𝗶𝗮𝗻");
  EXPECT_EQ(raw_of(2), "50 juta");
}

TEST(Reading, broken_letters_are_mended) {
  expect_all({
      {"Jum\x92"
       "at caf\xE9 itu",
       "jumat cafe itu"},
      {"â€œAwasâ€\xC2\x9D Jumâ€™at cafÃ©", "awas jumat cafe"},
      {"terpotong\xE2\x80 di tengah", "terpotong di tengah"},
      {"crème brûlée", "creme brulee"},
  });
}

TEST(Reading, a_token_read_again_from_where_it_stood_is_the_same_token) {
  for (const std::string_view raw :
       {"Waspada! 𝗨𝗻𝗱𝗶𝗮𝗻 50 juta dari bit[.]ly/abc (dot) com, anak-anak2 hati²an",
        "H4ti-h4ti: 0812 3456 7890, Rp1.500.000,- utk anak2nya; pe\xE2\x80\x8Bmerintah "
        "👨‍👩‍👧 “ya”",
        "SEBARKAN!!! ﬁnal ℀ ½ ㎏ ① Jum’at â€œAwasâ€ caf\xE9 contoh . com 1,5jt 3,5% yg\tbgttt"}) {
    const Text text = read(raw);
    Token before;
    for (const Token& token : text.tokens) {
      const std::string_view stood = raw.substr(token.raw_begin, token.raw_end - token.raw_begin);
      EXPECT_LT(token.raw_begin, token.raw_end);
      EXPECT_GE(token.raw_begin, before.raw_begin)
          << stood;  // the same for `℀`, which is two words
      EXPECT_GE(token.raw_end, before.raw_end) << stood;
      EXPECT_NE(canonical(stood).find(text.word(token)), std::string::npos) << stood;
      before = token;
    }
  }
}

TEST(Reading, any_bytes_are_read_without_harm) {
  std::string every_byte;
  for (int value = 0; value < 256; ++value) every_byte += static_cast<char>(value);
  const std::vector<std::string> hostile{
      "",
      std::string(1, '\0'),
      every_byte,
      "\xFF\xFE\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80 tetap terbaca",
      "terpotong \xE2\x80",
      std::string(1'000'000, 'a'),
      std::string(1'000'000, '!'),
      std::string(200'000, '7'),
      repeated("a1", 300'000),
      repeated("1.", 300'000),
      repeated("😀", 250'000),
      repeated("sebarkan ", 10'000),
  };

  for (const std::string& raw : hostile) {
    const Text text = read(raw);
    for (const Token& token : text.tokens) {
      EXPECT_LE(token.size, longest_token);
      EXPECT_LE(token.raw_begin, token.raw_end);
      EXPECT_LE(token.raw_end, raw.size());
    }
  }
  EXPECT_EQ(canonical(hostile[3]), "tetap terbaca");
}

TEST(Reading, reading_the_plain_form_again_changes_nothing) {
  for (const std::string_view raw :
       {"V4R14N baru Covid19 Rp1.500.000 untuk anak2", "𝗨𝗻𝗱𝗶𝗮𝗻 https://bit.ly/x +6281234567890"}) {
    const std::string once = canonical(raw);
    EXPECT_EQ(canonical(once), once);
  }
}

TEST(Words, words_without_content_are_known) {
  EXPECT_TRUE(is_stop_word("yang"));
  EXPECT_TRUE(is_stop_word(""));
  EXPECT_TRUE(is_stop_word("x"));
  EXPECT_FALSE(is_stop_word("7"));
  EXPECT_FALSE(is_stop_word("vaksin"));
  EXPECT_TRUE(is_negation("bukan"));
  EXPECT_FALSE(is_stop_word("bukan"));
  EXPECT_TRUE(is_debunking("hoaks"));
}

TEST(Words, a_slip_in_a_common_word_is_seen_and_a_short_word_is_left_alone) {
  for (const char* slip : {"yagn", "yanng", "dengam", "denggan", "untk"})
    EXPECT_TRUE(is_slip_of_stop_word(slip)) << slip;
  EXPECT_FALSE(is_slip_of_stop_word("yan")) << "three letters are a name as often";
  EXPECT_TRUE(is_slip_of_negation("tidka"));
  EXPECT_TRUE(is_slip_of_negation("bkuan"));
  EXPECT_FALSE(is_slip_of_negation("tidak")) << "no slip but the word itself";
  EXPECT_FALSE(is_slip_of_negation("jembatan"));
  EXPECT_FALSE(is_slip_of_stop_word(std::string(100'000, 'a')));
}

}  // namespace
}  // namespace kentongan::language
