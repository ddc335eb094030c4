#include "base/clock.hpp"

namespace kentongan {

Instant SystemClock::now() const {
  const auto point = std::chrono::time_point_cast<Span>(std::chrono::system_clock::now());
  return Instant::from_micros(point.time_since_epoch().count());
}

}  // namespace kentongan
