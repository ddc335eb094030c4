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

}  // namespace
}  // namespace kentongan::match
