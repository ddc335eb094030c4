// A rumour that is really an unanswered question about a programme: somebody has to publish an
// explainer. Values and rules, pure.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "people/actor.hpp"
#include "places/area_code.hpp"
#include "tabayun/claim.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::newsroom {
struct Item;
}

namespace kentongan::radar {

enum class ExplainerState {
  open,      ///< nobody's yet
  assigned,  ///< to a group or a person
  done,      ///< with the item that explains it
  dropped    ///< with a reason
};
[[nodiscard]] std::string_view name_of(ExplainerState state);
[[nodiscard]] std::optional<ExplainerState> find_explainer_state(std::string_view name);

enum class ExplainerMove { assign, finish, drop };
[[nodiscard]] std::string_view name_of(ExplainerMove move);
[[nodiscard]] std::optional<ExplainerMove> find_explainer_move(std::string_view name);

struct ExplainerStep {
  ExplainerState from;
  ExplainerMove move;
  ExplainerState to;
};
inline constexpr std::array explainer_steps{
    ExplainerStep{ExplainerState::open, ExplainerMove::assign, ExplainerState::assigned},
    ExplainerStep{ExplainerState::open, ExplainerMove::finish, ExplainerState::done},
    ExplainerStep{ExplainerState::open, ExplainerMove::drop, ExplainerState::dropped},
    ExplainerStep{ExplainerState::assigned, ExplainerMove::assign, ExplainerState::assigned},
    ExplainerStep{ExplainerState::assigned, ExplainerMove::finish, ExplainerState::done},
    ExplainerStep{ExplainerState::assigned, ExplainerMove::drop, ExplainerState::dropped},
};
[[nodiscard]] std::optional<ExplainerState> after(ExplainerState state, ExplainerMove move);

inline constexpr std::size_t longest_explainer_text = 300;  ///< characters, title and reason

struct Explainer {
  Id<Explainer> id;
  ExplainerState state = ExplainerState::open;
  Id<tabayun::Claim> claim;  ///< what people ask about
  places::AreaCode area;     ///< whose office leads it; the nation: any office
  std::string title;         ///< what has to be explained
  Id<groups::Group> group;   ///< who writes it, when a group does
  Id<people::Account> person;
  Id<newsroom::Item> item;  ///< what explains it, once done
  std::string reason = {};  ///< why it was dropped
  Id<people::Account> opened_by;
  Instant opened_at;
  Instant changed_at;
  std::int64_t revision = 1;

  [[nodiscard]] bool is_over() const {
    return state == ExplainerState::done || state == ExplainerState::dropped;
  }
};

struct OpenExplainer {
  people::Actor actor;
  Id<tabayun::Claim> claim;
  places::AreaCode area = {};
  std::string title = {};  ///< empty: the claim's
};
struct MoveExplainer {
  people::Actor actor;
  Id<Explainer> explainer;
  std::int64_t seen_revision = 0;
  ExplainerMove move = ExplainerMove::assign;
  Id<groups::Group> group = {};  ///< assign: a group, or …
  Id<people::Account> person = {};
  Id<newsroom::Item> item = {};  ///< finish
  std::string reason = {};       ///< drop
};

/// The office of an area; of what has no area, any office.
[[nodiscard]] bool leads(const people::Actor& actor, const places::AreaCode& area);
/// Who leads it, who writes it, and the members of the group that does.
[[nodiscard]] bool may_see(const people::Actor& actor, const Explainer& explainer);

/// Errors: forbidden `radar.explainer.not_office`; invalid `radar.explainer.title`.
[[nodiscard]] Result<Explainer> decide_open(const OpenExplainer& command, Instant now);
/// Assigning and dropping are the office's; who writes it may say it is done.
/// Errors: not_found `radar.explainer.not_found` (also for who may not see it); forbidden
/// `radar.explainer.not_office`; conflict `radar.explainer.over`, `radar.explainer.changed`;
/// invalid `radar.explainer.nobody` (neither group nor person), `radar.explainer.no_item`,
/// `radar.explainer.no_reason`.
[[nodiscard]] Result<Explainer> decide_move(const Explainer& before, const MoveExplainer& command,
                                            Instant now);

}  // namespace kentongan::radar
