// What costs the machine much and needs no account is counted by the network it comes from.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "db/db.hpp"
#include "people/settings.hpp"

#include <chrono>
#include <string_view>

namespace kentongan::people {

/// A household sends ten pictures in a row; after that a network has two a minute, and all again
/// after ten quiet minutes.
inline constexpr Throttle costly_uses{
    .free = 10, .longest = std::chrono::seconds(30), .memory = std::chrono::minutes(10)};

struct CostlyUse {
  std::string_view key;   ///< `People::key_for("sign in")`: no address is kept
  std::string_view kind;  ///< `picture`; each is counted apart
  std::string_view peer;  ///< address
};

/// Counts one use. Errors: throttled `people.use.throttled` (see `retry_after_seconds`).
[[nodiscard]] Result<> charge(db::Db& db, const Clock& clock, const CostlyUse& use);

}  // namespace kentongan::people
