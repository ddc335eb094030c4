#include "html/difference.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kentongan::html {
namespace {

using Kind = Difference::Kind;

std::string show(std::string_view before, std::string_view after) {
  std::string shown;
  for (const Difference& piece : difference_of(before, after)) {
    if (piece.kind == Kind::same) shown += piece.text;
    if (piece.kind == Kind::removed) shown += "[-" + piece.text + "-]";
    if (piece.kind == Kind::added) shown += "[+" + piece.text + "+]";
  }
  return shown;
}

void expect_faithful(std::string_view before, std::string_view after) {
  std::string left;
  std::string right;
  std::optional<Kind> last;
  for (const Difference& piece : difference_of(before, after)) {
    if (piece.kind != Kind::added) left += piece.text;
    if (piece.kind != Kind::removed) right += piece.text;
    EXPECT_FALSE(piece.text.empty());
    EXPECT_NE(last, piece.kind);
    EXPECT_FALSE(last == Kind::added && piece.kind == Kind::removed);
    last = piece.kind;
  }
  EXPECT_EQ(left, before);
  EXPECT_EQ(right, after);
}

TEST(Difference, ShowsWordsThatCameAndWent) {
  EXPECT_EQ(show("Rapat hari Senin, pukul 8.", "Rapat hari Selasa, pukul 9."),
            "Rapat hari [-Senin-][+Selasa+], pukul [-8-][+9+].");
  EXPECT_EQ(show("a\nb\nc\n", "a\nc\nd\n"), "a\n[-b\n-]c\n[+d\n+]");
  EXPECT_EQ(show("", "baru"), "[+baru+]");
  EXPECT_EQ(show("lama", ""), "[-lama-]");
  EXPECT_EQ(show("sama", "sama"), "sama");
  EXPECT_EQ(show("", ""), "");
}

TEST(Difference, LettersOfManyBytesAreNotCutApart) {
  EXPECT_EQ(show("désa", "dèsa"), "[-désa-][+dèsa+]");
}

TEST(Difference, BothVersionsCanBeReadBackFromIt) {
  std::mt19937 chance(1);
  const std::string letters = "ab \n,";
  const auto text = [&](std::size_t longest) {
    std::string made;
    for (auto left = chance() % longest; left > 0; --left)
      made += letters[chance() % letters.size()];
    return made;
  };
  for (int round = 0; round < 3000; ++round) expect_faithful(text(60), text(60));
}

TEST(Difference, FindsTheShortestEdit) {
  std::mt19937 chance(2);
  for (int round = 0; round < 500; ++round) {
    std::string before;
    std::string after;
    for (auto left = chance() % 12; left > 0; --left) before += ",.;"[chance() % 3];
    for (auto left = chance() % 12; left > 0; --left) after += ",.;"[chance() % 3];
    std::vector<std::vector<std::size_t>> longest(before.size() + 1,
                                                  std::vector<std::size_t>(after.size() + 1));
    for (std::size_t x = 1; x <= before.size(); ++x)
      for (std::size_t y = 1; y <= after.size(); ++y)
        longest[x][y] = before[x - 1] == after[y - 1]
                            ? longest[x - 1][y - 1] + 1
                            : std::max(longest[x - 1][y], longest[x][y - 1]);
    std::size_t same = 0;
    for (const Difference& piece : difference_of(before, after))
      if (piece.kind == Kind::same) same += piece.text.size();
    EXPECT_EQ(same, longest[before.size()][after.size()]) << before << " " << after;
  }
}

TEST(Difference, HugeTextsEndInTimeAndStayTrue) {
  std::mt19937 chance(3);
  const auto text = [&](const char* letters, std::size_t kinds) {
    std::string made;
    while (made.size() < 1'000'000) made += letters[chance() % kinds];
    return made;
  };
  expect_faithful(text("ab ", 3), text("ab ", 3));
  expect_faithful(text("a\n", 2), text("a\n", 2));
  expect_faithful(text(",.", 2), text(",.", 2));
  expect_faithful(std::string(1'000'000, 'a'), std::string(1'000'000, ','));
  expect_faithful(std::string(1'000'000, ','), std::string(900'000, ','));
}

}  // namespace
}  // namespace kentongan::html
