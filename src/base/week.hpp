// Weeks as bulletins count them: Monday to Sunday, numbered within a year.
#pragma once

#include "base/calendar.hpp"

#include <string>
#include <string_view>

namespace kentongan {

/// Source: ISO 8601, 3.1.1.23: week 1 of a year is the one with its first Thursday.
struct Week {
  int year = 1970;  ///< of its Thursday; near New Year not always that of its days
  int number = 1;   ///< 1…53
  friend auto operator<=>(const Week&, const Week&) = default;
};

[[nodiscard]] Week week_of(Day day);
[[nodiscard]] Day first_day_of(Week week);  ///< its Monday
[[nodiscard]] Day day_after(Day day, int days);
[[nodiscard]] Week week_after(Week week, int weeks);
[[nodiscard]] std::string iso(Week week);  ///< `2026-W47`
/// Reads `2026-W47`, of the years 2000…2200. Errors: invalid `time.malformed` (also for week 53 of
/// a year that has 52).
[[nodiscard]] Result<Week> parse_week(std::string_view text);

}  // namespace kentongan
