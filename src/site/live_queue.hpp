// Open pages of the queue are told when it changes: ids and numbers, never words.
#pragma once

#include "base/guarded.hpp"
#include "net/http_message.hpp"
#include "site/visit.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace kentongan::site {

/// Everybody who has a queue open on this node. An event `antrean` carries the desk's counts and
/// the ids, states and people of its most urgent claims as JSON (tabayun::Pulse); a reader holds a
/// connection and no thread.
///
/// Thread: everything may be called from anywhere; `tell` by one at a time.
class LiveQueue {
 public:
  static constexpr std::size_t most_readers = 1'000;

  /// A stream for this visit, which begins with what is now. 503 when too many are open; refuses
  /// who has no desk.
  [[nodiscard]] net::Response open(const Doors& doors, const Visit& visit);
  /// Tells every reader whose desk changed since it was last told. Who was signed out meanwhile, or
  /// lost their role, hears nothing more. Cost: two reads for each desk that is open, one for each
  /// reader's session.
  void tell(const Doors& doors);
  [[nodiscard]] std::size_t readers() const;

 private:
  struct Reader {
    std::string session;  ///< its token
    std::string told;     ///< the last event
    net::EventStream::Send send;
  };
  using Readers = std::vector<std::shared_ptr<Reader>>;
  class Stream;

  std::shared_ptr<Guarded<Readers>> readers_ = std::make_shared<Guarded<Readers>>();
};

}  // namespace kentongan::site
