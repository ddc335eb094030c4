#include "language/roots.hpp"

namespace kentongan::language {

std::optional<Licences> find_root(const Root& root) {
  const std::array<std::uint64_t, root_slots>& table = root_table();
  const std::uint64_t hash = hash_of_root(root);
  for (std::size_t slot = hash % root_slots; table[slot] != 0; slot = (slot + 1) % root_slots) {
    if (table[slot] >> 32U == hash >> 32U) return Licences(static_cast<std::uint32_t>(table[slot]));
  }
  return std::nullopt;
}

}  // namespace kentongan::language
