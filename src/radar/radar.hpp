// The door of the room: topics that rise, and the explainers that are owed.
#pragma once

#include "base/guarded.hpp"
#include "people/people.hpp"
#include "radar/explainer.hpp"
#include "radar/pulse.hpp"
#include "radar/topic.hpp"
#include "tabayun/tabayun.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace kentongan::radar {

struct SurveyQuery {
  people::Actor actor;
  Window window = Window::day;
  std::optional<places::AreaCode> area =
      {};  ///< a kecamatan or a regency; none: all of the actor's
};
/// A topic with its claim as it stands (id, state, area, verdict, title).
struct Rising {
  Topic topic;
  tabayun::Claim claim;
};

/// Thread: everything may be called from anywhere; nothing here inside a database closure.
class Radar {
 public:
  Radar(const people::Surroundings& surroundings, const tabayun::Tabayun& tabayun)
      : outside_(surroundings), tabayun_(tabayun) {}
  Radar(const Radar&) = delete;
  Radar& operator=(const Radar&) = delete;

  // ---- what rises
  // ----------------------------------------------------------------------------------
  /// Takes in what was asked since, here or on another node; the first time, everything of the last
  /// 28 days. Returns how many ledger entries it read. Cost: the first time a pass over the
  /// questions of 28 days (bench/radar_bench.cpp).
  std::int64_t follow();
  /// Topics that rise in the window, the most unusual first. May: the office, for its areas.
  /// Errors: forbidden `radar.not_office`.
  [[nodiscard]] Result<std::vector<Rising>> survey(const SurveyQuery& query);
  /// Readings as of `now`, of everything; for measuring and for tests.
  [[nodiscard]] std::vector<Topic> topics_at(Instant now);

  // ---- explainers (who may and what is refused: explainer.hpp)
  // -------------------------------------
  /// Errors: not_found `tabayun.claim.not_found`; conflict `radar.explainer.exists`; those of
  /// `decide_open`.
  [[nodiscard]] Result<Explainer> open_explainer(const OpenExplainer& command);
  [[nodiscard]] Result<Explainer> move_explainer(const MoveExplainer& command);
  /// Errors: not_found `radar.explainer.not_found` (also for who may not see it).
  [[nodiscard]] Result<Explainer> find_explainer(const people::Actor& actor,
                                                 Id<Explainer> explainer) const;
  /// Those the actor may see among the last 1,000 changed, the last changed first; at most 200.
  [[nodiscard]] std::vector<Explainer> list_explainers(const people::Actor& actor) const;
  /// The newest about a claim, whatever its state, for who may see it.
  [[nodiscard]] std::optional<Explainer> explainer_about(const people::Actor& actor,
                                                         Id<tabayun::Claim> claim) const;

 private:
  void load();
  void take_in(const std::vector<ledger::Entry>& entries);

  // set at construction
  people::Surroundings outside_;
  const tabayun::Tabayun& tabayun_;
  // guarded
  std::mutex following_;        ///< one follower at a time
  std::int64_t position_ = -1;  ///< of the ledger, guarded by `following_`; -1: not loaded
  Guarded<Pulse> pulse_;
};

}  // namespace kentongan::radar
