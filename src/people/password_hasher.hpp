#pragma once

#include "base/result.hpp"

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

namespace kentongan::people {

/// argon2id, a bounded number at a time: memory in use never exceeds at_once x memory_bytes.
/// Thread: may be called from anywhere; callers wait their turn. Never inside a database closure.
class PasswordHasher {
 public:
  struct Cost {
    std::size_t memory_bytes;
    unsigned passes;
    std::size_t at_once;
    std::size_t waiting;
  };
  explicit PasswordHasher(const Cost& cost);

  /// The PHC string to store. Errors: unavailable `people.busy` when too many wait.
  [[nodiscard]] Result<std::string> hash(std::string_view password) const;
  /// Whether `password` made `stored`. Without a stored hash it takes the same time and says no.
  /// Errors: unavailable `people.busy`.
  [[nodiscard]] Result<bool> verify(std::string_view password, const std::string* stored) const;
  /// Whether `stored` was made at another cost and should be made anew.
  [[nodiscard]] bool is_outdated(const std::string& stored) const;

 private:
  class Turn;

  // set at construction
  Cost cost_;
  std::string decoy_;  ///< a well-formed hash of this cost that no password makes
  // guarded
  mutable std::mutex mutex_;
  mutable std::condition_variable freed_;
  mutable std::size_t running_ = 0;
  mutable std::size_t waiting_ = 0;
};

}  // namespace kentongan::people
