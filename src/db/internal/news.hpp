#pragma once

#include "base/instant.hpp"

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace kentongan::db {

/// A counter that people wait on. Thread: all members may be called from anywhere.
class News {
 public:
  void announce();
  [[nodiscard]] std::uint64_t wait(std::uint64_t seen, Span longest);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t count_ = 0;  // guarded by mutex_
};

}  // namespace kentongan::db
