#include "match/fuzzy.hpp"

#include "match/sense.hpp"

#include <gtest/gtest.h>

namespace kentongan::match {
namespace {

float alike(std::string_view left, std::string_view right) {
  return likeness({left, letter_pairs(left), sense_of(left).meaning},
                  {right, letter_pairs(right), sense_of(right).meaning});
}

TEST(Likeness, a_slip_of_the_finger_is_still_the_word) {
  EXPECT_GT(alike("vaksinasi", "vaksinsai"), 0.5F);
  EXPECT_GT(alike("jembatan", "jembtan"), 0.5F);
  EXPECT_GT(alike("jembatan", "jembaatan"), 0.5F);
}

TEST(Likeness, vowels_left_out_are_filled_in) { EXPECT_GT(alike("nrkb", "narkoba"), 0.5F); }

TEST(Likeness, forms_and_wordings_of_one_thing_are_alike) {
  EXPECT_FLOAT_EQ(alike("menemukan", "temukan"), 0.9F);
  EXPECT_FLOAT_EQ(alike("wafat", "meninggal"), 0.9F);
  EXPECT_FLOAT_EQ(alike("claimed", "claims"), 0.9F);
}

TEST(Likeness, other_words_are_not) {
  EXPECT_FLOAT_EQ(alike("nagari", "papua"), 0);
  EXPECT_FLOAT_EQ(alike("bri", "bni"), 0);
  EXPECT_FLOAT_EQ(alike("sungai", "pasar"), 0);
}

TEST(Likeness, is_the_same_both_ways_and_one_only_for_the_same_word) {
  for (const auto& [left, right] :
       {std::pair("majalengka", "majalenka"), {"kartu", "kertas"}, {"x", "y"}, {"", "abcd"}}) {
    EXPECT_FLOAT_EQ(alike(left, right), alike(right, left));
    EXPECT_LT(alike(left, right), 1);
  }
  EXPECT_FLOAT_EQ(alike("majalengka", "majalengka"), 1);
}

TEST(Sense, a_name_is_what_no_word_list_has) {
  EXPECT_TRUE(sense_of("majalengka").is_name);
  EXPECT_FALSE(sense_of("membagikan").is_name);
  EXPECT_TRUE(sense_of("tautan").is_frame);
}

}  // namespace
}  // namespace kentongan::match
