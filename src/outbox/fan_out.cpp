// From ledger entries to delivery rows: the reader "outbox".
#include "outbox/internal/deliveries.hpp"
#include "outbox/internal/fan_outs.hpp"
#include "outbox/internal/subscriptions.hpp"
#include "outbox/outbox.hpp"

namespace kentongan::outbox {
namespace {

constexpr const char* reader = "outbox";
constexpr std::int64_t entries_at_once = 50;

std::optional<DeliveryKind> told_by(const std::string& entry_kind) {
  if (entry_kind == "item_published") return DeliveryKind::item;
  if (entry_kind == "item_corrected") return DeliveryKind::correction;
  if (entry_kind == "item_withdrawn") return DeliveryKind::withdrawal;
  if (entry_kind == "verdict_published") return DeliveryKind::verdict;
  return std::nullopt;
}

bool goes_to_the_informed(DeliveryKind kind) {
  return kind == DeliveryKind::correction || kind == DeliveryKind::withdrawal;
}

/// Takes `count` ids in a row and returns the one before the first of them.
std::int64_t reserve_ids(const IdSource& ids, std::int64_t count) {
  const std::int64_t first = ids.next_raw();
  for (std::int64_t taken = 0; taken < count; ++taken) (void)ids.next_raw();
  return first;
}

}  // namespace

void Outbox::begin_fan_out(db::Tx& tx, const ledger::Entry& entry, Instant now) {
  const std::optional<DeliveryKind> kind = told_by(entry.kind);
  if (!kind) return;
  fan_outs::FanOut fan_out;
  fan_out.entry = entry.id;
  fan_out.kind = *kind;
  fan_out.subject = entry.subject;
  fan_out.started_at = now;
  switch (*kind) {
    case DeliveryKind::item: {
      const auto item = with_.newsroom.find_public(tx, Id<newsroom::Item>::from_raw(entry.subject));
      if (!item.ok() || !item->is_public()) return;
      fan_outs::begin(tx, fan_out, item->content.areas, item->content.topics);
      return;
    }
    case DeliveryKind::withdrawal:
      deliveries::give_up_unsent_about(tx, entry.subject, now);
      fan_outs::begin(tx, fan_out, {}, {});
      return;
    case DeliveryKind::correction: fan_outs::begin(tx, fan_out, {}, {}); return;
    case DeliveryKind::verdict: {
      if (!with_.verdict) return;
      const std::optional<VerdictNews> news = with_.verdict(tx, entry.subject);
      if (!news) return;
      const bool everywhere = news->areas.empty();
      fan_outs::begin(tx, fan_out, everywhere ? std::vector{places::AreaCode()} : news->areas,
                      news->topics);
      return;
    }
    case DeliveryKind::confirmation: return;  // no entry tells of it
  }
  __builtin_unreachable();
}

bool Outbox::fan_out() {
  const Instant now = with_.clock.now();
  struct Step {
    bool more = false;
    bool news = false;
  };
  const Result<Step> outcome = with_.db.write([&](db::Tx& tx) -> Result<Step> {
    Step step;
    const std::int64_t sealed = with_.ledger.seal(tx);
    const std::int64_t read =
        with_.ledger.read_new(tx, reader, entries_at_once,
                              [&](const ledger::Entry& entry) { begin_fan_out(tx, entry, now); });
    step.news = sealed > 0;  // other followers of the ledger wait for sealed entries too
    step.more = sealed > 0 || read == entries_at_once;
    const std::optional<fan_outs::FanOut> running = fan_outs::next(tx);
    if (!running) return step;
    step.more = true;
    const auto end = fan_outs::stretch_end(tx, *running, settings_.stretch);
    if (!end) {
      fan_outs::finish(tx, running->entry);
      return step;
    }
    fan_outs::Step spread;
    spread.upto = *end;
    spread.first_id = reserve_ids(with_.ids, settings_.stretch);
    spread.order_from =
        running->started_at + settings_.spacing * (running->stretches * settings_.stretch);
    spread.spacing = settings_.spacing;
    spread.now = now;
    const std::int64_t made = goes_to_the_informed(running->kind)
                                  ? fan_outs::spread_to_informed(tx, *running, spread)
                                  : fan_outs::spread_to_interested(tx, *running, spread);
    if (made > 0) step.news = true;
    fan_outs::advance(tx, *running, *end);
    return step;
  });
  if (outcome->news) with_.db.announce();
  return outcome->more;
}

std::int64_t Outbox::tend() {
  const Instant now = with_.clock.now();
  const Result<std::int64_t> due = with_.db.write([&](db::Tx& tx) -> Result<std::int64_t> {
    subscriptions::forget_unconfirmed(tx, now - confirmation_valid, now);
    return deliveries::promote_waiting(tx, now) + deliveries::expire_leases(tx, now);
  });
  if (*due > 0) with_.db.announce();
  return *due;
}

std::int64_t Outbox::take_back_leases() {
  const Instant far_ahead = Instant::from_micros(INT64_MAX);
  const Result<std::int64_t> due = with_.db.write(
      [&](db::Tx& tx) -> Result<std::int64_t> { return deliveries::expire_leases(tx, far_ahead); });
  return *due;
}

}  // namespace kentongan::outbox
