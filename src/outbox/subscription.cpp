#include "outbox/subscription.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kentongan::outbox {

std::string_view name_of(SubscriptionState state) {
  switch (state) {
    case SubscriptionState::pending: return "pending";
    case SubscriptionState::confirmed: return "confirmed";
    case SubscriptionState::asker: return "asker";
    case SubscriptionState::ended: return "ended";
  }
  __builtin_unreachable();
}

std::optional<SubscriptionState> find_subscription_state(std::string_view name) {
  for (const SubscriptionState state : {SubscriptionState::pending, SubscriptionState::confirmed,
                                        SubscriptionState::asker, SubscriptionState::ended}) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

Result<Interest> clean_interest(Interest raw) {
  std::sort(raw.areas.begin(), raw.areas.end());
  raw.areas.erase(std::unique(raw.areas.begin(), raw.areas.end()), raw.areas.end());
  if (raw.areas.empty()) return Error(Refusal::invalid, "outbox.areas.missing");
  if (raw.areas.size() > most_areas) return Error(Refusal::invalid, "outbox.areas.too_many");
  constexpr std::size_t longest_topic = 40;
  std::vector<std::string> topics;
  for (const std::string& topic : raw.topics) {
    if (!trim(topic).empty())
      topics.push_back(slug(shorten_utf8(clean_utf8(topic), longest_topic)));
    if (topics.size() > most_topics) return Error(Refusal::invalid, "outbox.topics.too_many");
  }
  std::sort(topics.begin(), topics.end());
  topics.erase(std::unique(topics.begin(), topics.end()), topics.end());
  raw.topics = std::move(topics);
  return raw;
}

bool may_ask_again(const AskedBefore& before, Instant now) {
  constexpr std::int64_t most_in_a_day = 3;
  constexpr Span apart = std::chrono::minutes(5);
  if (before.in_a_day >= most_in_a_day) return false;
  return !before.last || now - *before.last >= apart;
}

}  // namespace kentongan::outbox
