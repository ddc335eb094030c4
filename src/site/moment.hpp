#pragma once

#include "site/visit.hpp"

#include <string>

namespace kentongan::site {

/// A moment as a page shows it.
struct Moment {
  std::string machine = {};  ///< RFC 3339, for `datetime`
  std::string people = {};   ///< `21 November 2026, 08.00 WIB`
};

[[nodiscard]] inline Moment moment_of(const Doors& doors, const Visit& visit, Instant instant) {
  return {rfc3339(instant), time_for_people(instant, doors.settings.zone, visit.language)};
}
[[nodiscard]] inline Moment day_of_moment(const Doors& doors, const Visit& visit, Instant instant) {
  return {rfc3339(instant), date_for_people(instant, doors.settings.zone, visit.language)};
}

}  // namespace kentongan::site
