// Anonymous pages as finished bytes: rendered and compressed once, served on the io thread, all
// forgotten when anything changes (docs/decisions/0008).
#pragma once

#include "base/clock.hpp"
#include "net/cached_page.hpp"
#include "net/request_head.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kentongan::app {

/// Thread: everything may be called from anywhere.
class PageKeeper {
 public:
  explicit PageKeeper(const Clock& clock) : clock_(clock) {}
  PageKeeper(const PageKeeper&) = delete;
  PageKeeper& operator=(const PageKeeper&) = delete;

  /// The kept page for somebody without cookies, or null.
  [[nodiscard]] std::shared_ptr<const net::CachedPage> find(const net::RequestHead& head) const;

  /// Ask before making a page; hand the answer to `keep` with it, so that a page made from what has
  /// changed meanwhile is not kept.
  [[nodiscard]] std::uint64_t generation() const { return generation_.load(); }
  void keep(const std::string& target, std::shared_ptr<const net::CachedPage> page, std::uint64_t made_in);

  /// Something changed.
  void forget_all();

  [[nodiscard]] std::size_t count() const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  struct Kept {
    std::shared_ptr<const net::CachedPage> page;
    Instant until;
  };

  // set at construction
  const Clock& clock_;
  // guarded by the mutex
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, Kept, Hash, std::equal_to<>> pages_;
  std::size_t bytes_ = 0;
  // changed under the mutex, read anywhere
  std::atomic<std::uint64_t> generation_{0};
};

}  // namespace kentongan::app
