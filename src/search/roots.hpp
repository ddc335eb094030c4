#pragma once

#include <cstdint>
#include <string_view>

namespace kentongan::search {

/// What roots are ordered by. FNV-1a.
[[nodiscard]] inline std::uint32_t hash_of_root(std::string_view root) {
  std::uint32_t hash = 0x811c9dc5U;
  for (const char c : root) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193U;
  return hash;
}

}  // namespace kentongan::search
