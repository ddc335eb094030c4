#pragma once

#include <mutex>
#include <utility>

namespace kentongan {

/// Data that lives behind its lock: there is no other way in.
/// Thread: `locked` may be called from anywhere. Inside it do no I/O and call nobody.
template <typename T>
class Guarded {
 public:
  Guarded() = default;
  explicit Guarded(T value) : value_(std::move(value)) {}
  Guarded(const Guarded&) = delete;
  Guarded& operator=(const Guarded&) = delete;

  template <typename Function>
  decltype(auto) locked(Function&& function) {
    const std::lock_guard lock(mutex_);
    return std::forward<Function>(function)(value_);
  }
  template <typename Function>
  decltype(auto) locked(Function&& function) const {
    const std::lock_guard lock(mutex_);
    return std::forward<Function>(function)(std::as_const(value_));
  }

 private:
  mutable std::mutex mutex_;
  T value_{};
};

}  // namespace kentongan
