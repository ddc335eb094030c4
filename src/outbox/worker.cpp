#include "outbox/worker.hpp"

#include <algorithm>
#include <exception>
#include <optional>

namespace kentongan::outbox {
namespace {

using channels::SendOutcome;

/// Somebody else has the delivery now.
class LeaseLost : public std::exception {};

/// Less than this left of a lease, and it is renewed before the message leaves: the other side may
/// take this long to answer.
constexpr Span answer_time = std::chrono::seconds(45);

}  // namespace

void pause(const std::stop_token& stop, Span span) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, span, [] { return false; });
}

Worker::Round Worker::deliver_batch(const std::stop_token& stop) {
  constexpr Span least_wait = std::chrono::milliseconds(5);
  const channels::Readiness readiness = with_.lane.channel.readiness();
  if (readiness.messages <= 0) return {0, std::max(readiness.wait, least_wait)};
  const channels::Way way = with_.lane.channel.way();
  if (!with_.outbox.has_due(way)) return {};

  holder_ = name_ + "." + std::to_string(++rounds_);
  std::vector<Leased> batch =
      with_.outbox.lease(way, holder_, std::min<std::int64_t>(batch_, readiness.messages));
  Composed composed;
  Next next = Next::go_on;
  for (Leased& leased : batch) {
    if (stop.stop_requested()) next = Next::give_back;
    if (next == Next::give_back) break;
    const std::optional<channels::Addressed> addressed =
        with_.outbox.address(leased, holder_, composed);
    if (addressed) next = deliver(leased, *addressed, stop);
  }
  if (next == Next::give_back) with_.outbox.release(holder_);
  return {static_cast<std::int64_t>(batch.size()), {}};
}

/// Leaves `passage` locked when the message may have left, until what became of it is written down.
Worker::Next Worker::deliver(Leased& leased, const channels::Addressed& addressed,
                             const std::stop_token& stop) {
  std::unique_lock<Gate> passage(with_.gate, std::defer_lock);
  try {
    const SendOutcome outcome = send(leased, addressed, passage);
    write_down(leased, outcome, stop);
    return outcome.ended == SendOutcome::Ended::channel_paused ? Next::give_back : Next::go_on;
  } catch (const LeaseLost&) {
    with_.log.warning("delivery_lease_lost", {{"delivery", leased.id}});
    return Next::go_on;
  }
}

SendOutcome Worker::send(Leased& leased, const channels::Addressed& addressed,
                         std::unique_lock<Gate>& passage) {
  try {
    return with_.lane.channel.send(addressed, channels::IdempotencyKey(leased.id),
                                   [&] { pass_gate(leased, passage); });
  } catch (const LeaseLost&) {
    throw;
  } catch (const db::DbFailure&) {
    throw;  // the lease could not be renewed; nothing has left
  } catch (const std::exception& failure) {
    // A message that breaks its channel must not break its neighbours.
    with_.log.error("delivery_broke",
                    {{"delivery", leased.id}, LogField::operator_text("what", failure.what())});
    return passage.owns_lock() ? SendOutcome::in_doubt("outbox.broke")
                               : SendOutcome::retry_after(Span{}, "outbox.broke");
  }
}

void Worker::pass_gate(Leased& leased, std::unique_lock<Gate>& passage) {
  passage.lock();
  if (leased.leased_until - with_.clock.now() >= answer_time) return;
  const bool held = with_.outbox.renew(leased, holder_);
  if (held) return;
  passage.unlock();
  throw LeaseLost();
}

Settlement Worker::settlement_of(const Leased& leased, const SendOutcome& outcome) const {
  constexpr Span recently = std::chrono::hours(1);
  const Instant now = with_.clock.now();
  constexpr double steps = 1'000'000;
  const double chance = static_cast<double>(with_.random.below(1'000'000)) / steps;
  Settlement settlement = decide_settlement(leased, outcome, {now, chance});
  if (settlement.recipient == Settlement::Recipient::reached) with_.lane.reached_at = now.micros();
  const Instant reached = Instant::from_micros(with_.lane.reached_at);
  if (settlement.recipient == Settlement::Recipient::unreachable && now - reached > recently) {
    settlement.recipient = Settlement::Recipient::unknown;
  }
  return settlement;
}

void Worker::write_down(const Leased& leased, const SendOutcome& outcome,
                        const std::stop_token& stop) {
  const Settlement settlement = settlement_of(leased, outcome);
  for (;;) {
    try {
      if (!with_.outbox.settle(leased, holder_, settlement, outcome.moved_to)) {
        with_.log.warning("delivery_lease_lost", {{"delivery", leased.id}});
      } else if (settlement.state == DeliveryState::given_up) {
        with_.log.warning("delivery_given_up",
                          {{"delivery", leased.id},
                           {"attempts", settlement.attempts},
                           LogField::operator_text("reason", settlement.reason)});
      }
      return;
    } catch (const db::DbFailure& failure) {
      // It has perhaps left and cannot be written down: nothing more may leave before it is.
      with_.log.error("delivery_not_written",
                      {{"delivery", leased.id}, LogField::operator_text("what", failure.what())});
      if (stop.stop_requested()) throw;
      pause(stop, std::chrono::seconds(1));
    }
  }
}

}  // namespace kentongan::outbox
