#include "people/throttle.hpp"

#include <algorithm>

namespace kentongan::people {

Span wait_after(const Throttle& throttle, std::int64_t failures) {
  if (failures < throttle.free) return Span(0);
  const std::int64_t doublings = std::min<std::int64_t>(failures - throttle.free, 30);
  const Span wait = std::chrono::seconds(std::int64_t{1} << doublings);
  return std::min(wait, throttle.longest);
}

Span wait_left(const Throttle& throttle, const Mark& mark, Instant now) {
  const Span passed = std::max(now - mark.last_failed_at, Span(0));
  if (passed >= throttle.memory) return Span(0);
  return std::max(wait_after(throttle, mark.failures) - passed, Span(0));
}

Mark charged(const Throttle& throttle, const Mark& mark, Instant now) {
  Mark after = mark;
  const bool forgotten = now - mark.last_failed_at >= throttle.memory;
  after.failures = forgotten ? 1 : mark.failures + 1;
  after.last_failed_at = now;
  return after;
}

}  // namespace kentongan::people
