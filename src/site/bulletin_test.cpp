#include "site/bulletin.hpp"
#include "site/short_answer.hpp"

#include <gtest/gtest.h>

namespace kentongan::site {
namespace {

std::string answer(std::string conclusion, std::string explanation = "",
                   std::size_t longest = 200) {
  tabayun::Finding finding;
  finding.conclusion = std::move(conclusion);
  finding.explanation = std::move(explanation);
  return short_answer(finding, longest);
}

TEST(ShortAnswer, IsTheConclusionElseTheFirstSentenceOfTheExplanation) {
  EXPECT_EQ(answer("Salah. Jangan dibuka.", "Penjelasan."), "Salah. Jangan dibuka.");
  EXPECT_EQ(answer(" ", "Harga Rp1.500 itu lama. Yang baru lain."), "Harga Rp1.500 itu lama.");
  EXPECT_EQ(answer("", "Baris satu\nBaris dua"), "Baris satu");
  EXPECT_EQ(answer("", ""), "");
}

TEST(ShortAnswer, EndsWithASentenceWhereOneFits) {
  EXPECT_EQ(answer("Satu dua. Tiga empat. Lima enam.", "", 22), "Satu dua. Tiga empat.");
  EXPECT_EQ(answer("Satu kalimat yang panjang sekali", "", 10), "Satu kali…");
}

TEST(Bulletin, NamesItsDaysAlsoOverTheEndOfAMonthAndAYear) {
  const auto days = [](const char* week) {
    return period_for_people(parse_week(week).value(), indonesian);
  };
  EXPECT_EQ(days("2026-W47"), "16–22 November 2026");
  EXPECT_EQ(days("2026-W49"), "30 November – 6 Desember 2026");
  EXPECT_EQ(days("2026-W53"), "28 Desember 2026 – 3 Januari 2027");
}

}  // namespace
}  // namespace kentongan::site
