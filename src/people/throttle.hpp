// How failures slow attempts down. Pure.
#pragma once

#include "base/instant.hpp"
#include "people/settings.hpp"

#include <cstdint>

namespace kentongan::people {

/// What is kept of a bucket.
struct Mark {
  std::int64_t failures = 0;
  Instant last_failed_at;
  Instant trusted_at;  ///< of a login-and-network bucket: when the owner last signed in from there
};

/// How long nobody may try after `failures` failures: nothing up to `free`, then 1 s, 2 s, 4 s …
[[nodiscard]] Span wait_after(const Throttle& throttle, std::int64_t failures);
/// How much of that is left. Zero: they may try. A clock set back never makes it longer.
[[nodiscard]] Span wait_left(const Throttle& throttle, const Mark& mark, Instant now);
/// The mark with one more failure; old ones are forgotten.
[[nodiscard]] Mark charged(const Throttle& throttle, const Mark& mark, Instant now);

}  // namespace kentongan::people
