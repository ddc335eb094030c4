#include "tabayun/workflow.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kentongan::tabayun {

namespace {

constexpr std::size_t longest_reason = 2'000;

Error not_allowed() { return {Refusal::forbidden, "tabayun.check.not_allowed"}; }

/// Where a move leads from a state.
Result<ClaimState> after(ClaimState from, Move move) {
  const auto step =
      std::find_if(claim_steps.begin(), claim_steps.end(), [from, move](const Step& candidate) {
        return candidate.from == from && candidate.move == move;
      });
  if (step == claim_steps.end()) return Error(Refusal::conflict, "tabayun.move.not_allowed");
  return step->to;
}

/// The claim moved, when whoever acts saw its last revision.
Result<Claim> moved(const Claim& claim, Move move, const Act& act) {
  if (claim.revision != act.seen_revision)
    return Error(Refusal::conflict, "tabayun.changed_meanwhile");
  Claim next = claim;
  next.state = TRY(after(claim.state, move));
  next.revision = claim.revision + 1;
  next.changed_at = act.now;
  return next;
}

Result<Claim> checked_move(const Claim& claim, Move move, const Act& act) {
  if (!may_check(act.actor, claim.area)) return not_allowed();
  return moved(claim, move, act);
}

/// The claim in somebody's hands.
Claim held_by(Claim claim, const people::Actor& actor) {
  claim.checker = actor.account;
  claim.checker_group = side_of(actor, claim.area);
  return claim;
}

Result<std::string> checked_reason(const std::string& reason) {
  std::string clean(trim(clean_utf8(reason)));
  if (clean.empty()) return Error(Refusal::invalid, "tabayun.reason.missing");
  if (length_utf8(clean) > longest_reason)
    return Error(Refusal::invalid, "tabayun.reason.too_long");
  return clean;
}

Result<Claim> moved_for_reason(const Claim& claim, Move move, const std::string& reason,
                               const Act& act) {
  Claim next = TRY(checked_move(claim, move, act));
  next.reason = TRY(checked_reason(reason));
  return next;
}

bool is_office_somewhere(const people::Actor& actor, const places::AreaCode& area) {
  if (actor.is_office(area)) return true;
  // Imported claims belong to no district: whose office it is does not matter.
  return area.level() == places::Level::nation &&
         std::any_of(actor.roles.begin(), actor.roles.end(), [&actor](const people::Held& held) {
           return held.group.is_none() && actor.is_office(held.area);
         });
}

/// The group in which they check for this area, if any.
std::optional<Id<groups::Group>> checking_group(const people::Actor& actor,
                                                const places::AreaCode& area) {
  for (const people::Held& held : actor.roles) {
    if (held.role != people::Role::pemeriksa || held.group.is_none()) continue;
    if (area.regency().contains(held.area)) return held.group;
  }
  return std::nullopt;
}

bool checks_in_area(const people::Actor& actor, const places::AreaCode& area) {
  if (actor.holds(people::Role::pemeriksa, area)) return true;
  return area.level() == places::Level::nation &&
         std::any_of(actor.roles.begin(), actor.roles.end(), [](const people::Held& held) {
           return held.role == people::Role::pemeriksa && held.group.is_none();
         });
}

}  // namespace

std::string_view name_of(Move move) {
  switch (move) {
    case Move::open: return "open";
    case Move::take: return "take";
    case Move::wait: return "wait";
    case Move::resume: return "resume";
    case Move::propose: return "propose";
    case Move::give_back: return "give_back";
    case Move::confirm: return "confirm";
    case Move::give_up: return "give_up";
    case Move::leave_out: return "leave_out";
    case Move::merge: return "merge";
    case Move::reopen: return "reopen";
    case Move::hand_over: return "hand_over";
    case Move::withdraw: return "withdraw";
  }
  __builtin_unreachable();
}

