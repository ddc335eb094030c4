#include "sms/internal/assemble.hpp"
#include "sms/internal/header.hpp"
#include "sms/internal/spool_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

namespace kentongan::sms {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const Instant start = parse_rfc3339("2026-11-22T01:00:00Z").value();

ReceivedPart part(const std::string& name, const std::string& text, int position = 1,
                  std::optional<int> in_all = std::nullopt, const std::string& series = "") {
  return {name, "+6281234567890", text, start, start, series, position, in_all};
}

std::vector<Assembled> at(Span later, std::vector<ReceivedPart> parts) {
  return assemble(std::move(parts), {start + later, minutes(10), seconds(2)});
}

TEST(Assemble, ThreePartsOutOfOrderAreOneMessage) {
  const std::vector<Assembled> ready =
      at(seconds(3), {part("1", " bansos", 2, 3, "n7"), part("2", " benar?", 3, 3, "n7"),
                      part("3", "Apakah", 1, 3, "n7")});

  ASSERT_EQ(ready.size(), 1U);
  EXPECT_EQ(ready[0].text, "Apakah bansos benar?");
  EXPECT_TRUE(ready[0].complete);
  EXPECT_EQ(ready[0].names.size(), 3U);
}

TEST(Assemble, AMissingPartIsWaitedForAndThenMarked) {
  const std::vector<ReceivedPart> two{part("1", "Apakah", 1, 3, "n7"),
                                      part("2", "benar?", 3, 3, "n7")};

  EXPECT_EQ(at(minutes(9), two).size(), 0U);
  const std::vector<Assembled> ready = at(minutes(10), two);
  ASSERT_EQ(ready.size(), 1U);
  EXPECT_EQ(ready[0].text, "Apakah […] benar?");
  EXPECT_FALSE(ready[0].complete);
}

TEST(Assemble, AMissingEndIsMarkedToo) {
  EXPECT_EQ(at(minutes(10), {part("1", "Apakah", 1, 2, "n7")}).at(0).text, "Apakah […]");
  EXPECT_EQ(at(minutes(10), {part("1", "benar?", 2, 2, "n7")}).at(0).text, "[…] benar?");
}

TEST(Assemble, APartThatCameTwiceIsSaidOnceAndForgottenTwice) {
  const std::vector<Assembled> ready =
      at(seconds(3), {part("1", "Apakah", 1, 2, "n7"), part("2", "Apakah", 1, 2, "n7"),
                      part("3", " benar?", 2, 2, "n7")});
  ASSERT_EQ(ready.size(), 1U);
  EXPECT_EQ(ready[0].text, "Apakah benar?");
  EXPECT_EQ(ready[0].names.size(), 3U);
}

TEST(Assemble, ASeriesWhoseNumberComesRoundIsAnotherMessage) {
  const std::vector<Assembled> ready =
      at(seconds(3), {part("1", "Satu", 1, 2, "n7"), part("2", " dua", 2, 2, "n7"),
                      part("3", "Tiga", 1, 2, "n7"), part("4", " empat", 2, 2, "n7")});
  ASSERT_EQ(ready.size(), 2U);
  EXPECT_EQ(ready[0].text, "Satu dua");
  EXPECT_EQ(ready[1].text, "Tiga empat");
}

TEST(Assemble, WhatStandsAloneIsNotJoinedAndItsIdIsAlwaysTheSame) {
  const std::vector<Assembled> once = at(seconds(3), {part("1", "Halo"), part("2", "Halo")});
  const std::vector<Assembled> again = at(minutes(3), {part("1", "Halo"), part("2", "Halo")});
  ASSERT_EQ(once.size(), 2U);
  EXPECT_NE(once[0].external_id, once[1].external_id);
  EXPECT_EQ(once[0].external_id, again[0].external_id);
}

TEST(Assemble, WhatIsBeingWrittenIsLeftAlone) {
  EXPECT_EQ(at(seconds(1), {part("1", "Halo")}).size(), 0U);
  EXPECT_EQ(at(seconds(2), {part("1", "Halo")}).size(), 1U);
}

TEST(Assemble, WhateverTheOrderAMessageIsWhole) {
  std::vector<ReceivedPart> parts{part("1", "a", 1, 4, "n7"), part("2", "b", 2, 4, "n7"),
                                  part("3", "c", 3, 4, "n7"), part("4", "d", 4, 4, "n7")};
  const auto by_position = [](const ReceivedPart& left, const ReceivedPart& right) {
    return left.position < right.position;
  };
  do {
    const std::vector<Assembled> ready = at(seconds(3), parts);
    ASSERT_EQ(ready.size(), 1U);
    EXPECT_EQ(ready[0].text, "abcd");
  } while (std::next_permutation(parts.begin(), parts.end(), by_position));
}

TEST(UserDataHeader, SaysWhichPartOfWhichMessage) {
  struct Case {
    const char* header;
    const char* series;  // empty: says nothing
    int position = 1, in_all = 1;
  };
  for (const Case& c : {Case{"050003A70301", "n167", 1, 3}, Case{"06080412340503", "w4660", 3, 5},
                        Case{"060504000000000003a70302", "", 1, 1}, Case{"", ""}, Case{"0", ""},
                        Case{"050003A70304", ""}, Case{"050003A70300", ""}, Case{"050003A7", ""},
                        Case{"xx0003A70301", ""}, Case{"0A240103000307 0201", ""},
                        Case{"08240103000301"
                             "0201",
                             "n1", 1, 2}}) {
    const auto place = place_in_series(c.header);
    ASSERT_EQ(place.has_value(), *c.series != '\0') << c.header;
    if (!place) continue;
    EXPECT_EQ(place->series, c.series) << c.header;
    EXPECT_EQ(place->position, c.position) << c.header;
    EXPECT_EQ(place->parts_in_all, c.in_all) << c.header;
  }
}

TEST(SpoolText, ComesBackAsItWent) {
  for (const char* text : {"", "Halo", "Bu Né'eng € [a]", "ꦗ 😀"}) {
    EXPECT_EQ(from_spool_text(to_spool_text(text)), text);
  }
}

TEST(SpoolText, ReadsEveryFormOfSmsd) {
  EXPECT_EQ(from_spool_text(std::string("\xFF\xFEH\0i\0", 6)), "Hi");
  EXPECT_EQ(from_spool_text("caf\xC3\xA9"), "café");
  EXPECT_EQ(from_spool_text("caf\xE9"), "café");
  EXPECT_EQ(from_spool_text(std::string("\xFE\xFF\xD8\x3D\0x", 6)), "\xEF\xBF\xBDx");
  EXPECT_EQ(from_spool_text(std::string("\xFE\xFF\0", 3)), "");
}

}  // namespace
}  // namespace kentongan::sms
