// Which Indonesian roots there are, and which affixes each may take: Debian's hunspell-id word
// list, turned into numbers when the program is built (scripts/compile_roots.py). Holds no words.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kentongan::language {

/// Prefixes as the word list groups them: `verb` is me-, di-, ku- and kau-.
enum class Prefix : std::uint8_t { none, verb, ber, ter, ke, pe, per, se };
/// Suffixes that make a new word; particles and possessives follow any word.
enum class Suffix : std::uint8_t { none, an, i, kan };

/// The affix pairs a root may take, one bit each.
class Licences {
 public:
  explicit constexpr Licences(std::uint32_t bits) : bits_(bits) {}
  [[nodiscard]] constexpr bool allow(Prefix prefix, Suffix suffix) const {
    return ((bits_ >> (static_cast<unsigned>(prefix) * 4 + static_cast<unsigned>(suffix))) & 1U) !=
           0;
  }
  /// Whether the list knows any word made from this root.
  [[nodiscard]] constexpr bool allow_any() const { return bits_ > 1; }

 private:
  std::uint32_t bits_;
};

inline constexpr std::size_t root_slots = 1U << 16U;
/// Open-addressed, linear probing: fingerprint in the upper half, licences in the lower; 0 is
/// empty.
[[nodiscard]] const std::array<std::uint64_t, root_slots>& root_table();

/// The hash of a root, taken letter by letter, so that every beginning of a word can be looked up
/// in one pass. FNV-1a with a mixing step; scripts/compile_roots.py computes the same.
class RootHash {
 public:
  constexpr void take(char letter) {
    value_ = (value_ ^ static_cast<unsigned char>(letter)) * 0x100000001B3U;
  }
  [[nodiscard]] constexpr std::uint64_t value() const {
    const std::uint64_t mixed = (value_ ^ (value_ >> 32U)) * 0x9E3779B97F4A7C15U;
    return mixed ^ (mixed >> 29U);
  }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325U;
};

/// What may be fixed to a root; nothing when the list does not have it. One word in some billions
/// is taken for a root by chance (a 32-bit fingerprint, less than one comparison a look).
/// Thread: pure. Cost: about 10 ns.
[[nodiscard]] std::optional<Licences> find_root(const RootHash& hash);
[[nodiscard]] std::optional<Licences> find_root(std::string_view word);

}  // namespace kentongan::language
