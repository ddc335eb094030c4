// Ids are made by us, not by the database: 63 bits, ordered by the time they were made.
//
//   bit 62 ........ 21   milliseconds since 2024-01-01T00:00:00Z (139 years)
//   bit 20 ......... 0   random start, then counted up within the millisecond
//
// In URLs and JSON an id is 13 characters of Crockford base32 (`0c4k3v0q2m8ad`), because a JSON
// number above 2^53 loses digits in browsers.
#pragma once

#include "base/clock.hpp"
#include "base/guarded.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace kentongan {

[[nodiscard]] std::string id_text(std::int64_t raw);
/// Errors: invalid `id.malformed`.
[[nodiscard]] Result<std::int64_t> parse_id(std::string_view text);

/// The id of a `Thing`; ids of different things do not mix. Zero is "none".
template <typename Thing>
class Id {
 public:
  constexpr Id() = default;
  [[nodiscard]] static constexpr Id from_raw(std::int64_t raw) {
    Id id;
    id.raw_ = raw;
    return id;
  }
  /// Errors: invalid `id.malformed`.
  [[nodiscard]] static Result<Id> parse(std::string_view text) {
    return from_raw(TRY(parse_id(text)));
  }
  [[nodiscard]] constexpr std::int64_t raw() const { return raw_; }
  [[nodiscard]] std::string text() const { return id_text(raw_); }
  [[nodiscard]] constexpr bool is_none() const { return raw_ == 0; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::int64_t raw_ = 0;
};

/// Hands out ids that only grow within this process, even when the clock is set back.
/// Thread: `next` may be called from anywhere.
class IdSource {
 public:
  IdSource(const Clock& clock, const Random& random) : clock_(clock), random_(random) {}

  template <typename Thing>
  [[nodiscard]] Id<Thing> next() const {
    return Id<Thing>::from_raw(next_raw());
  }
  [[nodiscard]] std::int64_t next_raw() const;

 private:
  const Clock& clock_;
  const Random& random_;
  mutable Guarded<std::int64_t> last_;
};

}  // namespace kentongan

template <typename Thing>
struct std::hash<kentongan::Id<Thing>> {
  std::size_t operator()(kentongan::Id<Thing> id) const noexcept {
    return std::hash<std::int64_t>()(id.raw());
  }
};