bool may_check(const people::Actor& actor, const places::AreaCode& area) {
  return is_office_somewhere(actor, area) || checks_in_area(actor, area) ||
         checking_group(actor, area).has_value();
}

bool may_see(const people::Actor& actor, const places::AreaCode& area) {
  if (area.level() == places::Level::nation) return actor.is_staff();
  const bool has_regency = area.level() != places::Level::province;
  return std::any_of(actor.roles.begin(), actor.roles.end(), [&](const people::Held& held) {
    return held.area.contains(area) || (has_regency && area.regency().contains(held.area));
  });
}

Id<groups::Group> side_of(const people::Actor& actor, const places::AreaCode& area) {
  // A pemeriksa of the area works for the office, as its staff do.
  if (is_office_somewhere(actor, area) || checks_in_area(actor, area)) return {};
  return checking_group(actor, area).value_or(Id<groups::Group>());
}

Result<> check_second_reader(const people::Actor& actor, const Claim& claim,
                             const Proposal& proposal, const Authors& authors) {
  if (!may_check(actor, claim.area)) return not_allowed();
  const bool wrote = actor.account == proposal.proposer ||
                     std::ranges::find(authors.accounts, actor.account) != authors.accounts.end();
  if (wrote) return Error(Refusal::forbidden, "tabayun.second_reading.own");
  const Id<groups::Group> side = side_of(actor, claim.area);
  const auto is_of = [&](Id<groups::Group> group) {
    return !group.is_none() && (side == group || actor.is_member_of(group));
  };
  // One person with two accounts of a group is still one reader, whichever account wrote first, and
  // also when the second account sits in the office.
  if (is_of(proposal.proposer_group) || std::ranges::any_of(authors.groups, is_of))
    return Error(Refusal::forbidden, "tabayun.second_reading.same_group");
  return {};
}

Result<Claim> decide_take(const Claim& claim, const Act& act) {
  Claim next = held_by(TRY(checked_move(claim, Move::take, act)), act.actor);
  next.reason.clear();
  return next;
}

Result<Claim> decide_wait(const Claim& claim, const std::string& reason, const Act& act) {
  return moved_for_reason(claim, Move::wait, reason, act);
}

Result<Claim> decide_resume(const Claim& claim, const Act& act) {
  Claim next = TRY(checked_move(claim, Move::resume, act));
  next.reason.clear();
  return next;
}

Result<Claim> decide_give_up(const Claim& claim, const GivenUp& why, const Act& act) {
  Claim next = TRY(checked_move(claim, Move::give_up, act));
  next.reason_code = why.code;
  next.reason.clear();
  const bool says_itself = why.code != ReasonCode::other && trim(why.words).empty();
  if (!says_itself) next.reason = TRY(checked_reason(why.words));
  next.missing_piece = trim(clean_utf8(why.missing_piece));
  if (asks_for_a_piece(why.code) && next.missing_piece.empty())
    return Error(Refusal::invalid, "tabayun.missing_piece.missing");
  if (length_utf8(next.missing_piece) > longest_missing_piece)
    return Error(Refusal::invalid, "tabayun.missing_piece.too_long");
  return next;
}

Result<Claim> decide_leave_out(const Claim& claim, const std::string& reason, const Act& act) {
  return moved_for_reason(claim, Move::leave_out, reason, act);
}

Result<Claim> decide_reopen(const Claim& claim, const Act& act) {
  Claim next = held_by(TRY(checked_move(claim, Move::reopen, act)), act.actor);
  next.reason.clear();
  next.reason_code.reset();
  next.missing_piece.clear();
  return next;
}

Result<Claim> decide_hand_over(const Claim& claim, const people::Actor& to, const Act& act) {
  const bool may = claim.checker == act.actor.account || is_office_somewhere(act.actor, claim.area);
  if (!may) return not_allowed();
  Claim next = TRY(checked_move(claim, Move::hand_over, act));
  if (!may_check(to, claim.area)) return Error(Refusal::invalid, "tabayun.hand_over.cannot_check");
  if (to.account == claim.checker) return Error(Refusal::invalid, "tabayun.hand_over.has_it");
  return held_by(std::move(next), to);
}

