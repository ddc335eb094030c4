// One connection of one way out: leases a few deliveries, sends them one after the other, writes
// down what became of each.
#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "channels/channel.hpp"
#include "outbox/outbox.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <string>

namespace kentongan::outbox {

/// What the workers of one way share.
struct Lane {
  explicit Lane(channels::Channel& out) : channel(out) {}
  channels::Channel& channel;
  /// When this way last reached anybody (microseconds). While it reaches nobody, a refusal says
  /// nothing about a recipient: perhaps our own server is refused everywhere.
  std::atomic<std::int64_t> reached_at{0};
};

/// Held from right before a message leaves until that is written down durably. A crash can
/// therefore leave at most one message behind each gate of which nobody knows whether it left.
using Gate = std::mutex;

struct WorkerParts {
  Outbox& outbox;
  Lane& lane;
  Gate& gate;
  const Clock& clock;
  const Random& random;
  const Log& log;
};

/// Thread: one at a time.
class Worker {
 public:
  /// `name` is unlike that of any worker of any program that shares the database.
  Worker(const WorkerParts& parts, std::string name, std::int64_t batch)
      : with_(parts), name_(std::move(name)), batch_(batch) {}
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  struct Round {
    std::int64_t leased = 0;
    Span wait{};  ///< when nothing was leased: the way is not ready before this; zero: nothing is
                  ///< due
  };
  /// Leases what the way can take now and sends it. Gives back what is left when asked to stop.
  /// Errors: throws `db::DbFailure`.
  Round deliver_batch(const std::stop_token& stop);

 private:
  enum class Next { go_on, give_back };
  Next deliver(Leased& leased, const channels::Addressed& addressed, const std::stop_token& stop);
  [[nodiscard]] channels::SendOutcome send(Leased& leased, const channels::Addressed& addressed,
                                           std::unique_lock<Gate>& passage);
  void pass_gate(Leased& leased, std::unique_lock<Gate>& passage);
  void write_down(const Leased& leased, const channels::SendOutcome& outcome,
                  const std::stop_token& stop);
  [[nodiscard]] Settlement settlement_of(const Leased& leased,
                                         const channels::SendOutcome& outcome) const;

  const WorkerParts with_;
  const std::string name_;
  const std::int64_t batch_;
  // this thread only
  std::int64_t rounds_ = 0;
  std::string holder_;
};

/// Waits for `span` or until asked to stop.
void pause(const std::stop_token& stop, Span span);

}  // namespace kentongan::outbox
