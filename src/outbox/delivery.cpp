#include "outbox/delivery.hpp"

#include <algorithm>
#include <array>

namespace kentongan::outbox {

using channels::Addressed;
using channels::SendOutcome;

std::string_view name_of(DeliveryState state) {
  switch (state) {
    case DeliveryState::due: return "due";
    case DeliveryState::leased: return "leased";
    case DeliveryState::waiting: return "waiting";
    case DeliveryState::sent: return "sent";
    case DeliveryState::given_up: return "given_up";
  }
  __builtin_unreachable();
}

std::optional<DeliveryState> find_delivery_state(std::string_view name) {
  for (const DeliveryState state :
       {DeliveryState::due, DeliveryState::leased, DeliveryState::waiting, DeliveryState::sent,
        DeliveryState::given_up}) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

std::string_view name_of(DeliveryKind kind) {
  switch (kind) {
    case DeliveryKind::item: return "item";
    case DeliveryKind::correction: return "correction";
    case DeliveryKind::withdrawal: return "withdrawal";
    case DeliveryKind::verdict: return "verdict";
    case DeliveryKind::verdict_changed: return "verdict_changed";
    case DeliveryKind::verdict_withdrawn: return "verdict_withdrawn";
    case DeliveryKind::answer: return "answer";
    case DeliveryKind::answer_changed: return "answer_changed";
    case DeliveryKind::answer_withdrawn: return "answer_withdrawn";
    case DeliveryKind::not_clarifiable: return "not_clarifiable";
    case DeliveryKind::reply: return "reply";
    case DeliveryKind::notice: return "notice";
    case DeliveryKind::confirmation: return "confirmation";
  }
  __builtin_unreachable();
}

const std::vector<DeliveryKind>& delivery_kinds() {
  using enum DeliveryKind;
  static const std::vector<DeliveryKind> all{item,
                                             correction,
                                             withdrawal,
                                             verdict,
                                             verdict_changed,
                                             verdict_withdrawn,
                                             answer,
                                             answer_changed,
                                             answer_withdrawn,
                                             not_clarifiable,
                                             reply,
                                             notice,
                                             confirmation};
  return all;
}

std::optional<DeliveryKind> find_delivery_kind(std::string_view name) {
  for (const DeliveryKind kind : delivery_kinds()) {
    if (name_of(kind) == name) return kind;
  }
  return std::nullopt;
}

Span backoff(std::int64_t attempts, double chance) {
  constexpr Span first = std::chrono::minutes(1);
  constexpr Span longest = std::chrono::hours(6);
  constexpr std::int64_t doublings = 10;  // 2^10 minutes is beyond the longest
  const std::int64_t times = std::clamp<std::int64_t>(attempts - 1, 0, doublings);
  const Span plain = std::min(longest, first * (std::int64_t{1} << times));
  constexpr double spread = 0.2;
  const double factor = 1.0 + spread * (2.0 * chance - 1.0);
  return Span(static_cast<std::int64_t>(static_cast<double>(plain.count()) * factor));
}

Settlement decide_settlement(const Leased& leased, const SendOutcome& outcome,
                             const Attempt& attempt) {
  using Ended = SendOutcome::Ended;
  Settlement settled;
  settled.due_at = attempt.now;
  settled.reason = outcome.reason;
  const bool unreachable = outcome.reason.ends_with(".unreachable");
  const bool counts = outcome.attempted == SendOutcome::Attempted::yes && !unreachable;
  settled.attempts = leased.attempts + (counts ? 1 : 0);
  settled.copy = outcome.arrival == SendOutcome::Arrival::in_doubt ? Addressed::Copy::perhaps_second
                                                                   : leased.copy;
  switch (outcome.ended) {
    case Ended::delivered:
      settled.state = DeliveryState::sent;
      settled.copy = leased.copy;
      settled.recipient = Settlement::Recipient::reached;
      return settled;
    case Ended::given_up:
      settled.state = DeliveryState::given_up;
      settled.recipient = Settlement::Recipient::unreachable;
      return settled;
    case Ended::channel_paused:
      settled.state = DeliveryState::due;
      settled.attempts = leased.attempts;
      return settled;
    case Ended::retry_after:
      if (outcome.attempted == SendOutcome::Attempted::no) {
        settled.state = DeliveryState::waiting;
        settled.due_at = attempt.now + outcome.wait;
        return settled;
      }
      if (counts && settled.attempts >= most_attempts) {
        settled.state = DeliveryState::given_up;
        settled.recipient = Settlement::Recipient::unreachable;
        return settled;
      }
      settled.state = DeliveryState::waiting;
      settled.due_at = attempt.now + std::max(outcome.wait, backoff(counts ? settled.attempts : 1,
                                                                    attempt.chance));
      return settled;
  }
  __builtin_unreachable();
}

}  // namespace kentongan::outbox
