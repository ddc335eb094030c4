#include "base/week.hpp"

#include <gtest/gtest.h>

namespace kentongan {
namespace {

// Source of the pairs: ISO 8601 week dates as GNU date prints them (date -d 2027-01-03 +%G-W%V).
TEST(Week, IsThatOfItsThursdayAlsoAroundNewYear) {
  const struct {
    Day day;
    const char* week;
  } pairs[] = {{{2026, 11, 22}, "2026-W47"}, {{2026, 11, 23}, "2026-W48"},
               {{2026, 12, 31}, "2026-W53"}, {{2027, 1, 3}, "2026-W53"},
               {{2027, 1, 4}, "2027-W01"},   {{2024, 12, 30}, "2025-W01"},
               {{2023, 1, 1}, "2022-W52"}};
  for (const auto& [day, week] : pairs) EXPECT_EQ(iso(week_of(day)), week) << iso(day);
}

TEST(Week, BeginsOnItsMondayAndGoesOnToTheNext) {
  const Week week = parse_week("2026-W53").value();

  EXPECT_EQ(iso(first_day_of(week)), "2026-12-28");
  EXPECT_EQ(iso(week_after(week, 1)), "2027-W01");
  EXPECT_EQ(iso(week_after(week, -53)), "2025-W52");
}

TEST(Week, RefusesWhatIsNoWeekOfItsYear) {
  for (const char* text : {"", "2026-W54", "2025-W53", "2026-W00", "2026-47", "2026-W4x",
                           "1999-W01", "2026-W470", "-026-W01"})
    EXPECT_FALSE(parse_week(text).ok()) << text;
}

}  // namespace
}  // namespace kentongan
