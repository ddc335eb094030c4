#pragma once

#include "base/instant.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kentongan::people {

/// How failures in one bucket are slowed down: `free` of them cost nothing, then each doubles the
/// wait from one second up to `longest`. A failure is forgotten after `memory`.
struct Throttle {
  std::int64_t free = 5;
  Span longest = std::chrono::minutes(15);
  Span memory = std::chrono::hours(24);
};

struct PeopleSettings {
  /// argon2id with p = 1. Source: ASVS 5.0.0 appendix C: m >= 46 MiB at t = 1.
  std::size_t hash_memory_bytes = std::size_t{47'104} * 1'024;
  unsigned hash_passes = 1;
  std::size_t hashes_at_once = 2;   ///< memory in use is at most this times hash_memory_bytes
  std::size_t hashes_waiting = 64;  ///< more are refused with `people.busy`

  std::size_t shortest_password = 8;            ///< characters. Source: ASVS 5.0.0 6.2.1
  std::size_t longest_password = 1'024;         ///< bytes
  std::vector<std::string> context_words = {};  ///< refused in passwords, besides our own list

  Span session_idle = std::chrono::minutes(30);
  Span session_absolute = std::chrono::hours(12);
  Span one_time_valid = std::chrono::hours(72);

  Throttle per_login_and_network = {.free = 5, .longest = std::chrono::minutes(15)};
  /// Looser, so that a stranger cannot keep the owner out; not asked where the owner has signed in
  /// from the same network before.
  Throttle per_login = {.free = 20, .longest = std::chrono::minutes(5)};
  /// Many honest people share one address behind CGNAT.
  Throttle per_network = {.free = 60, .longest = std::chrono::minutes(1)};
};

}  // namespace kentongan::people
