// The threads of the room: one that turns ledger entries into deliveries, and a few for each way
// out.
#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "channels/channel.hpp"
#include "db/db.hpp"
#include "outbox/outbox.hpp"
#include "outbox/worker.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace kentongan::outbox {

/// A way out and how many conversations it may hold at once.
struct WayOut {
  channels::Channel& channel;
  int connections = 4;
  std::int64_t batch = 20;  ///< deliveries leased at once by each
};

struct DispatcherParts {
  Outbox& outbox;
  db::Db& db;
  const Clock& clock;
  const Random& random;
  const Log& log;
};

/// Behind which gate a message leaves. `per_way`: a crash sends at most one message twice on each
/// way, and a slow way does not hold up another. `whole_program`: at most one in all.
enum class GateScope { per_way, whole_program };

/// Thread: `start` and `stop` from one; its own threads otherwise.
class Dispatcher {
 public:
  Dispatcher(const DispatcherParts& parts, std::vector<WayOut> ways,
             GateScope scope = GateScope::per_way);
  /// Stops.
  ~Dispatcher();
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  void start();
  /// Finishes the messages that are leaving, gives back the rest, and returns when all threads have
  /// ended.
  void stop();

 private:
  void follow_ledger(const std::stop_token& stop);
  void work(Worker& worker, const std::stop_token& stop);

  // set at construction
  const DispatcherParts with_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::vector<std::unique_ptr<Gate>> gates_;
  std::vector<std::unique_ptr<Worker>> workers_;
  // the thread that starts and stops only
  std::vector<std::jthread> threads_;
};

}  // namespace kentongan::outbox
