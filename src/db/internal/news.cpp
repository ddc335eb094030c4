#include "db/internal/news.hpp"

namespace kentongan::db {

void News::announce() {
  {
    const std::lock_guard lock(mutex_);
    ++count_;
  }
  changed_.notify_all();
}

std::uint64_t News::wait(std::uint64_t seen, Span longest) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, longest, [&] { return count_ != seen; });
  return count_;
}

}  // namespace kentongan::db