Result<Claim> decide_withdraw(const Claim& claim, const std::string& reason, const Act& act) {
  Claim next = TRY(checked_move(claim, Move::withdraw, act));
  const Id<groups::Group> side = side_of(act.actor, claim.area);
  if (!side.is_none() && side != claim.checker_group)
    return Error(Refusal::forbidden, "tabayun.withdraw.not_allowed");
  next.withdrawal_reason = TRY(checked_reason(reason));
  next.withdrawn_at = act.now;
  if (!claim.pending.is_none()) {
    next.state = ClaimState::proposed;
    return next;
  }
  return held_by(std::move(next), act.actor);
}

Result<Claim> decide_merge(const Claim& claim, const Claim& into, const Act& act) {
  if (!may_see(act.actor, claim.area)) return not_allowed();
  if (claim.id == into.id) return Error(Refusal::invalid, "tabayun.merge.into_itself");
  if (!into.is_public()) return Error(Refusal::conflict, "tabayun.merge.not_published");
  Claim next = TRY(moved(claim, Move::merge, act));
  next.merged_into = into.id;
  next.askers = 0;
  return next;
}

Result<Proposed> decide_propose(const Claim& claim, const Finding& finding, const Act& act) {
  Claim next = TRY(checked_move(claim, Move::propose, act));
  if (!claim.pending.is_none()) return Error(Refusal::conflict, "tabayun.proposal.pending");
  const bool theirs = claim.is_public() || claim.checker == act.actor.account;
  if (!theirs) return Error(Refusal::forbidden, "tabayun.claim.somebody_elses");
  Proposal proposal;
  proposal.claim = claim.id;
  proposal.finding = TRY(check_finding(finding));
  proposal.proposer = act.actor.account;
  proposal.proposer_group = side_of(act.actor, claim.area);
  proposal.proposed_at = act.now;
  return Proposed{std::move(next), std::move(proposal)};
}

namespace {

/// What confirming and giving back have in common: the reading is done.
Result<Proposed> read_by(const Claim& claim, const Proposal& proposal, const Authors& authors,
                         Move move, const Act& act) {
  if (claim.pending.is_none() || proposal.state != ProposalState::pending) {
    return Error(Refusal::conflict, "tabayun.proposal.none");
  }
  TRY(check_second_reader(act.actor, claim, proposal, authors));
  Claim after = TRY(moved(claim, move, act));
  Proposed read{std::move(after), proposal};
  read.claim.pending = {};
  read.proposal.reader = act.actor.account;
  read.proposal.reader_group = side_of(act.actor, claim.area);
  read.proposal.read_at = act.now;
  return read;
}

}  // namespace

Result<Proposed> decide_confirm(const Claim& claim, const Proposal& proposal,
                                const Authors& authors, const Act& act) {
  Proposed read = TRY(read_by(claim, proposal, authors, Move::confirm, act));
  read.proposal.state = ProposalState::confirmed;
  read.claim.finding = proposal.finding;
  read.claim.reason.clear();
  read.claim.withdrawn_at.reset();
  read.claim.withdrawal_reason.clear();
  read.claim.askers = 0;
  if (claim.published_at) {
    read.claim.updated_at = act.now;
  } else {
    read.claim.published_at = act.now;
  }
  return read;
}

Result<Proposed> decide_give_back(const Claim& claim, const Proposal& proposal,
                                  const Authors& authors, const std::string& note, const Act& act) {
  Proposed read = TRY(read_by(claim, proposal, authors, Move::give_back, act));
  read.proposal.state = ProposalState::returned;
  read.proposal.note = TRY(checked_reason(note));
  return read;
}

}  // namespace kentongan::tabayun
