// Who asked: remembered with the question, told at once, forgotten when they wish.
#include "outbox/internal/askers.hpp"
#include "outbox/internal/deliveries.hpp"
#include "outbox/internal/subscriptions.hpp"
#include "outbox/outbox.hpp"

namespace kentongan::outbox {
namespace {

/// Somebody is waiting at the other end: before what was only published.
constexpr Span ahead = std::chrono::hours(1);

}  // namespace

Id<Subscription> Outbox::asker_at(db::Tx& tx, const channels::Address& address, Language language) {
  if (const auto known = subscriptions::find_by_address(tx, address, SubscriptionState::asker))
    return known->id;
  const Instant now = with_.clock.now();
  Subscription added;
  added.id = with_.ids.next<Subscription>();
  added.way = channels::way_of(address);
  added.address = channels::text_of(address);
  added.state = SubscriptionState::asker;
  added.language = language;
  added.created_at = now;
  added.asked_at = now;
  subscriptions::insert(tx, added);
  return added.id;
}

void Outbox::write_to(db::Tx& tx, const Personally& what) {
  const Instant now = with_.clock.now();
  deliveries::insert(tx, {.id = with_.ids.next_raw(),
                          .occasion = what.occasion,
                          .subject = what.subject,
                          .kind = what.kind,
                          .subscription = what.to,
                          .way = what.way,
                          .order_at = now - ahead,
                          .now = now});
}

void Outbox::keep_asker(db::Tx& tx, const Asker& asker, std::int64_t occasion) {
  const Id<Subscription> to = asker_at(tx, asker.address, asker.language);
  askers::keep(tx, asker, to, with_.clock.now());
  write_to(tx, {.occasion = occasion,
                .subject = asker.question,
                .kind = DeliveryKind::reply,
                .to = to,
                .way = channels::way_of(asker.address)});
}

void Outbox::notify(db::Tx& tx, const Notify& command) {
  const Id<Subscription> to = asker_at(tx, command.address, command.language);
  write_to(tx, {.occasion = command.occasion,
                .subject = static_cast<std::int64_t>(command.notice) + 1,
                .kind = DeliveryKind::notice,
                .to = to,
                .way = channels::way_of(command.address)});
}

void Outbox::reply_again(db::Tx& tx, std::int64_t question, std::int64_t occasion) {
  const auto asker = askers::who_asked(tx, question);
  if (!asker) return;
  const auto subscription = subscriptions::find(tx, *asker);
  write_to(tx, {.occasion = occasion,
                .subject = question,
                .kind = DeliveryKind::reply,
                .to = *asker,
                .way = subscription->way});
}

std::optional<LastAsked> Outbox::last_asked(db::Tx& tx, const channels::Address& address) const {
  const auto known = subscriptions::find_by_address(tx, address, SubscriptionState::asker);
  if (!known) return std::nullopt;
  const auto last = askers::last_of(tx, known->id);
  if (!last) return std::nullopt;
  return LastAsked{last->question, last->code};
}

bool Outbox::may_tell(db::Tx& tx, const channels::Address& address) const {
  constexpr Span a_day = std::chrono::hours(24);
  constexpr std::int64_t most_in_a_day = 5;
  const auto known = subscriptions::find_by_address(tx, address, SubscriptionState::asker);
  return !known || askers::asked_since(tx, known->id, with_.clock.now() - a_day) < most_in_a_day;
}

void Outbox::stop_writing(db::Tx& tx, const channels::Address& address, Farewell farewell,
                          std::int64_t occasion) {
  const Instant now = with_.clock.now();
  for (const SubscriptionState state : {SubscriptionState::asker, SubscriptionState::confirmed}) {
    const auto known = subscriptions::find_by_address(tx, address, state);
    if (!known) continue;
    askers::forget(tx, known->id);
    deliveries::give_up_unsent_for(tx, known->id, now);
    const bool says_so = farewell == Farewell::said && state == SubscriptionState::asker;
    if (!says_so) subscriptions::end(tx, known->id, "left", now);
  }
  if (farewell == Farewell::said)
    notify(tx, {.address = address, .notice = Notice::stopped, .occasion = occasion});
}

AskerCoverage Outbox::asker_coverage(db::Tx& tx, std::int64_t claim) const {
  constexpr std::int64_t stretch = 1'000;
  AskerCoverage coverage;
  if (!with_.questions_about) return coverage;
  std::int64_t after = 0;
  while (true) {
    const std::vector<std::int64_t> questions = with_.questions_about(tx, claim, after, stretch);
    if (questions.empty()) return coverage;
    askers::add_coverage(tx, claim, questions, coverage);
    after = questions.back();
  }
}

}  // namespace kentongan::outbox
