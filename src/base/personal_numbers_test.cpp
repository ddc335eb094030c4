#include "base/personal_numbers.hpp"

#include <gtest/gtest.h>

namespace kentongan {
namespace {

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

TEST(PersonalNumber, of_identity_has_a_province_and_a_day_of_birth_that_exist) {
  EXPECT_TRUE(is_identity_number("3210011201900001"));
  EXPECT_TRUE(is_identity_number("3210015201900001"));   // a woman: the 12th, plus 40
  EXPECT_FALSE(is_identity_number("2210011201900001"));  // no such province
  EXPECT_FALSE(is_identity_number("1010011201900001"));
  EXPECT_FALSE(is_identity_number("3210013002900001"));  // 30 February
  EXPECT_FALSE(is_identity_number("3210014001900001"));  // day 0 of a woman
  EXPECT_FALSE(is_identity_number("3210011213900001"));  // month 13
  EXPECT_FALSE(is_identity_number("321001120190001"));
}

}  // namespace
}  // namespace kentongan
