// Subscriptions that an officer keeps: Telegram channels and chats.
#include "outbox/internal/deliveries.hpp"
#include "outbox/internal/subscriptions.hpp"
#include "outbox/outbox.hpp"

#include <algorithm>

namespace kentongan::outbox {
namespace {

bool is_office_over(const people::Actor& actor, const std::vector<places::AreaCode>& areas) {
  return std::all_of(areas.begin(), areas.end(),
                     [&actor](const places::AreaCode& area) { return actor.is_office(area); });
}

/// Mail addresses are added by their owners; only the installation itself, filling a demonstration,
/// may speak for them.
bool is_the_installation(const people::Actor& actor) {
  return actor.account.is_none() && actor.holds(people::Role::admin, places::AreaCode());
}

}  // namespace

Result<Subscription> Outbox::add(const AddSubscription& command) {
  const Interest interest = TRY(clean_interest(command.interest));
  const bool may =
      is_the_installation(command.actor) ||
      (command.way == channels::Way::telegram && is_office_over(command.actor, interest.areas));
  if (!may) return Error(Refusal::forbidden, "outbox.chat.not_allowed");
  const channels::Address address = TRY(channels::parse_address(command.way, command.address));
  const Instant now = with_.clock.now();
  return with_.db.write([&](db::Tx& tx) -> Result<Subscription> {
    TRY(check_areas(tx, interest));
    if (auto present = subscriptions::find_by_address(tx, address, SubscriptionState::confirmed)) {
      const bool theirs = is_the_installation(command.actor) ||
                          is_office_over(command.actor, present->interest.areas);
      if (!theirs) return Error(Refusal::forbidden, "outbox.chat.not_allowed");
      subscriptions::set_interest(tx, present->id, interest);
      present->interest = interest;
      return std::move(*present);
    }
    Subscription added;
    added.id = with_.ids.next<Subscription>();
    added.way = command.way;
    added.address = channels::text_of(address);
    added.interest = interest;
    added.state = SubscriptionState::confirmed;
    added.language = command.language;
    added.created_at = now;
    added.asked_at = now;
    added.confirmed_at = now;
    subscriptions::insert(tx, added);
    return added;
  });
}

Result<> Outbox::end(const OnSubscription& command) {
  const Instant now = with_.clock.now();
  return with_.db.write([&](db::Tx& tx) -> Result<> {
    const auto found = subscriptions::find(tx, command.subscription);
    if (!found || found->way != channels::Way::telegram) {
      return Error(Refusal::not_found, "outbox.subscription.not_found");
    }
    if (!is_office_over(command.actor, found->interest.areas)) {
      return Error(Refusal::forbidden, "outbox.chat.not_allowed");
    }
    subscriptions::end(tx, found->id, "officer", now);
    deliveries::give_up_unsent_for(tx, found->id, now);
    return {};
  });
}

Result<std::vector<Subscription>> Outbox::list_chats(const people::Actor& actor,
                                                     const places::AreaCode& area) const {
  constexpr std::int64_t most = 200;
  if (!actor.is_office(area)) return Error(Refusal::forbidden, "outbox.chat.not_allowed");
  return with_.db.read([&](db::Tx& tx) { return subscriptions::list_chats(tx, area, most); });
}

}  // namespace kentongan::outbox
