#include "base/instant.hpp"

#include "base/text.hpp"

#include <array>
#include <charconv>

namespace kentongan {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 7> weekday_names{"Sun", "Mon", "Tue", "Wed",
                                                        "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Parts {
  int year;
  unsigned month, day, weekday;
  std::int64_t hour, minute, second, micros;
};

Parts parts_of(Instant instant) {
  const std::chrono::sys_time<Span> point{Span(instant.micros())};
  const auto day = std::chrono::floor<days>(point);
  const year_month_day date{day};
  const std::int64_t rest = (point - day).count();
  return {int(date.year()),      unsigned(date.month()),
          unsigned(date.day()),  std::chrono::weekday{day}.c_encoding(),
          rest / 3'600'000'000,  rest / 60'000'000 % 60,
          rest / 1'000'000 % 60, rest % 1'000'000};
}

/// Exactly `count` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int number = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

std::optional<Instant> combine(int year, int month, int day, std::int64_t seconds_of_day,
                               std::int64_t micros) {
  if (year < 0 || month < 1 || day < 1) return std::nullopt;
  const year_month_day date{std::chrono::year{year}, std::chrono::month{unsigned(month)},
                            std::chrono::day{unsigned(day)}};
  if (!date.ok()) return std::nullopt;
  const std::int64_t day_count = sys_days{date}.time_since_epoch().count();
  return Instant::from_micros((day_count * 86'400 + seconds_of_day) * 1'000'000 + micros);
}

Error malformed() { return Error(Refusal::invalid, "time.malformed"); }

}  // namespace

std::string rfc3339(Instant instant) {
  const Parts p = parts_of(instant);
  const std::string whole = format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", p.year, p.month, p.day,
                                   p.hour, p.minute, p.second);
  if (p.micros == 0) return whole + "Z";
  if (p.micros % 1000 == 0) return whole + format(".{:03}Z", p.micros / 1000);
  return whole + format(".{:06}Z", p.micros);
}

std::string http_date(Instant instant) {
  const Parts p = parts_of(instant);
  return format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", weekday_names[p.weekday], p.day,
                month_names[p.month - 1], p.year, p.hour, p.minute, p.second);
}

std::string mail_date(Instant instant) {
  const Parts p = parts_of(instant);
  return format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", weekday_names[p.weekday], p.day,
                month_names[p.month - 1], p.year, p.hour, p.minute, p.second);
}

Result<Instant> parse_rfc3339(std::string_view text) {
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return malformed();
  if (text.size() == 10) {
    const auto midnight = combine(year, month, day, 0, 0);
    if (!midnight) return malformed();
    return *midnight;
  }
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
    return malformed();
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  int second = digits(text, 17, 2);
  if (text[13] != ':' || text[16] != ':' || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
      second < 0 || second > 60) {
    return malformed();
  }
  second = std::min(second, 59);  // a leap second is read as the last ordinary one
  std::size_t at = 19;
  std::int64_t micros = 0;
  if (text[at] == '.') {
    std::int64_t scale = 100'000;
    const std::size_t first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10) {
      micros += (text[at] - '0') * scale;
    }
    if (at == first) return malformed();
  }
  std::int64_t offset = 0;
  if (at + 1 == text.size() && (text[at] == 'Z' || text[at] == 'z')) {
    offset = 0;
  } else if (at + 6 == text.size() && (text[at] == '+' || text[at] == '-') && text[at + 3] == ':') {
    const int hours = digits(text, at + 1, 2);
    const int minutes = digits(text, at + 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return malformed();
    offset = (hours * 60 + minutes) * 60 * (text[at] == '-' ? -1 : 1);
  } else {
    return malformed();
  }
  const auto instant =
      combine(year, month, day, hour * 3600 + minute * 60 + second - offset, micros);
  if (!instant) return malformed();
  return *instant;
}

Result<Instant> parse_http_date(std::string_view text) {
  // Sun, 06 Nov 1994 08:49:37 GMT
  if (text.size() != 29 || text.substr(25) != " GMT" || text[3] != ',') return malformed();
  int month = 0;
  for (std::size_t i = 0; i < month_names.size(); ++i) {
    if (text.substr(8, 3) == month_names[i]) month = int(i) + 1;
  }
  const int hour = digits(text, 17, 2);
  const int minute = digits(text, 20, 2);
  const int second = digits(text, 23, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return malformed();
  const auto instant = combine(digits(text, 12, 4), month, digits(text, 5, 2),
                               hour * 3600 + minute * 60 + second, 0);
  if (!instant) return malformed();
  return *instant;
}

}  // namespace kentongan
