// Every asking of the last 28 days in memory, and what they amount to at a moment. Pure: no clock,
// no database.
//
// For each claim in each kecamatan, for a window of length W (an hour, a day, a week), at moment t:
//
//   decayed    C = sum over questions of e^(-age / W). At a steady rate that is as many as W holds.
//   expected   E = Y * (B + 1/2) / max(X, W), where B is the same sum as it stood at this hour of
//              the days before (those whose window does not reach into the present one, back to 28
//              days or to the first question there is), added up; X what those sums would be at one
//              question a second, the sum of W * (1 - e^(-(time seen before it) / W)); and Y the
//              same of the present one. The half question is what is thought of a claim nobody
//              asked about before (Jeffreys' prior of a rate): small, and never nothing. In the
//              first days of an installation, when less than a window was ever seen, much looks
//              new; it is.
//   score      2 * (sqrt(2C + 3/8) - sqrt(2E + 3/8)). A decayed sum of questions that come by
//              chance has half the variance of its mean, so that 2C spreads like a Poisson count,
//              and the root makes a Poisson count spread by one, whatever its mean.
//
// Sources: decayed sums, G. Cormode et al., "Forward Decay", ICDE 2009; the root, F. J. Anscombe,
// Biometrika 35 (1948); variance of filtered Poisson counts, N. R. Campbell (1909).
//
// Who asked: people are counted by the hash kept with a question. Where there is none, nobody can
// tell whether one person asked or many: all of those together count as one. That is why one person
// makes no trend, whatever they do without being known; a trend of unknown people alone is not
// seen.
#pragma once

#include "radar/topic.hpp"
#include "tabayun/asked.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace kentongan::radar {

/// Thread: const members from anywhere, others one at a time. Memory: 32 bytes a question.
class Pulse {
 public:
  /// Adds an asking, or corrects what it is about. Cost: constant for the newest, else a search;
  /// linear in those that are newer when it is late.
  void put(const tabayun::AskedFact& fact);
  /// Questions about these claims, in the order of their ids. Cost: one pass.
  [[nodiscard]] std::vector<Id<tabayun::Question>> about(
      const std::vector<Id<tabayun::Claim>>& claims) const;
  /// Forgets what no survey at or after `now` looks at. Cost: one pass, when there is enough of it.
  void forget_before(Instant now);
  void clear();

  /// Topics that at least five people asked about in one of the windows, whether it is rising or
  /// not, in no order. Questions up to an hour ahead of `now` (another machine's clock, or ours set
  /// back) are as old as the moment; further ones wait for their time.
  /// Cost: two passes over the questions, three exponentials each (bench/radar_bench.cpp).
  [[nodiscard]] std::vector<Topic> survey(Instant now) const;

  [[nodiscard]] std::size_t size() const { return askings_.size(); }

 private:
  struct Asking {
    std::int64_t question = 0;
    std::int64_t at = 0;  ///< microseconds
    std::uint64_t asker = 0;
    std::uint32_t place = 0;  ///< in `places_`
  };
  struct Place {
    Id<tabayun::Claim> claim;
    places::AreaCode area;
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  struct PlaceHash {
    std::size_t operator()(const Place& place) const noexcept;
  };
  struct Tally;
  struct Scales;

  [[nodiscard]] std::uint32_t place_of(Id<tabayun::Claim> claim, const places::AreaCode& area);
  [[nodiscard]] std::vector<Tally> add_up(Instant now, const Scales& scales) const;
  void look_closer(Instant now, const std::vector<std::uint32_t>& chosen,
                   std::vector<Topic>& topics) const;

  std::vector<Asking> askings_;  ///< in the order of their ids
  std::vector<Place> places_;
  std::unordered_map<Place, std::uint32_t, PlaceHash> known_;
};

}  // namespace kentongan::radar
