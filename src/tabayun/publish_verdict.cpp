// From a proposal through the second reading to what everybody sees.
#include "tabayun/archive.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/messages.hpp"
#include "tabayun/internal/pictures.hpp"
#include "tabayun/internal/proposals.hpp"
#include "tabayun/internal/questions.hpp"
#include "tabayun/internal/withheld.hpp"
#include "tabayun/queue.hpp"
#include "tabayun/tabayun.hpp"

#include <optional>
#include <utility>

namespace kentongan::tabayun {

namespace {

/// Hate speech and malinformation go out masked or not at all (withheld.hpp).
Result<> mask_for_public(db::Tx& tx, Claim& claim) {
  const auto shown = withheld::find(tx, claim.id);
  const auto kind = claim.finding.kind;
  const bool must = kind == Kind::hate_speech || kind == Kind::malinformation;
  if (must && !shown) return Error(Refusal::conflict, "tabayun.confirm.quarantine_first");
  if (!shown) return {};
  const std::string original = withheld::text_of(tx, claim.id.raw(), "claim", "");
  claim.finding = public_finding(claim.finding, shown->summary, shown->targets, original);
  return {};
}

Result<Proposal> pending_of(db::Tx& tx, const Claim& claim) {
  auto proposal = claim.pending.is_none() ? std::nullopt : proposals::find(tx, claim.pending);
  if (!proposal) return Error(Refusal::conflict, "tabayun.proposal.none");
  return std::move(*proposal);
}

Event event_of(Move move, const Act& act, const std::string& note = {}) {
  return {
      .what = std::string(name_of(move)), .actor = act.actor.account, .note = note, .at = act.now};
}

/// What an import published was never proposed here: it is written down as the first version before
/// people change it, so that what it said can still be read.
void keep_first_version(db::Tx& tx, const people::Surroundings& outside, const Claim& before) {
  if (!before.published_at || !proposals::list_confirmed(tx, before.id, 1).empty()) return;
  Proposal first;
  first.id = outside.ids.next<Proposal>();
  first.claim = before.id;
  first.state = ProposalState::confirmed;
  first.finding = before.finding;
  first.proposed_at = *before.published_at;
  first.read_at = before.published_at;
  proposals::insert(tx, first);
}

}  // namespace

Result<Claim> Tabayun::propose_verdict(const ProposeVerdict& command) {
  auto proposed = outside_.db.write([&](db::Tx& tx) -> Result<Claim> {
    const Act act{command.on.actor, command.on.seen_revision, outside_.clock.now()};
    const Claim before = TRY(claims::must_find(tx, command.on.claim));
    auto [after, proposal] = TRY(decide_propose(before, command.finding, act));
    proposal.id = outside_.ids.next<Proposal>();
    after.pending = proposal.id;
    proposals::insert(tx, proposal);
    TRY(claims::save(tx, after, folded_text(after.finding), before.revision));
    add_event(tx, outside_, after, event_of(Move::propose, act));
    outside_.ledger.append(tx,
                           {"verdict_proposed", regency_of(after.area), after.id.raw(),
                            act.actor.account.raw(), id_detail("proposal", proposal.id)},
                           act.now);
    return after;
  });
  if (proposed.ok()) outside_.db.announce();
  return proposed;
}

Result<Claim> Tabayun::confirm_verdict(const OnClaim& command) {
  std::optional<KnownClaim> known;
  // The message people asked about becomes a wording of the verdict; hashed before the database.
  const auto asked = outside_.db.read([&](db::Tx& tx) { return claims::find(tx, command.claim); });
  if (!asked) return Error(Refusal::not_found, "tabayun.claim.not_found");
  const Result<PreparedQuestion> wording = prepare_question(asked->finding.claim);
  auto confirmed = outside_.db.write([&](db::Tx& tx) -> Result<Claim> {
    const Act act{command.actor, command.seen_revision, outside_.clock.now()};
    const Claim before = TRY(claims::must_find(tx, command.claim));
    const Proposal pending = TRY(pending_of(tx, before));
    auto [after, proposal] =
        TRY(decide_confirm(before, pending, proposals::authors(tx, before.id), act));
    TRY(mask_for_public(tx, after));
    keep_first_version(tx, outside_, before);
    proposals::save_reading(tx, proposal);
    TRY(claims::save(tx, after, folded_text(after.finding), before.revision));
    if (wording.ok() && after.finding.claim != wording->text) {
      messages::add(tx, outside_.ids.next_raw(),
                    {after.id, wording->key, wording->text, proposal.proposer, act.now});
    }
    pictures::learn_all(tx, after.id, after.id, act.actor.account, act.now);
    const std::int64_t answered = questions::answer_all(tx, after.id, after.id, act.now);
    pictures::forget_unneeded(tx, act.now);
    add_event(tx, outside_, after, event_of(Move::confirm, act));
    const bool is_update = before.published_at.has_value();
    outside_.ledger.append(
        tx,
        {is_update ? "verdict_updated" : "verdict_published", regency_of(after.area),
         after.id.raw(), act.actor.account.raw(),
         "{\"verdict\":\"" + std::string(name_of(after.finding.verdict)) + "\",\"before\":\"" +
             (is_update ? std::string(name_of(before.finding.verdict)) : std::string()) +
             "\",\"answered\":" + std::to_string(answered) + "}"},
        act.now);
    known = known_claim(tx, after.id);
    return after;
  });
  if (!confirmed.ok()) return confirmed;
  if (known) archive_->publish(*known);
  outside_.db.announce();
  return confirmed;
}

Result<Claim> Tabayun::give_back(const ReasonOnClaim& command) {
  auto returned = outside_.db.write([&](db::Tx& tx) -> Result<Claim> {
    const Act act{command.on.actor, command.on.seen_revision, outside_.clock.now()};
    const Claim before = TRY(claims::must_find(tx, command.on.claim));
    const Proposal pending = TRY(pending_of(tx, before));
    const auto [after, proposal] = TRY(
        decide_give_back(before, pending, proposals::authors(tx, before.id), command.reason, act));
    proposals::save_reading(tx, proposal);
    TRY(claims::save(tx, after, folded_text(after.finding), before.revision));
    add_event(tx, outside_, after, event_of(Move::give_back, act, proposal.note));
    outside_.ledger.append(tx,
                           {"claim_moved", regency_of(after.area), after.id.raw(),
                            act.actor.account.raw(), "{\"move\":\"give_back\"}"},
                           act.now);
    return after;
  });
  if (returned.ok()) outside_.db.announce();
  return returned;
}

Result<Claim> Tabayun::withdraw(const ReasonOnClaim& command) {
  std::vector<Waiting> wordings;
  auto withdrawn = outside_.db.write([&](db::Tx& tx) -> Result<Claim> {
    const Act act{command.on.actor, command.on.seen_revision, outside_.clock.now()};
    const Claim before = TRY(claims::must_find(tx, command.on.claim));
    const Claim after = TRY(decide_withdraw(before, command.reason, act));
    keep_first_version(tx, outside_, before);
    TRY(claims::save(tx, after, folded_text(after.finding), before.revision));
    // Whoever was answered waits again for what is true.
    const std::int64_t waiting = questions::wait_again_all(tx, after.id);
    claims::add_askers(tx, after.id, waiting);
    add_event(tx, outside_, after, event_of(Move::withdraw, act, after.withdrawal_reason));
    outside_.ledger.append(
        tx,
        {"verdict_withdrawn", regency_of(after.area), after.id.raw(), act.actor.account.raw(),
         "{\"verdict\":\"" + std::string(name_of(before.finding.verdict)) + "\"}"},
        act.now);
    wordings = messages::list_wordings(tx, after.id);
    return after;
  });
  if (!withdrawn.ok()) return withdrawn;
  archive_->withdraw(withdrawn->id.raw());
  wait_in_queue(archive_->variants, *withdrawn, wordings);
  outside_.db.announce();
  return withdrawn;
}

}  // namespace kentongan::tabayun
