// What the dispatcher does to rows: lease, renew, address, settle, release.
#include "outbox/internal/askers.hpp"
#include "outbox/internal/deliveries.hpp"
#include "outbox/internal/subscriptions.hpp"
#include "outbox/outbox.hpp"

namespace kentongan::outbox {
namespace {

/// Why a leased delivery should not be sent any more.
Settlement dropped(const Leased& leased, const char* reason, Instant now) {
  Settlement settlement;
  settlement.state = DeliveryState::given_up;
  settlement.due_at = now;
  settlement.attempts = leased.attempts;
  settlement.reason = reason;
  settlement.copy = leased.copy;
  return settlement;
}

bool wants_it(const Leased& leased) {
  if (leased.kind == DeliveryKind::confirmation) {
    return leased.subscription_state == SubscriptionState::pending;
  }
  return leased.subscription_state == SubscriptionState::confirmed ||
         leased.subscription_state == SubscriptionState::asker;
}

/// The state of a claim in which a delivery of this kind still says something true.
VerdictNews::State told_in(DeliveryKind kind) {
  switch (kind) {
    case DeliveryKind::verdict_withdrawn:
    case DeliveryKind::answer_withdrawn: return VerdictNews::State::withdrawn;
    case DeliveryKind::not_clarifiable: return VerdictNews::State::not_clarifiable;
    default: return VerdictNews::State::published;
  }
}

bool is_last_word(const Leased& leased) {
  return leased.kind == DeliveryKind::notice &&
         leased.subject == static_cast<std::int64_t>(Notice::stopped) + 1;
}

}  // namespace

bool Outbox::has_due(channels::Way way) const {
  return with_.db.read([&](db::Tx& tx) { return deliveries::has_due(tx, way); });
}

std::vector<Leased> Outbox::lease(channels::Way way, const std::string& holder,
                                  std::int64_t limit) {
  const Instant until = with_.clock.now() + settings_.lease;
  Result<std::vector<Leased>> leased =
      with_.db.write([&](db::Tx& tx) -> Result<std::vector<Leased>> {
        return deliveries::lease(tx, {way, holder, limit, until});
      });
  return std::move(leased).value();
}

bool Outbox::renew(Leased& leased, const std::string& holder) {
  const Instant until = with_.clock.now() + settings_.lease;
  const Result<bool> renewed = with_.db.write(
      [&](db::Tx& tx) -> Result<bool> { return deliveries::renew(tx, leased.id, holder, until); });
  if (*renewed) leased.leased_until = until;
  return *renewed;
}

void Outbox::release(const std::string& holder) {
  const Result<std::int64_t> released = with_.db.write(
      [&](db::Tx& tx) -> Result<std::int64_t> { return deliveries::release(tx, holder); });
  if (*released > 0) with_.db.announce();
}

std::optional<channels::Addressed> Outbox::address(const Leased& leased, const std::string& holder,
                                                   Composed& composed) {
  const Instant now = with_.clock.now();
  const Result<channels::Address> to = channels::parse_address(leased.way, leased.address);
  if (!wants_it(leased) || !to.ok()) {
    settle(leased, holder, dropped(leased, "outbox.ended", now), std::nullopt);
    return std::nullopt;
  }
  const std::pair key(leased.entry, leased.language.index());
  if (!composed.contains(key)) {
    // A reply asks the matching engine again: not inside a transaction.
    composed[key] = leased.kind == DeliveryKind::reply
                        ? compose_reply_to(leased)
                        : with_.db.read([&](db::Tx& tx) { return compose(tx, leased, now); });
  }
  if (composed[key] == nullptr) {
    settle(leased, holder, dropped(leased, "outbox.withdrawn", now), std::nullopt);
    return std::nullopt;
  }
  channels::Addressed addressed{*to, composed[key], {}, leased.copy};
  if (leased.kind != DeliveryKind::confirmation) {
    const std::string token = mint_.make(TokenMint::Purpose::unsubscribe, leased.subscription);
    addressed.unsubscribe_url = settings_.voice.base_url + unsubscription_path(token);
  }
  return addressed;
}

std::shared_ptr<const channels::Message> Outbox::compose(db::Tx& tx, const Leased& leased,
                                                         Instant now) const {
  const Voice& voice = settings_.voice;
  switch (leased.kind) {
    case DeliveryKind::item:
    case DeliveryKind::correction:
    case DeliveryKind::withdrawal: {
      const auto item =
          with_.newsroom.find_public(tx, Id<newsroom::Item>::from_raw(leased.subject));
      if (!item.ok()) return nullptr;
      const bool withdrawn = item->withdrawn_at.has_value();
      if (withdrawn != (leased.kind == DeliveryKind::withdrawal)) return nullptr;
      const Id<groups::Group> group = item->content.group;
      const std::string byline =
          with_.group_name && !group.is_none() ? with_.group_name(tx, group) : "";
      return std::make_shared<channels::Message>(
          compose_item({*item, byline}, leased.kind, voice, leased.language));
    }
    case DeliveryKind::verdict:
    case DeliveryKind::verdict_changed:
    case DeliveryKind::verdict_withdrawn:
    case DeliveryKind::answer:
    case DeliveryKind::answer_changed:
    case DeliveryKind::answer_withdrawn:
    case DeliveryKind::not_clarifiable: {
      const auto news = with_.verdict ? with_.verdict(tx, leased.subject) : std::nullopt;
      if (!news || news->state != told_in(leased.kind)) return nullptr;
      if (leased.kind == DeliveryKind::verdict)
        return std::make_shared<channels::Message>(compose_verdict(*news, voice, leased.language));
      return std::make_shared<channels::Message>(
          compose_answer(*news, leased.kind, voice, leased.language));
    }
    case DeliveryKind::notice:
      return std::make_shared<channels::Message>(
          compose_notice(static_cast<Notice>(leased.subject - 1), voice, leased.language));
    case DeliveryKind::reply: return nullptr;  // compose_reply_to
    case DeliveryKind::confirmation: {
      const std::string token = mint_.make(TokenMint::Purpose::confirm, leased.subscription);
      return std::make_shared<channels::Message>(
          compose_confirmation(token, voice, leased.language, now));
    }
  }
  __builtin_unreachable();
}

std::shared_ptr<const channels::Message> Outbox::compose_reply_to(const Leased& leased) const {
  if (!with_.reply) return nullptr;
  std::optional<ReplyNews> news = with_.reply(leased.subject);
  if (!news) return nullptr;
  news->code = with_.db.read([&](db::Tx& tx) { return askers::code_of(tx, leased.subject); });
  if (news->code.empty()) return nullptr;  // they do not want to hear any more
  return std::make_shared<channels::Message>(
      compose_reply(*news, settings_.voice, leased.language));
}

bool Outbox::settle(const Leased& leased, const std::string& holder, const Settlement& settlement,
                    const std::optional<channels::Address>& moved_to) {
  const Instant now = with_.clock.now();
  const Result<bool> settled = with_.db.write([&](db::Tx& tx) -> Result<bool> {
    if (!deliveries::settle(tx, leased, holder, settlement, now)) return false;
    if (moved_to) subscriptions::set_address(tx, leased.subscription, *moved_to);
    const bool is_over =
        settlement.state == DeliveryState::sent || settlement.state == DeliveryState::given_up;
    if (is_last_word(leased) && is_over) subscriptions::end(tx, leased.subscription, "left", now);
    switch (settlement.recipient) {
      case Settlement::Recipient::unknown: return true;
      case Settlement::Recipient::reached:
        subscriptions::count_reached(tx, leased.subscription);
        return true;
      case Settlement::Recipient::unreachable:
        if (subscriptions::count_failure(tx, leased.subscription) >= most_failures) {
          subscriptions::end(tx, leased.subscription, "unreachable", now);
          deliveries::give_up_unsent_for(tx, leased.subscription, now);
        }
        return true;
    }
    __builtin_unreachable();
  });
  return *settled;
}

}  // namespace kentongan::outbox
