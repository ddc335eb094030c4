#include "language/guess.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace kentongan::language {
namespace {

struct Spoken {
  Language language;
  std::string_view text;
};

TEST(Guessing, six_languages_are_told_apart) {
  for (const Spoken& spoken : {
           Spoken{
               Language::indonesian,
               "Besok pagi semua warga diminta berkumpul di balai desa untuk membersihkan selokan"},
           Spoken{Language::javanese,
                  "Sesuk esuk kabeh warga dijaluk kumpul ning bale desa kanggo ngresiki kalen"},
           Spoken{Language::sundanese,
                  "Isukan sadaya warga dipenta ngumpul di bale desa pikeun meresihan solokan"},
           Spoken{Language::ngaju,
                  "Uluh lewu te are ije dia katawan kabar tuh, awi te ikei manyewut akan ewen"},
           Spoken{Language::banjar,
                  "Isuk baisukan samunyaan warga disuruh bakumpulan gasan mambarasihi got, kada "
                  "kawa tatinggal"},
           Spoken{Language::english,
                  "Tomorrow morning everybody should come to the hall to help clean the drains"},
       }) {
    const Guess guess = guess_language(spoken.text);
    EXPECT_EQ(guess.language, spoken.language) << spoken.text;
    EXPECT_GT(guess.probability, 0.7) << spoken.text;
  }
}

TEST(Guessing, letters_in_fancy_dress_are_letters) {
  EXPECT_EQ(guess_language("𝗦𝗲𝘀𝘂𝗸 𝗲𝘀𝘂𝗸 𝗸𝗮𝗯𝗲𝗵 𝗸𝘂𝗺𝗽𝘂𝗹 𝗻𝗶𝗻𝗴 𝗯𝗮𝗹𝗲 𝗱𝗲𝘀𝗮").language, Language::javanese);
}

TEST(Guessing, a_message_without_letters_is_indonesian_and_unsure) {
  for (const std::string& raw : {std::string(), std::string("0812-3456 !!!"),
                                 std::string("\xFF\xFE\xC0"), std::string(1'000'000, '\xF0')}) {
    const Guess guess = guess_language(raw);
    EXPECT_EQ(guess.language, Language::indonesian);
    EXPECT_EQ(guess.probability, 0);
  }
}

}  // namespace
}  // namespace kentongan::language
