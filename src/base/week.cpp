#include "base/week.hpp"

#include "base/text.hpp"

#include <chrono>

namespace kentongan {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

sys_days date_of(Day day) {
  return year_month_day{std::chrono::year{day.year}, std::chrono::month{day.month},
                        std::chrono::day{day.day}};
}
Day day_of(sys_days date) {
  const year_month_day parts{date};
  return {int(parts.year()), unsigned(parts.month()), unsigned(parts.day())};
}
sys_days monday_of(sys_days date) { return date - days(weekday(date).iso_encoding() - 1); }
/// The Monday of week 1: the week of 4 January.
sys_days begin_of(int year) { return monday_of(date_of({year, 1, 4})); }

}  // namespace

Week week_of(Day day) {
  const sys_days monday = monday_of(date_of(day));
  const int year = day_of(monday + days(3)).year;
  return {year, static_cast<int>((monday - begin_of(year)).count() / 7) + 1};
}

Day first_day_of(Week week) { return day_of(begin_of(week.year) + days(7 * (week.number - 1))); }

Day day_after(Day day, int count) { return day_of(date_of(day) + days(count)); }

Week week_after(Week week, int weeks) { return week_of(day_after(first_day_of(week), 7 * weeks)); }

std::string iso(Week week) { return format("{:04}-W{:02}", week.year, week.number); }

Result<Week> parse_week(std::string_view text) {
  const auto malformed = [] { return Error(Refusal::invalid, "time.malformed"); };
  if (text.size() != 8 || text.substr(4, 2) != "-W") return malformed();
  const auto year = parse_integer(text.substr(0, 4));
  const auto number = parse_integer(text.substr(6));
  if (!year.ok() || !number.ok() || *year < 2000 || *year > 2200) return malformed();
  const Week week{static_cast<int>(*year), static_cast<int>(*number)};
  if (week.number < 1 || week_of(first_day_of(week)) != week) return malformed();
  return week;
}

}  // namespace kentongan
