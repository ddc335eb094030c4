// The only SQL that touches `fan_outs`, `fan_out_areas` and `fan_out_topics`.
#pragma once

#include "db/db.hpp"
#include "outbox/delivery.hpp"
#include "places/area_code.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::outbox::fan_outs {

struct FanOut {
  std::int64_t entry = 0;
  DeliveryKind kind = DeliveryKind::item;
  std::int64_t subject = 0;
  Id<Subscription> after;      ///< subscriptions up to this one have been looked at
  std::int64_t stretches = 0;  ///< how many transactions that took
  Instant started_at;
  std::int64_t askers_of = 0;  ///< claim whose askers come before the subscribers; 0: none left
  std::int64_t after_question = 0;  ///< askers of questions up to this one have been looked at
  enum class Subscribers { yes, no };
  Subscribers subscribers = Subscribers::yes;  ///< whether they are told too
};

/// Does nothing when this entry was begun before.
void begin(db::Tx& tx, const FanOut& fan_out, const std::vector<places::AreaCode>& areas,
           const std::vector<std::string>& topics);
/// The running one that has come least far, so that new ones get their first deliveries soon.
[[nodiscard]] std::optional<FanOut> next(db::Tx& tx);

/// Which subscriptions a step looks at, and how it places the deliveries it makes.
struct Step {
  Id<Subscription> upto;
  std::int64_t first_id = 0;  ///< ids of the new deliveries count up from here
  Instant order_from;         ///< place in the queue of the first
  Span spacing{};
  Instant now;
};
/// The last of the next `count` subscriptions; nothing when none is left.
[[nodiscard]] std::optional<Id<Subscription>> stretch_end(db::Tx& tx, const FanOut& fan_out,
                                                          std::int64_t count);
/// Makes deliveries for whoever is interested. Returns how many.
std::int64_t spread_to_interested(db::Tx& tx, const FanOut& fan_out, const Step& step);
/// Makes deliveries for whoever got, or may have got, an earlier message on the subject.
std::int64_t spread_to_informed(db::Tx& tx, const FanOut& fan_out, const Step& step);
void advance(db::Tx& tx, const FanOut& fan_out, Id<Subscription> upto);
void advance_askers(db::Tx& tx, const FanOut& fan_out, std::int64_t upto);
/// Every asker has a delivery: the subscribers are next.
void askers_done(db::Tx& tx, const FanOut& fan_out);
void finish(db::Tx& tx, std::int64_t entry);

}  // namespace kentongan::outbox::fan_outs
