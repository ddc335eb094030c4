// One message for one recipient, from due to sent or given up. Values and rules; pure.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "channels/channel.hpp"
#include "outbox/subscription.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::outbox {

/// `waiting`: tried, and due again later.
enum class DeliveryState { due, leased, waiting, sent, given_up };
[[nodiscard]] std::string_view name_of(DeliveryState state);
[[nodiscard]] std::optional<DeliveryState> find_delivery_state(std::string_view name);

/// What a delivery tells, and what its subject is.
enum class DeliveryKind {
  item,               ///< of an item
  correction,         ///< of an item
  withdrawal,         ///< of an item
  verdict,            ///< of a claim, to subscribers
  verdict_changed,    ///< of a claim, to who was told before
  verdict_withdrawn,  ///< of a claim, to who was told before
  answer,             ///< of a claim, to who asked
  answer_changed,     ///< of a claim, to who asked
  answer_withdrawn,   ///< of a claim, to who asked
  not_clarifiable,    ///< of a claim, to who asked
  reply,              ///< of a question, to who asked it, at once
  notice,             ///< of nothing: its subject is a `Notice`
  confirmation        ///< of the subscription itself
};
/// Every value, in the order of the enumeration.
[[nodiscard]] const std::vector<DeliveryKind>& delivery_kinds();
[[nodiscard]] std::string_view name_of(DeliveryKind kind);
[[nodiscard]] std::optional<DeliveryKind> find_delivery_kind(std::string_view name);

/// A delivery that this worker alone may send until `leased_until`.
struct Leased {
  Id<Leased> id;
  std::int64_t entry = 0;
  DeliveryKind kind = DeliveryKind::item;
  std::int64_t subject = 0;
  std::int64_t attempts = 0;  ///< made before this one
  channels::Addressed::Copy copy = channels::Addressed::Copy::first;
  Instant order_at;
  Instant leased_until;
  Id<Subscription> subscription;
  channels::Way way = channels::Way::email;
  std::string address;
  SubscriptionState subscription_state = SubscriptionState::confirmed;
  Language language = indonesian;
};

inline constexpr std::int64_t most_attempts = 8;

/// How long to wait after the `attempts`-th failure: a minute, then twice as long each time, six
/// hours at most, spread by up to a fifth either way so that many do not come back in step. Units:
/// `chance` in [0, 1).
[[nodiscard]] Span backoff(std::int64_t attempts, double chance);

/// What is to be written down about an attempt.
struct Settlement {
  DeliveryState state = DeliveryState::due;
  Instant due_at;
  std::int64_t attempts = 0;
  std::string reason;
  channels::Addressed::Copy copy = channels::Addressed::Copy::first;
  /// What it says of the recipient: reached, not reachable, or nothing.
  enum class Recipient { reached, unreachable, unknown };
  Recipient recipient = Recipient::unknown;
};

struct Attempt {
  Instant now;
  double chance = 0;  ///< [0, 1), for the spread
};

/// A way that is unreachable as a whole (reason `….unreachable`: our own mail server, our own line)
/// says nothing against a recipient: it is tried again every minute and never counted.
[[nodiscard]] Settlement decide_settlement(const Leased& leased,
                                           const channels::SendOutcome& outcome,
                                           const Attempt& attempt);

}  // namespace kentongan::outbox
