// From ledger entries to delivery rows: the reader "outbox".
#include "outbox/internal/askers.hpp"
#include "outbox/internal/deliveries.hpp"
#include "outbox/internal/fan_outs.hpp"
#include "outbox/internal/subscriptions.hpp"
#include "outbox/outbox.hpp"

namespace kentongan::outbox {
namespace {

constexpr const char* reader = "outbox";
constexpr std::int64_t entries_at_once = 50;

std::optional<DeliveryKind> told_by(const ledger::Entry& entry) {
  if (entry.kind == "item_published") return DeliveryKind::item;
  if (entry.kind == "item_corrected") return DeliveryKind::correction;
  if (entry.kind == "item_withdrawn") return DeliveryKind::withdrawal;
  if (entry.kind == "verdict_published") return DeliveryKind::verdict;
  if (entry.kind == "verdict_updated") return DeliveryKind::verdict_changed;
  if (entry.kind == "verdict_withdrawn") return DeliveryKind::verdict_withdrawn;
  if (entry.kind == "claim_moved" && entry.detail.starts_with(R"({"move":"give_up")"))
    return DeliveryKind::not_clarifiable;
  return std::nullopt;
}

/// The published claim that a claim turned out to be a twin of, if that is what the entry tells.
std::optional<std::int64_t> twin_in(const ledger::Entry& entry) {
  constexpr std::string_view before = R"({"merged_into":")";
  if (entry.kind != "claim_moved" || !entry.detail.starts_with(before)) return std::nullopt;
  const std::size_t end = entry.detail.find('"', before.size());
  const auto id = Id<ledger::Entry>::parse(entry.detail.substr(before.size(), end - before.size()));
  return id.ok() ? std::optional(id->raw()) : std::nullopt;
}

bool goes_to_the_informed(DeliveryKind kind) {
  using enum DeliveryKind;
  return kind == correction || kind == withdrawal || kind == verdict_changed ||
         kind == verdict_withdrawn;
}

/// Takes `count` ids in a row and returns the one before the first of them.
std::int64_t reserve_ids(const IdSource& ids, std::int64_t count) {
  const std::int64_t first = ids.next_raw();
  for (std::int64_t taken = 0; taken < count; ++taken) (void)ids.next_raw();
  return first;
}

}  // namespace

void Outbox::begin_fan_out(db::Tx& tx, const ledger::Entry& entry, Instant now) {
  fan_outs::FanOut fan_out;
  fan_out.entry = entry.id;
  fan_out.subject = entry.subject;
  fan_out.started_at = now;
  if (const auto twin = twin_in(entry); twin && with_.questions_about) {
    fan_out.kind = DeliveryKind::answer;
    fan_out.subject = *twin;
    fan_out.askers_of = entry.subject;
    fan_out.subscribers = fan_outs::FanOut::Subscribers::no;
    fan_outs::begin(tx, fan_out, {}, {});
    return;
  }
  const std::optional<DeliveryKind> kind = told_by(entry);
  if (!kind) return;
  fan_out.kind = *kind;
  const std::int64_t whose_askers = with_.questions_about ? entry.subject : 0;
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
    case DeliveryKind::verdict:
    case DeliveryKind::verdict_changed: {
      if (!with_.verdict) return;
      const std::optional<VerdictNews> news = with_.verdict(tx, entry.subject);
      if (!news || news->state != VerdictNews::State::published) return;
      fan_out.askers_of = whose_askers;
      const bool everywhere = news->areas.empty();
      fan_outs::begin(tx, fan_out, everywhere ? std::vector{places::AreaCode()} : news->areas,
                      news->topics);
      return;
    }
    case DeliveryKind::verdict_withdrawn:
      deliveries::give_up_unsent_about(tx, entry.subject, now);
      fan_out.askers_of = whose_askers;
      fan_outs::begin(tx, fan_out, {}, {});
      return;
    case DeliveryKind::not_clarifiable:
      if (whose_askers == 0) return;
      fan_out.askers_of = whose_askers;
      fan_out.subscribers = fan_outs::FanOut::Subscribers::no;
      fan_outs::begin(tx, fan_out, {}, {});
      return;
    case DeliveryKind::answer:
    case DeliveryKind::answer_changed:
    case DeliveryKind::answer_withdrawn:
    case DeliveryKind::reply:
    case DeliveryKind::notice:
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
    fan_outs::Step spread;
    spread.order_from =
        running->started_at + settings_.spacing * (running->stretches * settings_.stretch);
    spread.spacing = settings_.spacing;
    spread.now = now;
    if (running->askers_of != 0) {
      const std::vector<std::int64_t> questions =
          with_.questions_about(tx, running->askers_of, running->after_question, settings_.stretch);
      if (questions.empty()) {
        fan_outs::askers_done(tx, *running);
        return step;
      }
      spread.first_id = reserve_ids(with_.ids, settings_.stretch);
      if (askers::spread(tx, *running, spread, questions) > 0) step.news = true;
      fan_outs::advance_askers(tx, *running, questions.back());
      return step;
    }
    const bool has_subscribers = running->subscribers == fan_outs::FanOut::Subscribers::yes;
    const auto end =
        has_subscribers ? fan_outs::stretch_end(tx, *running, settings_.stretch) : std::nullopt;
    if (!end) {
      fan_outs::finish(tx, running->entry);
      return step;
    }
    spread.upto = *end;
    spread.first_id = reserve_ids(with_.ids, settings_.stretch);
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
