#include "outbox/outbox.hpp"

#include "outbox/internal/deliveries.hpp"
#include "outbox/internal/subscriptions.hpp"

#include <utility>

namespace kentongan::outbox {
namespace {

bool is_office_anywhere(const people::Actor& actor) {
  for (const people::Held& held : actor.roles) {
    if (held.group.is_none() && actor.is_office(held.area)) return true;
  }
  return false;
}

}  // namespace

Outbox::Outbox(const Surroundings& with, OutboxSettings settings)
    : with_(with), settings_(std::move(settings)), mint_(settings_.secret) {}

DeliveryStats Outbox::stats(std::int64_t subject) const {
  return with_.db.read([&](db::Tx& tx) { return deliveries::stats(tx, subject); });
}

std::map<channels::Way, DeliveryCounts> Outbox::queue() const {
  return with_.db.read([](db::Tx& tx) { return deliveries::queue(tx); });
}

Result<std::vector<DeadLetter>> Outbox::dead_letters(const people::Actor& actor,
                                                     std::optional<DeadLetter> before) const {
  constexpr std::int64_t on_a_page = 50;
  if (!is_office_anywhere(actor))
    return Error(Refusal::forbidden, "outbox.dead_letters.not_allowed");
  return with_.db.read([&](db::Tx& tx) { return deliveries::dead_letters(tx, before, on_a_page); });
}

Result<std::int64_t> Outbox::retry(const RetryDelivery& command) {
  if (!is_office_anywhere(command.actor))
    return Error(Refusal::forbidden, "outbox.dead_letters.not_allowed");
  const Instant now = with_.clock.now();
  const Result<std::int64_t> due = with_.db.write([&](db::Tx& tx) -> Result<std::int64_t> {
    if (command.delivery) return deliveries::retry_one(tx, *command.delivery, now);
    return deliveries::retry_all(tx, command.reason, now);
  });
  if (due.ok() && *due > 0) with_.db.announce();
  return due;
}

std::map<channels::Way, SubscriptionCounts> Outbox::count_subscriptions() const {
  return with_.db.read([](db::Tx& tx) { return subscriptions::count(tx); });
}

}  // namespace kentongan::outbox
