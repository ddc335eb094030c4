// Hashes of text: one of a whole message, by which exact copies are known, and one of every few
// letters of it, by which near copies are found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// 128 bits of a canonical text: equal for copies that differ in dress only, and for nothing else
/// (two of a billion messages collide with chance 1e-21).
struct TextHash {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend bool operator==(const TextHash&, const TextHash&) = default;
  friend auto operator<=>(const TextHash&, const TextHash&) = default;
};

/// The first half of SHA-256, so that nobody can write a message that passes for another one.
/// Cost: about 5 ns a byte.
[[nodiscard]] TextHash hash_of_text(std::string_view canonical);

/// Eight bytes of text, mixed. A text shorter than that is one fingerprint of all it has.
using Fingerprint = std::uint64_t;
inline constexpr std::size_t fingerprint_width = 8;  ///< bytes

/// The fingerprint that begins at `at`.
/// Source: the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): every bit of the eight
/// bytes moves every bit of the result.
[[nodiscard]] inline Fingerprint fingerprint_at(std::string_view text, std::size_t at) {
  std::uint64_t bytes = 0;
  const std::size_t left = text.size() - at;
  if (left >= fingerprint_width) {
    std::memcpy(&bytes, text.data() + at, fingerprint_width);
  } else {
    std::memcpy(&bytes, text.data() + at, left);
  }
  bytes += 0x9E3779B97F4A7C15U;
  bytes = (bytes ^ (bytes >> 30U)) * 0xBF58476D1CE4E5B9U;
  bytes = (bytes ^ (bytes >> 27U)) * 0x94D049BB133111EBU;
  return bytes ^ (bytes >> 31U);
}

/// How many fingerprints begin in a text: one for each byte that has seven behind it, at least one
/// for a text that is not empty.
[[nodiscard]] inline std::size_t fingerprint_count(std::string_view text) {
  if (text.empty()) return 0;
  return text.size() < fingerprint_width ? 1 : text.size() - fingerprint_width + 1;
}

/// Every fingerprint of a text, each once, ascending.
/// Cost: about 40 ns a byte.
[[nodiscard]] std::vector<Fingerprint> all_fingerprints(std::string_view text);

}  // namespace kentongan::match
