// Subscriptions by mail: asked for by anybody, confirmed by whoever reads the mailbox, ended by one
// click.
#include "base/text.hpp"
#include "outbox/internal/deliveries.hpp"
#include "outbox/internal/subscriptions.hpp"
#include "outbox/outbox.hpp"

namespace kentongan::outbox {

Result<> Outbox::check_areas(db::Tx& tx, const Interest& interest) const {
  for (const places::AreaCode& area : interest.areas) {
    if (!with_.places.find(tx, area).ok())
      return Error(Refusal::invalid, "outbox.areas.unknown", area.text());
  }
  return {};
}

/// Puts the question "was it you?" at the head of the queue: a person is waiting for it.
void Outbox::ask_to_confirm(db::Tx& tx, const Subscription& subscription, Instant now) {
  constexpr Span ahead = std::chrono::hours(1);
  subscriptions::set_asked(tx, subscription.id, now);
  deliveries::insert(tx, {.id = with_.ids.next_raw(),
                          .subscription = subscription.id,
                          .way = subscription.way,
                          .order_at = now - ahead,
                          .now = now});
}

Result<> Outbox::subscribe(const Subscribe& command) {
  constexpr Span an_hour = std::chrono::hours(1);
  constexpr Span a_day = std::chrono::hours(24);
  const channels::EmailAddress email = TRY(channels::EmailAddress::parse(command.email));
  const Interest interest = TRY(clean_interest(command.interest));
  const Instant now = with_.clock.now();
  const Result<> outcome = with_.db.write([&](db::Tx& tx) -> Result<> {
    TRY(check_areas(tx, interest));
    if (subscriptions::asked_since(tx, now - an_hour) >= settings_.most_requests_in_an_hour) {
      return Error(Refusal::throttled, "outbox.subscribe.busy");
    }
    const channels::Address address = email;
    const bool may_ask = may_ask_again(subscriptions::asked_before(tx, address, now - a_day), now);
    if (const auto pending =
            subscriptions::find_by_address(tx, address, SubscriptionState::pending)) {
      subscriptions::set_interest(tx, pending->id, interest);
      if (may_ask) ask_to_confirm(tx, *pending, now);
      return {};
    }
    if (!may_ask) return {};
    Subscription subscription;
    subscription.id = with_.ids.next<Subscription>();
    subscription.address = email.text();
    subscription.interest = interest;
    subscription.language = command.language;
    subscription.created_at = now;
    subscription.asked_at = now;
    subscriptions::insert(tx, subscription);
    ask_to_confirm(tx, subscription, now);
    return {};
  });
  if (outcome.ok()) with_.db.announce();
  return outcome;
}

Result<Subscription> Outbox::find_by_token(TokenMint::Purpose purpose,
                                           std::string_view token) const {
  const Id<Subscription> id = TRY(mint_.check(purpose, token));
  return with_.db.read([&](db::Tx& tx) -> Result<Subscription> {
    std::optional<Subscription> found = subscriptions::find(tx, id);
    if (!found) return Error(Refusal::not_found, "outbox.token.unknown");
    return std::move(*found);
  });
}

Result<Subscription> Outbox::confirm(std::string_view token) {
  const Id<Subscription> id = TRY(mint_.check(TokenMint::Purpose::confirm, token));
  const Instant now = with_.clock.now();
  return with_.db.write([&](db::Tx& tx) -> Result<Subscription> {
    std::optional<Subscription> found = subscriptions::find(tx, id);
    if (!found) return Error(Refusal::not_found, "outbox.token.unknown");
    if (found->state == SubscriptionState::confirmed) return std::move(*found);
    const bool too_old =
        found->state == SubscriptionState::ended || now - found->asked_at > confirmation_valid;
    if (too_old) return Error(Refusal::conflict, "outbox.token.too_old");
    const channels::Address address = TRY(channels::parse_address(found->way, found->address));
    if (const auto earlier =
            subscriptions::find_by_address(tx, address, SubscriptionState::confirmed)) {
      subscriptions::end(tx, earlier->id, "replaced", now);
      deliveries::give_up_unsent_for(tx, earlier->id, now);
    }
    subscriptions::set_confirmed(tx, id, now);
    found->state = SubscriptionState::confirmed;
    found->confirmed_at = now;
    return std::move(*found);
  });
}

Result<> Outbox::unsubscribe(std::string_view token) {
  const Id<Subscription> id = TRY(mint_.check(TokenMint::Purpose::unsubscribe, token));
  const Instant now = with_.clock.now();
  return with_.db.write([&](db::Tx& tx) -> Result<> {
    subscriptions::end(tx, id, "asked", now);
    deliveries::give_up_unsent_for(tx, id, now);
    return {};
  });
}

}  // namespace kentongan::outbox
