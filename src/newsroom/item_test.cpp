#include "newsroom/item.hpp"

#include "newsroom/personal_numbers.hpp"

#include <gtest/gtest.h>

namespace kentongan::newsroom {
namespace {

places::AreaCode area(const char* code) { return places::AreaCode::parse(code).value(); }

template <typename T>
std::string refusal(const Result<T>& result) {
  return result.ok() ? "" : result.error().message();
}

TEST(Content, is_cleaned_at_the_door) {
  Content raw;
  raw.title = "  Judul\r\n \xff dua\tbaris \x01 ";
  raw.body = std::string("satu\r\ndua\0tiga", 14);
  raw.topics = {"Kesehatan", " kesehatan ", "", "UMKM & Usaha"};
  raw.areas = {area("32.10.01.2001"), area("32.10.01"), area("32.10.01")};

  const Content clean = clean_content(raw).value();

  EXPECT_EQ(clean.title, "Judul \xEF\xBF\xBD dua baris");
  EXPECT_EQ(clean.body, "satu\nduatiga");
  EXPECT_EQ(clean.topics, (std::vector<std::string>{"kesehatan", "umkm-usaha"}));
  EXPECT_EQ(clean.areas, std::vector{area("32.10.01")});
}

TEST(Content, of_any_size_is_refused_kindly_when_too_long) {
  const auto refused_for = [](auto change) {
    Content raw;
    change(raw);
    return refusal(clean_content(raw));
  };
  EXPECT_EQ(refused_for([](Content& c) { c.title = std::string(201, 'a'); }),
            "newsroom.title.too_long");
  EXPECT_EQ(refused_for([](Content& c) { c.title = std::string(10'000'000, '\xff'); }),
            "newsroom.title.too_long");
  EXPECT_EQ(refused_for([](Content& c) { c.summary = std::string(501, 'a'); }),
            "newsroom.summary.too_long");
  EXPECT_EQ(refused_for([](Content& c) { c.body = std::string(10'000'000, 'a'); }),
            "newsroom.body.too_long");
  EXPECT_EQ(refused_for([](Content& c) { c.source = std::string(301, 'a'); }),
            "newsroom.source.too_long");
  EXPECT_EQ(refused_for([](Content& c) {
              for (int i = 0; i < 11; ++i) c.topics.push_back("topik-" + std::to_string(i));
            }),
            "newsroom.topics.too_many");
  EXPECT_EQ(refused_for([](Content& c) {
              for (int i = 1000; i < 1051; ++i)
                c.areas.push_back(area(("32.10.01." + std::to_string(i)).c_str()));
            }),
            "newsroom.areas.too_many");
  EXPECT_EQ(refused_for([](Content& c) { c.title = std::string(200, 'a'); }), "");
}

TEST(Content, is_folded_to_words_for_searching) {
  EXPECT_EQ(folded("Pasar-Murah, 50%!"), " pasar murah 50 ");
  EXPECT_EQ(folded(""), " ");
}

TEST(Content, has_an_address_made_of_its_title) {
  EXPECT_EQ(slug_of_title("Jadwal Posyandu: November!"), "jadwal-posyandu-november");
  EXPECT_LE(slug_of_title(std::string(200, 'a')).size(), 80U);
}

struct MaskCase {
  const char* text;
  const char* masked;
};
class PersonalNumbers : public ::testing::TestWithParam<MaskCase> {};

TEST_P(PersonalNumbers, are_masked_and_others_are_not) {
  EXPECT_EQ(mask_personal_numbers(GetParam().text), GetParam().masked);
}

#define NIK "[NIK disamarkan]"
#define PHONE "[nomor telepon disamarkan]"
INSTANTIATE_TEST_SUITE_P(
    Texts, PersonalNumbers,
    ::testing::Values(
        MaskCase{"", ""}, MaskCase{"NIK: 3210011201900001.", "NIK: " NIK "."},
        MaskCase{"NIK3210011201900001", "NIK" NIK}, MaskCase{"3210 0112 0190 0001", NIK},
        MaskCase{"3210-0112-0190-0001", NIK}, MaskCase{"321001 120190 0001", NIK},
        MaskCase{"kartu 4111 1111 1111 1111", "kartu " NIK}, MaskCase{"1234567890123456", NIK},
        MaskCase{"12345678901234567", "12345678901234567"},
        MaskCase{"kode 32.10.01.2001 32.10.01", "kode 32.10.01.2001 32.10.01"},
        MaskCase{"https://contoh.example/?nik=3210011201900001",
                 "https://contoh.example/?nik=" NIK},
        MaskCase{"https://contoh.example/posts/9999999999999999",
                 "https://contoh.example/posts/9999999999999999"},
        MaskCase{"WA 081234567890 ya", "WA " PHONE " ya"},
        MaskCase{"WA 0812-3456-7890", "WA " PHONE},
        MaskCase{"0812 3456 7890 17 Agustus", PHONE " 17 Agustus"},
        MaskCase{"16 0812 3456 7890", "16 " PHONE}, MaskCase{"0812.3456.7890", PHONE},
        MaskCase{"+62 812-3456-7890", PHONE}, MaskCase{"+6281234567890,", PHONE ","},
        MaskCase{"6281234567890", PHONE}, MaskCase{"62 812 3456 7890", PHONE},
        MaskCase{"(0812) 3456 7890", PHONE}, MaskCase{"(081234567890)", "(" PHONE ")"},
        MaskCase{"0062 812 3456 7890", PHONE}, MaskCase{"+60 12-345 6789", PHONE},
        MaskCase{"https://wa.me/6281234567890?text=halo", "https://wa.me/" PHONE "?text=halo"},
        MaskCase{"wa.me/6281234567890", "wa.me/" PHONE},
        MaskCase{"[0812-3456-7890](tel:+6281234567890)", "[0812-3456-7890](tel:+6281234567890)"},
        MaskCase{"[a] 0812-3456-7890 [b](tel:112)", "[a] " PHONE " [b](tel:112)"},
        MaskCase{"kantor 0233 281123", "kantor 0233 281123"},
        MaskCase{"darurat 112, gratis 0800 1 500 400", "darurat 112, gratis 0800 1 500 400"},
        MaskCase{"Rp62.812.345.678", "Rp62.812.345.678"},
        MaskCase{"Rp 0812345678", "Rp 0812345678"},
        MaskCase{"tanggal 08-12-2026", "tanggal 08-12-2026"},
        MaskCase{"2026-11-21 08:00", "2026-11-21 08:00"},
        MaskCase{"satu 081234567890 dua 081298765432", "satu " PHONE " dua " PHONE}));

}  // namespace
}  // namespace kentongan::newsroom
