// Finished pages by key, for the fast path. What was rendered before a change is never kept after
// it.
#pragma once

#include "base/guarded.hpp"
#include "net/cached_page.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kentongan::net {

/// Thread: members may be called from anywhere.
///
///   const auto ticket = cache.ticket();          // before reading the database
///   const auto page = CachedPage::make(render());
///   cache.put(ticket, {.key = target, .page = page});   // ignored when `clear` came in between
class PageCache {
 public:
  explicit PageCache(std::size_t byte_limit = 32 * 1024 * 1024) : byte_limit_(byte_limit) {}

  /// How many times the cache was cleared.
  enum class Ticket : std::uint64_t {};
  [[nodiscard]] Ticket ticket() const;

  struct Entry {
    std::string key;
    std::shared_ptr<const CachedPage> page;
    /// Absent: until cleared. For pages that say "an hour ago".
    std::optional<std::chrono::seconds> good_for = {};
  };
  /// Keeps the page unless something changed since `ticket`; the oldest make room.
  void put(Ticket ticket, Entry entry);
  /// Null when there is none. Cost: a lock and a look-up, about 0.1 µs.
  [[nodiscard]] std::shared_ptr<const CachedPage> find(std::string_view key) const;
  /// Something that pages show has changed.
  void clear();

  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] std::size_t size() const;

 private:
  struct Held {
    std::shared_ptr<const CachedPage> page;
    std::chrono::steady_clock::time_point good_until;
    std::uint64_t number = 0;  ///< of the put, to tell a page from its successor
  };
  struct HashText {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  struct Pages {
    std::unordered_map<std::string, Held, HashText, std::equal_to<>> by_key;
    std::deque<std::pair<std::uint64_t, std::string>> oldest_first;
    std::uint64_t clears = 0;
    std::uint64_t puts = 0;
    std::size_t bytes = 0;

    void drop(std::string_view key);
    void drop_oldest();
  };

  // set at construction
  std::size_t byte_limit_;
  // guarded
  Guarded<Pages> pages_;
};

}  // namespace kentongan::net
