#include "net/page_cache.hpp"

#include <utility>

namespace kentongan::net {
namespace {

/// What an entry costs besides its page: key twice, nodes.
constexpr std::size_t entry_bytes = 256;

}  // namespace

void PageCache::Pages::drop(std::string_view key) {
  const auto found = by_key.find(key);
  if (found == by_key.end()) return;
  bytes -= found->second.page->bytes() + entry_bytes;
  by_key.erase(found);
}

void PageCache::Pages::drop_oldest() {
  const auto [number, key] = std::move(oldest_first.front());
  oldest_first.pop_front();
  const auto found = by_key.find(key);
  if (found != by_key.end() && found->second.number == number) drop(key);
}

PageCache::Ticket PageCache::ticket() const {
  return pages_.locked([](const Pages& pages) { return Ticket(pages.clears); });
}

void PageCache::put(Ticket ticket, Entry entry) {
  using Clock = std::chrono::steady_clock;
  const std::size_t size = entry.page->bytes() + entry_bytes;
  if (size > byte_limit_) return;
  const auto good_until =
      entry.good_for ? Clock::now() + *entry.good_for : Clock::time_point::max();
  pages_.locked([&](Pages& pages) {
    if (Ticket(pages.clears) != ticket) return;
    pages.drop(entry.key);
    // The second condition keeps the list short when few pages are put again and again.
    while (!pages.oldest_first.empty() &&
           (pages.bytes + size > byte_limit_ ||
            pages.oldest_first.size() > 2 * pages.by_key.size() + 16)) {
      pages.drop_oldest();
    }
    const std::uint64_t number = ++pages.puts;
    pages.oldest_first.emplace_back(number, entry.key);
    pages.bytes += size;
    pages.by_key.emplace(std::move(entry.key), Held{std::move(entry.page), good_until, number});
  });
}

std::shared_ptr<const CachedPage> PageCache::find(std::string_view key) const {
  return pages_.locked([&](const Pages& pages) -> std::shared_ptr<const CachedPage> {
    const auto found = pages.by_key.find(key);
    if (found == pages.by_key.end()) return nullptr;
    const Held& held = found->second;
    const bool timeless = held.good_until == std::chrono::steady_clock::time_point::max();
    if (!timeless && std::chrono::steady_clock::now() >= held.good_until) return nullptr;
    return held.page;
  });
}

void PageCache::clear() {
  Pages dropped;  // freed outside the lock
  pages_.locked([&](Pages& pages) {
    dropped.clears = pages.clears + 1;
    dropped.puts = pages.puts;
    std::swap(pages, dropped);
  });
}

std::size_t PageCache::bytes() const {
  return pages_.locked([](const Pages& pages) { return pages.bytes; });
}

std::size_t PageCache::size() const {
  return pages_.locked([](const Pages& pages) { return pages.by_key.size(); });
}

}  // namespace kentongan::net
