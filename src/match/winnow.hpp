// Which fingerprints of a known message are kept, so that a copy of it, or a piece of one, is found
// by whoever looks up all of theirs.
#pragma once

#include "match/fingerprint.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// How often fingerprints were seen, roughly: never less than the truth unless it stands at the
/// limit. Eight bits each for at most four million places.
/// Source: a count-min sketch of one row (Cormode and Muthukrishnan, J. Algorithms 2005).
class FingerprintCounts {
 public:
  /// `bytes` is about how much text will be counted.
  explicit FingerprintCounts(std::size_t bytes);
  void add(std::string_view text);
  [[nodiscard]] std::uint8_t of(Fingerprint fingerprint) const {
    return counts_[fingerprint >> shift_];
  }

 private:
  static constexpr unsigned fewest_bits = 10;
  static constexpr unsigned most_bits = 22;
  unsigned shift_;
  std::vector<std::uint8_t> counts_;
};

/// One fingerprint of every stretch of a text: the rarest of those that begin in it, so that what
/// everybody writes ("assalamualaikum") leads nowhere. A stretch is a seventh of a short text and
/// at most `longest_stretch` bytes: a piece of a message that is twice as long, and seven bytes,
/// holds at least one of them whole, wherever it was cut.
///
/// Cost:   about 5 ns a byte.
/// Source: the guarantee is that of S. Schleimer, D. Wilkerson and A. Aiken, "Winnowing", SIGMOD
///         2003. They slide the stretch, because both sides of their comparison choose. Here only
///         the known side does and the other looks up all it has, which lets the choice go by
///         rarity and halves what is kept.
[[nodiscard]] std::vector<Fingerprint> winnow(std::string_view text,
                                              const FingerprintCounts& counts);
inline constexpr std::size_t longest_stretch = 16;  ///< bytes
inline constexpr std::size_t shortest_stretch = 7;  ///< bytes
inline constexpr std::size_t stretches = 7;         ///< of a text of 50 to 110 bytes

/// How many fingerprints `winnow` keeps of a text of this size (bytes), before equal ones are one.
[[nodiscard]] std::size_t winnowed_count(std::size_t text_size);

}  // namespace kentongan::match
