#pragma once

#include "base/bug.hpp"

namespace kentongan::db {

/// Marks the thread as running a closure of `write` or `read`, so that a call from inside one is
/// found out at once instead of waiting for itself.
class InsideClosure {
 public:
  InsideClosure() {
    refuse_nesting();
    inside_ = true;
  }
  ~InsideClosure() { inside_ = false; }
  InsideClosure(const InsideClosure&) = delete;
  InsideClosure& operator=(const InsideClosure&) = delete;

  /// Errors: throws `Bug` when this thread is inside a closure.
  static void refuse_nesting() {
    if (inside_) throw Bug("db: write or read was called from inside a closure");
  }

 private:
  static inline thread_local bool inside_ = false;
};

}  // namespace kentongan::db
