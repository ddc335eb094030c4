// Four letters in a row, as small hashes.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kentongan::match {

/// A set of small hashes that never forgets one and seldom imagines one: a bitmap of 2^14.
class GramSet {
 public:
  void add(std::uint32_t hash) { bits_[hash >> 6U] |= std::uint64_t{1} << (hash & 63U); }
  [[nodiscard]] bool has(std::uint32_t hash) const {
    return ((bits_[hash >> 6U] >> (hash & 63U)) & 1U) != 0;
  }
  static constexpr unsigned bits = 14;

 private:
  std::array<std::uint64_t, (1U << bits) / 64> bits_{};
};

/// Calls `use` with a hash (< 2^14) of every four neighbouring letters of `word`, its ends counted
/// as letters. Cost: about 1 ns a letter.
template <typename Use>
void each_gram(std::string_view word, Use&& use) {
  std::uint32_t window = ' ';
  const auto shift = [&window, &use](unsigned char letter) {
    window = (window << 8U) | letter;
    if ((window >> 24U) != 0) use((window * 0x9e3779b1U) >> (32U - GramSet::bits));
  };
  for (const char c : word) shift(static_cast<unsigned char>(c));
  shift(' ');
}

}  // namespace kentongan::match
