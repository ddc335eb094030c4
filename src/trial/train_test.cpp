#include "trial/train.hpp"

#include "trial/evaluate.hpp"
#include "trial/mangle.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kentongan::trial {
namespace {

std::string invented(const char* word, int number) {
  std::string letters = word;
  for (; number > 0; number /= 20) letters += static_cast<char>('a' + number % 20);
  return letters;
}

/// Claims of invented words, and a message about each that says more than the title.
Material village() {
  Material material;
  for (int number = 1; number <= 240; ++number) {
    const std::string title = invented("kabar", number) + ' ' + invented("desa", number * 7) + ' ' +
                              invented("sungai", number * 3) + ' ' + invented("pasar", number * 11);
    material.claims.push_back({.id = "c" + std::to_string(number), .title = title});
    material.messages.push_back({.id = "q" + std::to_string(number),
                                 .text = "katanya " + title + ' ' + invented("jalan", number * 5),
                                 .right = {"c" + std::to_string(number)}});
  }
  return material;
}

TEST(Train, the_same_files_give_the_same_bytes_on_any_number_of_threads) {
  const Material material = village();

  const auto once = train({material}, 1);
  const auto again = train({material}, 3);

  ASSERT_TRUE(once.ok() && again.ok());
  EXPECT_EQ(print_model(once->model), print_model(again->model));
  EXPECT_TRUE(match::parse_model(print_model(once->model)).ok());
}

TEST(Train, messages_of_the_test_split_are_not_looked_at) {
  Material material = village();
  for (Asked& asked : material.messages) asked.split = "test";

  const auto training = train({material}, 1);

  ASSERT_FALSE(training.ok());
  EXPECT_STREQ(training.error().message(), "trial.too_little");
}

TEST(Evaluate, counts_what_it_was_told) {
  const Material material = village();
  const Archive archive(material.claims, Fields::title);

  const Figures figures = evaluate(archive, material.messages, {});

  EXPECT_EQ(figures.messages, 240U);
  EXPECT_GT(figures.first, 0.98);
  EXPECT_GE(figures.first_10, figures.first_5);
  EXPECT_LE(figures.answered_right, figures.answered);
}

TEST(Mangle, the_same_seed_does_the_same_damage) {
  const std::string text = "Kartu bantuan dibagikan gratis di balai desa mulai hari Senin pagi ini";
  for (std::size_t damage = 1; damage < damages; ++damage) {
    const std::string once = mangle(text, static_cast<Damage>(damage), 7);
    EXPECT_EQ(once, mangle(text, static_cast<Damage>(damage), 7));
    EXPECT_NE(once, text) << damage;
  }
  EXPECT_EQ(mangle(text, Damage::none, 7), text);
}

}  // namespace
}  // namespace kentongan::trial
