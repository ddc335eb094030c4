#include "outbox/dispatcher.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace kentongan::outbox {
namespace {

/// How long a thread sleeps at most without news; also how late it notices what became due by
/// itself.
constexpr Span patience = std::chrono::seconds(1);

}  // namespace

Dispatcher::Dispatcher(const DispatcherParts& parts, std::vector<WayOut> ways, GateScope scope)
    : with_(parts) {
  const std::string node = with_.random.token(9);
  for (const WayOut& way : ways) {
    lanes_.push_back(std::make_unique<Lane>(way.channel));
    if (gates_.empty() || scope == GateScope::per_way) gates_.push_back(std::make_unique<Gate>());
    for (int number = 0; number < way.connections; ++number) {
      std::string name = node;
      name += '.';
      name += channels::name_of(way.channel.way());
      name += '.';
      name += std::to_string(number);
      const WorkerParts of_worker{with_.outbox, *lanes_.back(), *gates_.back(),
                                  with_.clock,  with_.random,   with_.log};
      workers_.push_back(std::make_unique<Worker>(of_worker, std::move(name), way.batch));
    }
  }
}

Dispatcher::~Dispatcher() { stop(); }

void Dispatcher::start() {
  // One program at a time works on a SQLite folder: whoever held these leases is gone.
  if (with_.db.engine() == db::Engine::sqlite) with_.outbox.take_back_leases();
  threads_.emplace_back([this](const std::stop_token& stop) { follow_ledger(stop); });
  for (const auto& worker : workers_) {
    threads_.emplace_back([this, &worker](const std::stop_token& stop) { work(*worker, stop); });
  }
}

void Dispatcher::stop() {
  for (std::jthread& thread : threads_) thread.request_stop();
  if (!threads_.empty()) with_.db.announce();
  threads_.clear();
}

void Dispatcher::follow_ledger(const std::stop_token& stop) {
  // On PostgreSQL an entry can be sealed only when older transactions have ended, and nobody
  // announces that: after news that brought nothing, look again soon, a few times.
  constexpr int looks_after_news = 3;
  constexpr Span soon = std::chrono::milliseconds(30);
  const bool has_horizon = with_.db.engine() == db::Engine::postgres;
  std::uint64_t seen = 0;
  int looks = 0;
  Instant tended;
  while (!stop.stop_requested()) {
    try {
      if (with_.outbox.fan_out()) continue;
      const Instant now = with_.clock.now();
      if (now - tended >= patience || now < tended) {
        with_.outbox.tend();
        tended = now;
      }
      const std::uint64_t heard = with_.db.wait_for_news(seen, looks > 0 ? soon : patience);
      if (looks > 0) --looks;
      if (heard != seen && has_horizon) looks = looks_after_news;
      seen = heard;
    } catch (const std::exception& failure) {
      with_.log.error("fan_out_failed", {LogField::operator_text("what", failure.what())});
      pause(stop, patience);
    }
  }
}

void Dispatcher::work(Worker& worker, const std::stop_token& stop) {
  std::uint64_t seen = 0;
  while (!stop.stop_requested()) {
    try {
      const Worker::Round round = worker.deliver_batch(stop);
      if (round.leased > 0) continue;
      const Span wait = round.wait == Span{} ? patience : std::min(round.wait, patience);
      seen = with_.db.wait_for_news(seen, wait);
    } catch (const std::exception& failure) {
      with_.log.error("dispatch_failed", {LogField::operator_text("what", failure.what())});
      pause(stop, patience);
    }
  }
}

}  // namespace kentongan::outbox
