#include "base/fingerprint.hpp"

#include "base/text.hpp"

#include <charconv>

namespace kentongan {

std::string hex(const Fingerprint& fingerprint) {
  const auto& bits = fingerprint.bits;
  return format("{:016x}{:016x}{:016x}{:016x}", bits[3], bits[2], bits[1], bits[0]);
}

Result<Fingerprint> parse_fingerprint(std::string_view text) {
  constexpr std::size_t digits = 16;  // of one word
  Fingerprint fingerprint;
  const Error malformed(Refusal::invalid, "fingerprint.malformed");
  if (text.size() != digits * fingerprint.bits.size()) return malformed;
  for (std::size_t word = 0; word < fingerprint.bits.size(); ++word) {
    const char* begin = text.data() + word * digits;
    const auto read =
        std::from_chars(begin, begin + digits, fingerprint.bits[3 - word], /*base=*/16);
    if (read.ec != std::errc() || read.ptr != begin + digits) return malformed;
  }
  return fingerprint;
}

}  // namespace kentongan
