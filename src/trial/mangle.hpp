// Messages as they come back after a few hands: what training shows the engine beside the
// originals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kentongan::trial {

enum class Damage : std::uint8_t {
  none,
  typos,      ///< a slip of the finger in three words of ten
  deletions,  ///< three words of ten left out
  slang,      ///< vowels dropped, short forms
  misread,    ///< as OCR reads: likely letters exchanged, spaces lost
  wrapped,    ///< a greeting before, a plea behind
};
inline constexpr std::size_t damages = 6;

/// The same text, damage and seed give the same result. Errors: none. Thread: pure.
[[nodiscard]] std::string mangle(std::string_view text, Damage damage, std::uint64_t seed);

}  // namespace kentongan::trial
