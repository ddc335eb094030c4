#include "app/page_keeper.hpp"

#include <mutex>

namespace kentongan::app {
namespace {

// Bounds, so that strangers asking for /cari?q=1, 2, 3 … cost a bounded amount of memory: when full,
// everything is forgotten and the pages people really read are back after one request each.
constexpr std::size_t most_pages = 4'000;
constexpr std::size_t most_bytes = 24 * 1024 * 1024;
// Form tokens inside pages are good for at least a day (people.hpp), dates on pages change at midnight.
constexpr Span longest_kept = std::chrono::hours(1);

}  // namespace

std::shared_ptr<const net::CachedPage> PageKeeper::find(const net::RequestHead& head) const {
  if (head.headers.find("Cookie")) return nullptr;
  const std::shared_lock lock(mutex_);
  const auto found = pages_.find(head.target);
  if (found == pages_.end() || found->second.until < clock_.now()) return nullptr;
  return found->second.page;
}

void PageKeeper::keep(const std::string& target, std::shared_ptr<const net::CachedPage> page,
                      std::uint64_t made_in) {
  const std::size_t size = page->bytes() + target.size();
  const std::unique_lock lock(mutex_);
  if (made_in != generation_.load()) return;
  if (pages_.size() >= most_pages || bytes_ + size > most_bytes) {
    pages_.clear();
    bytes_ = 0;
  }
  pages_.insert_or_assign(target, Kept{std::move(page), clock_.now() + longest_kept});
  bytes_ += size;
}

void PageKeeper::forget_all() {
  const std::unique_lock lock(mutex_);
  ++generation_;
  pages_.clear();
  bytes_ = 0;
}

std::size_t PageKeeper::count() const {
  const std::shared_lock lock(mutex_);
  return pages_.size();
}

}  // namespace kentongan::app
