#pragma once

#include <atomic>

namespace kentongan::db {

/// Closed until somebody opens it once for all who wait. std::atomic::wait would do, but libstdc++
/// 12 first yields four times, which with 64 waiting threads costs more than the sleep itself.
class Gate {
 public:
  void wait();
  void open();

 private:
  std::atomic<int> is_open_ = 0;
};

}  // namespace kentongan::db
