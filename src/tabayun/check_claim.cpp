// The work on a claim until somebody proposes a verdict; and its twins.
#include "tabayun/archive.hpp"
#include "tabayun/change.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/messages.hpp"
#include "tabayun/internal/pictures.hpp"
#include "tabayun/internal/questions.hpp"
#include "tabayun/internal/withheld.hpp"
#include "tabayun/queue.hpp"
#include "tabayun/tabayun.hpp"

#include <utility>

namespace kentongan::tabayun {

Result<Claim> Tabayun::open_claim(const OpenClaim& command) {
  if (!may_see(command.actor, command.area))
    return Error(Refusal::forbidden, "tabayun.check.not_allowed");
  const PreparedQuestion prepared = TRY(prepare_question(command.text));
  const QueuedMessage message{prepared, command.area, folded_text(first_finding(prepared.text))};
  auto claim = outside_.db.write([&](db::Tx& tx) -> Result<Claim> {
    Claim opened = TRY(find_or_open(tx, outside_, message, command.actor.account));
    outside_.ledger.append(tx,
                           {"claim_moved", regency_of(opened.area), opened.id.raw(),
                            command.actor.account.raw(), "{\"move\":\"open\"}"},
                           outside_.clock.now());
    return opened;
  });
  if (claim.ok()) outside_.db.announce();
  return claim;
}

Result<Claim> Tabayun::take(const OnClaim& command) {
  return change_claim(outside_, command, {.move = Move::take},
                      [](const Claim& claim, const Act& act) { return decide_take(claim, act); });
}

Result<Claim> Tabayun::wait_for(const ReasonOnClaim& command) {
  return change_claim(outside_, command.on, {.move = Move::wait, .note = command.reason},
                      [&command](const Claim& claim, const Act& act) {
                        return decide_wait(claim, command.reason, act);
                      });
}

Result<Claim> Tabayun::resume(const OnClaim& command) {
  return change_claim(outside_, command, {.move = Move::resume},
                      [](const Claim& claim, const Act& act) { return decide_resume(claim, act); });
}

Result<Claim> Tabayun::give_up(const GiveUp& command) {
  const GivenUp why{command.code, command.reason, command.missing_piece};
  return change_claim(
      outside_, command.on,
      {.move = Move::give_up, .note = command.reason, .why = std::string(name_of(command.code))},
      [&why](const Claim& claim, const Act& act) { return decide_give_up(claim, why, act); });
}

Result<Claim> Tabayun::leave_out(const ReasonOnClaim& command) {
  return change_claim(outside_, command.on, {.move = Move::leave_out, .note = command.reason},
                      [&command](const Claim& claim, const Act& act) {
                        return decide_leave_out(claim, command.reason, act);
                      });
}

Result<Claim> Tabayun::reopen(const OnClaim& command) {
  return change_claim(outside_, command, {.move = Move::reopen},
                      [](const Claim& claim, const Act& act) { return decide_reopen(claim, act); });
}

Result<Claim> Tabayun::hand_over(const HandOver& command) {
  return change_claim(outside_, command.on, {.move = Move::hand_over, .note = command.to.name},
                      [&command](const Claim& claim, const Act& act) {
                        return decide_hand_over(claim, command.to, act);
                      });
}

Result<Claim> Tabayun::merge(const MergeClaim& command) {
  std::optional<KnownClaim> known;
  const people::Actor& actor = command.on.actor;
  // The wording is hashed before the database: a claim's text does not change while it is open.
  const auto text =
      outside_.db.read([&](db::Tx& tx) { return claims::find(tx, command.on.claim); });
  if (!text) return Error(Refusal::not_found, "tabayun.claim.not_found");
  const Result<PreparedQuestion> wording = prepare_question(text->finding.claim);
  auto merged = outside_.db.write([&](db::Tx& tx) -> Result<Claim> {
    const Act act{actor, command.on.seen_revision, outside_.clock.now()};
    const Claim before = TRY(claims::must_find(tx, command.on.claim));
    const Claim into = TRY(claims::must_find(tx, command.into));
    // Its words would become another fact check's wordings.
    if (withheld::is_withheld(tx, before.id))
      return Error(Refusal::conflict, "tabayun.withheld.already");
    const Claim after = TRY(decide_merge(before, into, act));
    TRY(claims::save(tx, after, folded_text(after.finding), before.revision));
    pictures::learn_all(tx, before.id, into.id, actor.account, act.now);
    questions::answer_all(tx, before.id, into.id, act.now);
    pictures::forget_unneeded(tx, act.now);
    if (wording.ok()) {
      messages::add(tx, outside_.ids.next_raw(),
                    {into.id, wording->key, wording->text, actor.account, act.now});
    }
    add_event(tx, outside_, after,
              {.what = std::string(name_of(Move::merge)),
               .actor = actor.account,
               .note = {},
               .at = act.now});
    const std::string regency = regency_of(before.area);
    outside_.ledger.append(tx,
                           {"claim_moved", regency, before.id.raw(), actor.account.raw(),
                            id_detail("merged_into", into.id)},
                           act.now);
    outside_.ledger.append(tx,
                           {"claim_messages_changed", regency, into.id.raw(), actor.account.raw(),
                            id_detail("from", before.id)},
                           act.now);
    known = known_claim(tx, into.id);
    return into;
  });
  if (!merged.ok()) return merged;
  if (known) archive_->publish(*known);
  outside_.db.announce();
  return merged;
}

Result<Claim> Tabayun::add_message(const AddMessage& command) {
  if (!command.actor.is_staff()) return Error(Refusal::forbidden, "tabayun.check.not_allowed");
  const PreparedQuestion wording = TRY(prepare_question(command.text));
  std::optional<KnownClaim> known;
  auto claim = outside_.db.write([&](db::Tx& tx) -> Result<Claim> {
    known.reset();
    const Instant now = outside_.clock.now();
    const Claim found = TRY(claims::must_find(tx, command.claim));
    if (!may_see(command.actor, found.area))
      return Error(Refusal::forbidden, "tabayun.check.not_allowed");
    if (!found.is_public()) return Error(Refusal::conflict, "tabayun.merge.not_published");
    const std::int64_t id = outside_.ids.next_raw();
    if (!messages::add(tx, id, {found.id, wording.key, wording.text, command.actor.account, now}))
      return found;
    outside_.ledger.append(tx,
                           {"claim_messages_changed", regency_of(found.area), found.id.raw(),
                            command.actor.account.raw(), "{}"},
                           now);
    known = known_claim(tx, found.id);
    return found;
  });
  if (!claim.ok() || !known) return claim;
  archive_->publish(*known);
  outside_.db.announce();
  return claim;
}

}  // namespace kentongan::tabayun
