#include "language/roots.hpp"

namespace kentongan::language {

std::optional<Licences> find_root(const RootHash& hash) {
  const std::array<std::uint64_t, root_slots>& table = root_table();
  const std::uint64_t value = hash.value();
  for (std::size_t slot = value % root_slots; table[slot] != 0; slot = (slot + 1) % root_slots) {
    if (table[slot] >> 32U == value >> 32U)
      return Licences(static_cast<std::uint32_t>(table[slot]));
  }
  return std::nullopt;
}

std::optional<Licences> find_root(std::string_view word) {
  RootHash hash;
  for (const char letter : word) hash.take(letter);
  return find_root(hash);
}

}  // namespace kentongan::language
