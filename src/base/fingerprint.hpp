#pragma once

#include "base/result.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace kentongan {

/// What a picture looks like, in 256 bits. `media` makes them, `match` searches them, a database
/// keeps them as 64 hexadecimal digits.
struct Fingerprint {
  std::array<std::uint64_t, 4> bits{};

  friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
};

/// In how many of the 256 bits two fingerprints differ. Unrelated pictures differ in about 128.
[[nodiscard]] constexpr int distance(const Fingerprint& left, const Fingerprint& right) {
  int sum = 0;
  for (std::size_t word = 0; word < left.bits.size(); ++word) {
    sum += std::popcount(left.bits[word] ^ right.bits[word]);
  }
  return sum;
}

/// 64 lower-case hexadecimal digits, the last word first, as PDQ prints them.
[[nodiscard]] std::string hex(const Fingerprint& fingerprint);
/// Errors: invalid `fingerprint.malformed` unless the whole text is 64 hexadecimal digits.
[[nodiscard]] Result<Fingerprint> parse_fingerprint(std::string_view text);

}  // namespace kentongan
