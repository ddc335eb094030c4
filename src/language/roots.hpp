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

/// A root in two parts, so that `m` + `pukul` need not be put together to be looked up: a letter
/// that an affix has swallowed (0 when none) and the rest.
struct Root {
  char first = 0;
  std::string_view rest;
  [[nodiscard]] std::size_t size() const { return rest.size() + (first == 0 ? 0 : 1); }
};

/// FNV-1a with a mixing step; scripts/compile_roots.py computes the same.
[[nodiscard]] constexpr std::uint64_t hash_of_root(const Root& root) {
  std::uint64_t value = 0xCBF29CE484222325U;
  const auto take = [&value](char letter) {
    value = (value ^ static_cast<unsigned char>(letter)) * 0x100000001B3U;
  };
  if (root.first != 0) take(root.first);
  for (const char letter : root.rest) take(letter);
  value ^= value >> 32U;
  value *= 0x9E3779B97F4A7C15U;
  return value ^ (value >> 29U);
}

/// What may be fixed to a root; nothing when the list does not have it. One word in some billions
/// is taken for a root by chance (a 32-bit fingerprint, less than one comparison a look).
/// Thread: pure. Cost: about 10 ns.
[[nodiscard]] std::optional<Licences> find_root(const Root& root);

}  // namespace kentongan::language
