// Days as people and spreadsheets write them.
#include "base/text.hpp"
#include "groups/columns.hpp"
#include "groups/internal/registry.hpp"

#include <array>
#include <chrono>

namespace kentongan::groups {
namespace {

Error malformed() { return Error(Refusal::invalid, "groups.day.malformed"); }

constexpr std::array<std::string_view, 12> months{"januari",   "februari", "maret",    "april",
                                                  "mei",       "juni",     "juli",     "agustus",
                                                  "september", "oktober",  "november", "desember"};

/// 1-12, from a number or from a month's name or its first three letters; 0 otherwise.
std::int64_t month_of(std::string_view text) {
  if (const auto number = parse_integer(text); number.ok()) return *number;
  const std::string lowered = lower_ascii(text);
  if (lowered.size() < 3) return 0;
  if (lowered == "agt" || lowered == "agu") return 8;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (months[i] == lowered || months[i].substr(0, 3) == lowered)
      return static_cast<std::int64_t>(i) + 1;
  }
  return 0;
}

/// Excel counts from 1899-12-30 (it believes in 1900-02-29). Between 1954 and 2119 a number is a
/// day. Source: ECMA-376 part 1, 18.17.4.1.
Result<Day> from_serial(std::int64_t serial) {
  if (serial < 20'000 || serial > 80'000) return malformed();
  return day_from_number(serial - 25'569);
}

}  // namespace

Result<Day> parse_any_day(std::string_view text) {
  text = trim(text.substr(0, 60));
  if (const auto serial = parse_integer(text); serial.ok()) return from_serial(*serial);
  // `2026-11-21 00:00:00`, as LibreOffice and databases write a day.
  if (text.size() > 10 && text[4] == '-' && (text[10] == ' ' || text[10] == 'T'))
    text = text.substr(0, 10);
  if (text.size() == 10 && text[4] == '-') {
    const auto day = parse_day(text);
    return day.ok() ? day : malformed();
  }
  std::vector<std::string_view> parts;
  for (const char separator : {'/', '-', '.', ' '}) {
    parts = split(text, separator);
    if (parts.size() == 3) break;
  }
  if (parts.size() != 3 || parts[2].size() != 4) return malformed();
  const auto day = parse_integer(parts[0]);
  const std::int64_t month = month_of(parts[1]);
  const auto year = parse_integer(parts[2]);
  if (!day.ok() || !year.ok() || *day < 1 || *day > 31 || month < 1 || month > 12 || *year < 1)
    return malformed();
  const auto whole = parse_day(format("{:04}-{:02}-{:02}", *year, month, *day));
  return whole.ok() ? whole : malformed();
}

}  // namespace kentongan::groups
