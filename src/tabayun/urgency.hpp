// What the desk should look at first. Pure: time is an argument.
#pragma once

#include "base/instant.hpp"
#include "tabayun/claim.hpp"

#include <cstdint>
#include <optional>

namespace kentongan::tabayun {

/// How urgent a claim is, in thousandths of a doubling: a claim with 1,000 more is as urgent as one
/// for which twice as many people ask.
///
///   log2(1 + people)                                          who asks
///   + min(3, log2((1 + last hour) / (1 + usual hour)))        how it grows now
///   + min(3, log2((1 + last day) / (1 + day before))) / 2     and since yesterday
///   + harm: low -1, normal 0, high +2
///   + age: one a day, two at most
///
/// Reasons: people count by doublings, because what is forwarded spreads by doubling, and the
/// hundredth asker changes less than the second; growth is a ratio of counts, each with one added
/// (Laplace's rule of succession), so that nothing is divided by nought; fewer than `chance`
/// questions are no growth; what waits rises slowly, so that nobody starves (aging, as schedulers
/// do it: Silberschatz, Galvin, Gagne, Operating System Concepts, chapter on CPU scheduling) and
/// never past what spreads. The weights are ours, to be judged on a desk's own numbers.
///
/// Units: `age` counts in whole hours, so that a stored value is renewed once an hour. Cost: none.
[[nodiscard]] std::int64_t urgency_of(const Crowd& crowd, Harm harm, Span age);

/// Fewer questions than these within an hour or a day may be chance.
inline constexpr std::int64_t chance = 3;

/// The first guess, until a person sets it: what hurts people or costs them money.
[[nodiscard]] Harm harm_of(std::optional<Topic> topic);

}  // namespace kentongan::tabayun
