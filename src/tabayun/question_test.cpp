#include "tabayun/question.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace kentongan::tabayun {
namespace {

std::string refusal_of(const std::string& raw) {
  const auto prepared = prepare_question(raw);
  return prepared.ok() ? "" : prepared.error().message();
}

TEST(PreparedQuestion, copies_in_another_dress_have_the_same_key) {
  const auto key = [](const char* raw) { return prepare_question(raw).value().key; };

  EXPECT_EQ(key("Air sirsak menyembuhkan kanker"), key("AIR SIRSAK MENYEMBUHKAN KANKER!!! 🙏🙏"));
  EXPECT_EQ(key("Air sirsak menyembuhkan kanker"),
            key("Diteruskan berkali-kali\n𝗔𝗶𝗿 sirs4k menyembuhkan kanker"));
  EXPECT_NE(key("Air sirsak menyembuhkan kanker"), key("Air sirsak menyebabkan kanker"));
}

TEST(PreparedQuestion, what_cannot_be_checked_is_refused_in_words) {
  EXPECT_EQ(refusal_of(""), "tabayun.question.empty");
  EXPECT_EQ(refusal_of(" \n\t "), "tabayun.question.empty");
  EXPECT_EQ(refusal_of(std::string(3, '\0')), "tabayun.question.empty");
  EXPECT_EQ(refusal_of("🙏🙏🙏 !!!"), "tabayun.question.no_words");
  EXPECT_EQ(refusal_of(std::string(10'001, 'a')), "tabayun.question.too_long");
  EXPECT_EQ(refusal_of(std::string(10'000'000, 'a')), "tabayun.question.too_long");
  EXPECT_EQ(refusal_of(std::string(10'000, 'a')), "");
}

TEST(PreparedQuestion, broken_bytes_are_repaired) {
  const auto prepared = prepare_question(std::string("air\0 sirsak \xFF\xFE kanker", 21));

  ASSERT_TRUE(prepared.ok());
  EXPECT_NE(prepared->text.find("sirsak"), std::string::npos);
  EXPECT_EQ(prepared->text.find('\0'), std::string::npos);
}

TEST(Receipt, it_is_read_whatever_case_and_blanks_people_type) {
  EXPECT_EQ(parse_receipt("k7qf2 m9xtb 4wn8c").value(), "K7QF2-M9XTB-4WN8C");
  EXPECT_EQ(parse_receipt("K7QF2M9XTB4WN8C").value(), "K7QF2-M9XTB-4WN8C");
  EXPECT_EQ(parse_receipt("O7QF2-IL9TB-4WN8C").value(), "07QF2-119TB-4WN8C");
  for (const char* wrong : {"", "K7QF2", "K7QF2-M9XTB-4WN8", "K7QF2-M9XTB-4WN8CX",
                            "K7QF2-M9XTB-4WN8?", "U7QF2-M9XTB-4WN8C"}) {
    EXPECT_FALSE(parse_receipt(wrong).ok()) << wrong;
  }
}

TEST(Receipt, ten_thousand_codes_are_ten_thousand_different_ones) {
  const SystemRandom random;
  std::set<std::string> codes;
  for (int made = 0; made < 10'000; ++made) {
    const std::string code = new_receipt(random);
    EXPECT_EQ(parse_receipt(code).value(), code);
    codes.insert(code);
  }
  EXPECT_EQ(codes.size(), 10'000U);
}

}  // namespace
}  // namespace kentongan::tabayun
