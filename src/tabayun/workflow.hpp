// What may be done with a claim, by whom, from which state. Pure: time is an argument.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "people/actor.hpp"
#include "tabayun/claim.hpp"

#include <array>
#include <string>
#include <string_view>

namespace kentongan::tabayun {

enum class Move {
  open,  ///< a question or a person made it
  take,
  wait,
  resume,
  propose,
  give_back,  ///< the second reader returns the proposal
  confirm,    ///< the second reader publishes it
  give_up,    ///< not clarifiable
  leave_out,  ///< out of scope
  merge,      ///< a twin of another claim
  reopen,
  hand_over,  ///< somebody else goes on with it
  withdraw    ///< what was published is taken back, for a reason everybody reads
};
[[nodiscard]] std::string_view name_of(Move move);

struct Step {
  ClaimState from;
  Move move;
  ClaimState to;
};
/// The whole table; what is not in it is refused with conflict `tabayun.move.not_allowed`.
inline constexpr std::array claim_steps{
    Step{ClaimState::fresh, Move::take, ClaimState::under_check},
    Step{ClaimState::under_check, Move::take, ClaimState::under_check},
    Step{ClaimState::waiting, Move::take, ClaimState::under_check},
    Step{ClaimState::under_check, Move::wait, ClaimState::waiting},
    Step{ClaimState::waiting, Move::resume, ClaimState::under_check},
    Step{ClaimState::under_check, Move::propose, ClaimState::proposed},
    Step{ClaimState::proposed, Move::give_back, ClaimState::under_check},
    Step{ClaimState::proposed, Move::confirm, ClaimState::published},
    // an update: the published text stays until the new one is confirmed
    Step{ClaimState::published, Move::propose, ClaimState::published},
    Step{ClaimState::published, Move::give_back, ClaimState::published},
    Step{ClaimState::published, Move::confirm, ClaimState::published},
    Step{ClaimState::fresh, Move::give_up, ClaimState::not_clarifiable},
    Step{ClaimState::under_check, Move::give_up, ClaimState::not_clarifiable},
    Step{ClaimState::waiting, Move::give_up, ClaimState::not_clarifiable},
    Step{ClaimState::fresh, Move::leave_out, ClaimState::out_of_scope},
    Step{ClaimState::under_check, Move::leave_out, ClaimState::out_of_scope},
    Step{ClaimState::fresh, Move::merge, ClaimState::merged},
    Step{ClaimState::under_check, Move::merge, ClaimState::merged},
    Step{ClaimState::waiting, Move::merge, ClaimState::merged},
    Step{ClaimState::not_clarifiable, Move::reopen, ClaimState::under_check},
    Step{ClaimState::out_of_scope, Move::reopen, ClaimState::under_check},
    Step{ClaimState::fresh, Move::hand_over, ClaimState::under_check},
    Step{ClaimState::under_check, Move::hand_over, ClaimState::under_check},
    Step{ClaimState::waiting, Move::hand_over, ClaimState::waiting},
    // an update that is being read goes on as `proposed`: see decide_withdraw
    Step{ClaimState::published, Move::withdraw, ClaimState::under_check},
};

/// Who acts, on what they saw, when.
struct Act {
  const people::Actor& actor;
  std::int64_t seen_revision = 0;
  Instant now;
};

/// Whether they check claims of this area: pemeriksa of the area or of any group in its regency, or
/// the office.
[[nodiscard]] bool may_check(const people::Actor& actor, const places::AreaCode& area);
/// Whether a claim of this area is on their desk: they hold a role in its regency or above it, or
/// it belongs to no regency.
[[nodiscard]] bool may_see(const people::Actor& actor, const places::AreaCode& area);
/// The group for which they check, none for the office.
[[nodiscard]] Id<groups::Group> side_of(const people::Actor& actor, const places::AreaCode& area);
/// Whether they may read a proposal a second time: they proposed no verdict on this claim, now or
/// ever, and are of the office or of another group than everybody who proposed one since it was
/// last published; what somebody adds as evidence makes them no author. Who belongs to such a group
/// is refused even when they also sit in the office. Errors: forbidden
/// `tabayun.second_reading.own`, `.same_group`, `tabayun.check.not_allowed`.
[[nodiscard]] Result<> check_second_reader(const people::Actor& actor, const Claim& claim,
                                           const Proposal& proposal, const Authors& authors);

// Every decision refuses with forbidden `tabayun.check.not_allowed`, conflict
// `tabayun.changed_meanwhile`, conflict `tabayun.move.not_allowed`; returns the claim as it will
// be.

[[nodiscard]] Result<Claim> decide_take(const Claim& claim, const Act& act);
/// Errors also: invalid `tabayun.reason.missing`, `tabayun.reason.too_long`.
[[nodiscard]] Result<Claim> decide_wait(const Claim& claim, const std::string& reason,
                                        const Act& act);
[[nodiscard]] Result<Claim> decide_resume(const Claim& claim, const Act& act);
/// Why nobody can tell.
struct GivenUp {
  ReasonCode code = ReasonCode::other;
  std::string words = {};          ///< needed where the code says nothing: `other`
  std::string missing_piece = {};  ///< needed where askers are asked for it
};
/// Errors also: as above; invalid `tabayun.missing_piece.missing`, `.too_long`.
[[nodiscard]] Result<Claim> decide_give_up(const Claim& claim, const GivenUp& why, const Act& act);
[[nodiscard]] Result<Claim> decide_leave_out(const Claim& claim, const std::string& reason,
                                             const Act& act);
[[nodiscard]] Result<Claim> decide_reopen(const Claim& claim, const Act& act);
/// May: who holds it, or the office; `to` whoever may check there. Errors also: invalid
/// `tabayun.hand_over.cannot_check`, `tabayun.hand_over.has_it`.
[[nodiscard]] Result<Claim> decide_hand_over(const Claim& claim, const people::Actor& to,
                                             const Act& act);
/// May: the office, and the group whose verdict it is; one person is enough, what is wrong must not
/// stand until a second one has time. An update that waits for its second reader is read as a new
/// verdict. Errors also: forbidden `tabayun.withdraw.not_allowed`, those of a reason.
[[nodiscard]] Result<Claim> decide_withdraw(const Claim& claim, const std::string& reason,
                                            const Act& act);
/// May: any staff. Errors also: invalid `tabayun.merge.into_itself`, conflict
/// `tabayun.merge.not_published`.
[[nodiscard]] Result<Claim> decide_merge(const Claim& claim, const Claim& into, const Act& act);

/// Errors also: conflict `tabayun.proposal.pending` (one is being read), those of `check_finding`.
/// May: whoever checks there; the claim must be theirs unless it is published.
/// Errors also: forbidden `tabayun.claim.somebody_elses`.
struct Proposed {
  Claim claim;
  Proposal proposal;  ///< without its id
};
[[nodiscard]] Result<Proposed> decide_propose(const Claim& claim, const Finding& finding,
                                              const Act& act);
/// Errors also: those of `check_second_reader`, conflict `tabayun.proposal.none`.
[[nodiscard]] Result<Proposed> decide_confirm(const Claim& claim, const Proposal& proposal,
                                              const Authors& authors, const Act& act);
/// Errors also: as above, invalid `tabayun.reason.missing`.
[[nodiscard]] Result<Proposed> decide_give_back(const Claim& claim, const Proposal& proposal,
                                                const Authors& authors, const std::string& note,
                                                const Act& act);

}  // namespace kentongan::tabayun
