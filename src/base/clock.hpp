#pragma once

#include "base/instant.hpp"

#include <atomic>

namespace kentongan {

/// Where the program learns the time. Thread: `now` may be called from anywhere.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

/// The machine's clock; may jump when an operator or NTP sets it.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

/// Stands still until told otherwise.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(Instant start = Instant::from_micros(1'790'000'000'000'000))
      : now_(start.micros()) {}
  [[nodiscard]] Instant now() const override { return Instant::from_micros(now_.load()); }
  void advance(Span span) { now_ += span.count(); }
  void set(Instant instant) { now_ = instant.micros(); }

 private:
  std::atomic<std::int64_t> now_;
};

}  // namespace kentongan
