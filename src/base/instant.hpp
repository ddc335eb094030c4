// Moments and spans of time. Inside the program everything is UTC microseconds; zones exist only
// where a person reads (calendar.hpp).
#pragma once

#include "base/result.hpp"

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace kentongan {

using Span = std::chrono::microseconds;

/// A moment, in microseconds since 1970-01-01T00:00:00Z.
class Instant {
 public:
  constexpr Instant() = default;
  [[nodiscard]] static constexpr Instant from_micros(std::int64_t micros) {
    Instant instant;
    instant.micros_ = micros;
    return instant;
  }
  [[nodiscard]] constexpr std::int64_t micros() const { return micros_; }
  [[nodiscard]] constexpr std::int64_t seconds() const { return micros_ / 1'000'000; }

  friend constexpr auto operator<=>(Instant, Instant) = default;
  friend constexpr Instant operator+(Instant instant, Span span) {
    return from_micros(instant.micros_ + span.count());
  }
  friend constexpr Instant operator-(Instant instant, Span span) {
    return from_micros(instant.micros_ - span.count());
  }
  friend constexpr Span operator-(Instant left, Instant right) {
    return Span(left.micros_ - right.micros_);
  }

 private:
  std::int64_t micros_ = 0;
};

/// `2026-11-21T08:00:00Z`, or with `.mmm` / `.uuuuuu` when the moment has a fraction.
/// Source: RFC 3339 section 5.6.
[[nodiscard]] std::string rfc3339(Instant instant);

/// `Sat, 21 Nov 2026 08:00:00 GMT`. Source: RFC 9110 section 5.6.7 (IMF-fixdate).
[[nodiscard]] std::string http_date(Instant instant);

/// `Sat, 21 Nov 2026 08:00:00 +0000`. Source: RFC 5322 section 3.3.
[[nodiscard]] std::string mail_date(Instant instant);

/// Reads RFC 3339 (any offset) or a bare `YYYY-MM-DD` (midnight UTC).
/// Errors: invalid `time.malformed`.
[[nodiscard]] Result<Instant> parse_rfc3339(std::string_view text);

/// Reads an IMF-fixdate. Errors: invalid `time.malformed`.
[[nodiscard]] Result<Instant> parse_http_date(std::string_view text);

}  // namespace kentongan
