#include "match/winnow.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace kentongan::match {

namespace {

std::size_t stretch_of(std::size_t fingerprints) {
  return std::clamp(fingerprints / stretches, shortest_stretch, longest_stretch);
}

}  // namespace

FingerprintCounts::FingerprintCounts(std::size_t bytes)
    : shift_(64 - std::clamp(static_cast<unsigned>(std::bit_width(bytes)), fewest_bits, most_bits)),
      counts_(std::size_t{1} << (64 - shift_), 0) {}

void FingerprintCounts::add(std::string_view text) {
  const std::size_t count = fingerprint_count(text);
  for (std::size_t at = 0; at < count; ++at) {
    std::uint8_t& seen = counts_[fingerprint_at(text, at) >> shift_];
    if (seen < std::numeric_limits<std::uint8_t>::max()) ++seen;
  }
}

std::size_t winnowed_count(std::size_t text_size) {
  if (text_size == 0) return 0;
  const std::size_t fingerprints =
      text_size < fingerprint_width ? 1 : text_size - fingerprint_width + 1;
  const std::size_t stretch = stretch_of(fingerprints);
  return (fingerprints + stretch - 1) / stretch;
}

std::vector<Fingerprint> winnow(std::string_view text, const FingerprintCounts& counts) {
  std::vector<Fingerprint> kept;
  const std::size_t count = fingerprint_count(text);
  const std::size_t stretch = stretch_of(count);
  kept.reserve(winnowed_count(text.size()));
  for (std::size_t begin = 0; begin < count; begin += stretch) {
    const std::size_t end = std::min(count, begin + stretch);
    Fingerprint rarest = fingerprint_at(text, begin);
    std::uint8_t seen = counts.of(rarest);
    for (std::size_t at = begin + 1; at < end; ++at) {
      const Fingerprint other = fingerprint_at(text, at);
      const std::uint8_t other_seen = counts.of(other);
      if (other_seen < seen || (other_seen == seen && other < rarest)) {
        rarest = other;
        seen = other_seen;
      }
    }
    kept.push_back(rarest);
  }
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  return kept;
}

}  // namespace kentongan::match
