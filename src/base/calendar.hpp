// How a person in Indonesia reads a moment: three zones without daylight saving.
#pragma once

#include "base/instant.hpp"
#include "base/messages.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kentongan {

/// Source: Keppres 41/1987; fixed offsets from UTC, no daylight saving.
enum class Zone { wib, wita, wit };

[[nodiscard]] Span offset_of(Zone zone);
[[nodiscard]] std::string_view abbreviation_of(Zone zone);  ///< `WIB`, `WITA`, `WIT`
/// The zone of a Kemendagri province code (`32` → WIB, `62` → WIB, `64` → WITA, `91` → WIT).
[[nodiscard]] Zone zone_of_province(std::string_view province_code);

/// A day in a zone. Fields as in ISO 8601.
struct Day {
  int year = 1970;
  unsigned month = 1;
  unsigned day = 1;
  friend auto operator<=>(const Day&, const Day&) = default;
};
[[nodiscard]] Day day_of(Instant instant, Zone zone);
[[nodiscard]] Instant start_of(Day day, Zone zone);
[[nodiscard]] std::string iso(Day day);  ///< `2026-11-21`
/// Reads `2026-11-21`. Errors: invalid `time.malformed` (also for 2026-02-30).
[[nodiscard]] Result<Day> parse_day(std::string_view text);
/// Reads what `<input type=datetime-local>` sends (`2026-11-21T08:00`), as wall time in `zone`.
[[nodiscard]] Result<Instant> parse_local(std::string_view text, Zone zone);
[[nodiscard]] std::string local_input(Instant instant, Zone zone);  ///< `2026-11-21T08:00`

/// `21 November 2026`. Month names come from the catalogue.
[[nodiscard]] std::string date_for_people(Instant instant, Zone zone, Language language);
/// `21 November 2026, 08.00 WIB` (in English `21 November 2026, 08:00 WIB`).
[[nodiscard]] std::string time_for_people(Instant instant, Zone zone, Language language);

}  // namespace kentongan
