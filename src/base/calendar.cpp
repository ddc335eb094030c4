#include "base/calendar.hpp"

#include "base/text.hpp"

namespace kentongan {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

std::int64_t minute_of_day(Instant instant, Zone zone) {
  const std::chrono::sys_time<Span> point{Span((instant + offset_of(zone)).micros())};
  return (point - std::chrono::floor<days>(point)).count() / 60'000'000;
}

}  // namespace

Span offset_of(Zone zone) {
  switch (zone) {
    case Zone::wib: return std::chrono::hours(7);
    case Zone::wita: return std::chrono::hours(8);
    case Zone::wit: return std::chrono::hours(9);
  }
  __builtin_unreachable();
}

std::string_view abbreviation_of(Zone zone) {
  switch (zone) {
    case Zone::wib: return "WIB";
    case Zone::wita: return "WITA";
    case Zone::wit: return "WIT";
  }
  __builtin_unreachable();
}

Zone zone_of_province(std::string_view province_code) {
  // Source: Keppres 41/1987 with the provinces that were split off since: Bali, Nusa Tenggara,
  // South, East and North Kalimantan and Sulawesi are WITA; Maluku and Papua are WIT.
  const std::string_view code = province_code.substr(0, 2);
  for (const std::string_view wita :
       {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}) {
    if (code == wita) return Zone::wita;
  }
  if (code.starts_with('8') || code.starts_with('9')) return Zone::wit;
  return Zone::wib;
}

Day day_of(Instant instant, Zone zone) {
  const std::chrono::sys_time<Span> point{Span((instant + offset_of(zone)).micros())};
  const year_month_day date{std::chrono::floor<days>(point)};
  return {int(date.year()), unsigned(date.month()), unsigned(date.day())};
}

Instant start_of(Day day, Zone zone) {
  const year_month_day date{std::chrono::year{day.year}, std::chrono::month{day.month},
                            std::chrono::day{day.day}};
  const std::int64_t count = std::chrono::sys_days{date}.time_since_epoch().count();
  return Instant::from_micros(count * 86'400'000'000) - offset_of(zone);
}

std::string iso(Day day) { return format("{:04}-{:02}-{:02}", day.year, day.month, day.day); }

Result<Day> parse_day(std::string_view text) {
  if (text.size() != 10) return Error(Refusal::invalid, "time.malformed");
  return day_of(TRY(parse_rfc3339(text)) - offset_of(Zone::wib), Zone::wib);
}

Result<Instant> parse_local(std::string_view text, Zone zone) {
  if (text.size() != 16 && text.size() != 19) return Error(Refusal::invalid, "time.malformed");
  const std::string whole = std::string(text) + (text.size() == 16 ? ":00Z" : "Z");
  return TRY(parse_rfc3339(whole)) - offset_of(zone);
}

std::string local_input(Instant instant, Zone zone) {
  const std::int64_t minute = minute_of_day(instant, zone);
  return format("{}T{:02}:{:02}", iso(day_of(instant, zone)), minute / 60, minute % 60);
}

std::string date_for_people(Instant instant, Zone zone, Language language) {
  const Day day = day_of(instant, zone);
  const std::string month = say(language, format("calendar.month.{}", day.month));
  return format("{} {} {}", day.day, month, day.year);
}

std::string time_for_people(Instant instant, Zone zone, Language language) {
  const std::int64_t minute = minute_of_day(instant, zone);
  const char separator = language == indonesian ? '.' : ':';
  return format("{}, {:02}{}{:02} {}", date_for_people(instant, zone, language), minute / 60,
                separator, minute % 60, abbreviation_of(zone));
}

}  // namespace kentongan
