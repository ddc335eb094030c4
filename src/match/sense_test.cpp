#include "match/sense.hpp"

#include "match/meanings.hpp"

#include "base/text.hpp"
#include "language/words.hpp"

#include <gtest/gtest.h>

#include <set>

namespace kentongan::match {
namespace {

TEST(Meanings, every_word_stands_in_one_line_and_says_something) {
  std::set<std::string_view> seen;
  for (const std::string_view line : split(words_of_one_meaning(), '\n')) {
    if (line.empty()) continue;
    const auto words = split(line, ' ');
    EXPECT_GE(words.size(), 2U) << line;
    for (const std::string_view word : words) {
      EXPECT_FALSE(word.empty()) << line;
      EXPECT_TRUE(seen.insert(word).second) << word;
      EXPECT_FALSE(language::is_negation(word)) << word;
    }
  }
}

TEST(Sense, the_same_told_in_other_words_or_in_english_means_the_same) {
  EXPECT_EQ(sense_of("wafat").meaning, sense_of("meninggal").meaning);
  EXPECT_EQ(sense_of("earthquake").meaning, sense_of("gempa").meaning);
  EXPECT_EQ(sense_of("diculik").meaning, sense_of("penculikan").meaning);
  EXPECT_NE(sense_of("gempa").meaning, sense_of("banjir").meaning);
}

TEST(Sense, everyday_words_of_the_villages_mean_what_the_indonesian_ones_mean) {
  EXPECT_EQ(sense_of("banyu").meaning, sense_of("air").meaning);
  EXPECT_EQ(sense_of("lembur").meaning, sense_of("desa").meaning);
  EXPECT_EQ(sense_of("danum").meaning, sense_of("air").meaning);
  EXPECT_EQ(sense_of("omahe").meaning, sense_of("rumah").meaning);
  EXPECT_FALSE(sense_of("omahe").is_name);
}

TEST(Sense, months_and_days_are_dates) {
  for (const char* word : {"januari", "desember", "senin", "jumat", "sunday"})
    EXPECT_TRUE(sense_of(word).is_date()) << word;
  for (const char* word : {"minggu", "meninggal", "gempa", "kertajati"})
    EXPECT_FALSE(sense_of(word).is_date()) << word;
}

}  // namespace
}  // namespace kentongan::match
