// Who wants to hear of what. Values and rules; pure.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/messages.hpp"
#include "base/result.hpp"
#include "channels/message.hpp"
#include "places/area_code.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::outbox {

/// `asker`: somebody who asked a question and hears of its answer alone, nothing else.
enum class SubscriptionState { pending, confirmed, asker, ended };
[[nodiscard]] std::string_view name_of(SubscriptionState state);
[[nodiscard]] std::optional<SubscriptionState> find_subscription_state(std::string_view name);

/// What somebody wants to hear of: what concerns one of the areas (is meant for it, for an area it
/// lies in, or for a part of it) and, when there are topics, has one of them.
struct Interest {
  std::vector<places::AreaCode> areas;
  std::vector<std::string> topics;
  friend bool operator==(const Interest&, const Interest&) = default;
};

inline constexpr std::size_t most_areas = 20;
inline constexpr std::size_t most_topics = 20;

/// Sorted, without repeats, topics as slugs.
/// Errors: invalid `outbox.areas.missing`, `outbox.areas.too_many`, `outbox.topics.too_many`.
[[nodiscard]] Result<Interest> clean_interest(Interest raw);

struct Subscription {
  Id<Subscription> id;
  channels::Way way = channels::Way::email;
  std::string address;  ///< empty once it has ended
  Interest interest;
  SubscriptionState state = SubscriptionState::pending;
  Language language = indonesian;
  std::int64_t failures = 0;  ///< messages given up since one last arrived
  std::string end_reason;     ///< a code: `asked`, `replaced`, `unreachable`, `officer`,
                              ///< `left`
  Instant created_at;
  Instant asked_at;  ///< when a confirmation was last sent for
  std::optional<Instant> confirmed_at;
  std::optional<Instant> ended_at;
};

/// A request to subscribe is confirmed within this time, or forgotten.
inline constexpr Span confirmation_valid = std::chrono::hours(7 * 24);
/// A recipient whom so many messages in a row could not reach is not written to any more.
inline constexpr std::int64_t most_failures = 3;

/// How often one address was asked to confirm.
struct AskedBefore {
  std::int64_t in_a_day = 0;
  std::optional<Instant> last;
};
/// Whether one more mail may ask it: three a day, five minutes apart. Silence otherwise, so that
/// nobody can use us to fill a mailbox.
[[nodiscard]] bool may_ask_again(const AskedBefore& before, Instant now);

}  // namespace kentongan::outbox
