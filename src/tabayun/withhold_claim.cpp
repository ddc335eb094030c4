// Into quarantine and out of it: in the transaction of the room that keeps the evidence.
#include "tabayun/withheld.hpp"

#include "base/text.hpp"
#include "tabayun/archive.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/messages.hpp"
#include "tabayun/internal/pictures.hpp"
#include "tabayun/internal/proposals.hpp"
#include "tabayun/internal/questions.hpp"
#include "tabayun/internal/withheld.hpp"
#include "tabayun/queue.hpp"
#include "tabayun/tabayun.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr std::int64_t most_questions = 500;
constexpr std::int64_t most_proposals = 50;
constexpr std::int64_t most_messages = 500;
constexpr std::int64_t most_pictures = 20;

/// The pictures leave the desk with the words; how they look stays, to know them again.
std::vector<SafePicture> take_pictures(db::Tx& tx, Id<Claim> claim, Id<people::Account> by,
                                       Instant now) {
  std::vector<SafePicture> taken;
  const auto waiting = pictures::list_waiting(tx, claim, most_pictures);
  pictures::learn_all(tx, claim, claim, by, now);
  for (const QuestionPicture& picture : waiting) {
    if (auto bytes = pictures::find(tx, picture.question)) taken.push_back(std::move(*bytes));
    pictures::forget_beside(tx, picture.question);
  }
  return taken;
}

Result<std::string> checked_summary(const WithholdClaim& command, const Claim& claim) {
  std::string summary(trim(clean_utf8(command.summary)));
  const std::size_t length = length_utf8(summary);
  if (length < 8 || length > 300) return Error(Refusal::invalid, "tabayun.withheld.summary_length");
  if (names_one_of(summary, command.targets))
    return Error(Refusal::invalid, "tabayun.withheld.summary_names");
  if (repeats(summary, claim.finding.claim))
    return Error(Refusal::invalid, "tabayun.withheld.summary_repeats");
  return summary;
}

}  // namespace

Result<WithheldClaim> Tabayun::withhold(db::Tx& tx, const WithholdClaim& command) {
  const people::Actor& actor = command.on.actor;
  const Instant now = outside_.clock.now();
  WithheldClaim taken;
  taken.claim = TRY(claims::must_find(tx, command.on.claim));
  const Claim& claim = taken.claim;
  if (!may_check(actor, claim.area)) return Error(Refusal::forbidden, "tabayun.check.not_allowed");
  if (claim.revision != command.on.seen_revision)
    return Error(Refusal::conflict, "tabayun.changed_meanwhile");
  if (claim.state == ClaimState::merged) return Error(Refusal::conflict, "tabayun.withheld.merged");
  if (withheld::is_withheld(tx, claim.id))
    return Error(Refusal::conflict, "tabayun.withheld.already");
  const std::string summary = TRY(checked_summary(command, claim));
  taken.proposals = proposals::list(tx, claim.id, most_proposals);
  taken.messages = messages::list(tx, claim.id, most_messages);
  taken.questions = questions::list(tx, claim.id, most_questions);
  taken.pictures = take_pictures(tx, claim.id, actor.account, now);
  Finding shown = claim.finding;
  shown.title = summary;
  shown.claim = summary;
  withheld::take_out(tx, claim.id, {.summary = summary, .targets = command.targets, .since = now},
                     folded_text(shown));
  add_event(tx, outside_, claim,
            {.what = "quarantine", .actor = actor.account, .note = {}, .at = now});
  outside_.ledger.append(tx,
                         {"claim_messages_changed", regency_of(claim.area), claim.id.raw(),
                          actor.account.raw(), "{\"quarantine\":\"withheld\"}"},
                         now);
  return taken;
}

Result<Claim> Tabayun::restore(db::Tx& tx, const people::Actor& actor, Id<Claim> id) {
  const Instant now = outside_.clock.now();
  const Claim before = TRY(claims::must_find(tx, id));
  if (!may_check(actor, before.area)) return Error(Refusal::forbidden, "tabayun.check.not_allowed");
  const auto shown = withheld::find(tx, id);
  if (!shown) return Error(Refusal::conflict, "tabayun.withheld.not");
  withheld::put_back(tx, id);
  Claim after = TRY(claims::must_find(tx, id));
  // A verdict confirmed in the meantime was published masked: now it says what was confirmed.
  for (const Proposal& proposal : proposals::list(tx, id, most_proposals)) {
    if (proposal.state != ProposalState::confirmed || !proposal.read_at) continue;
    if (*proposal.read_at >= shown->since) after.finding = proposal.finding;
    break;
  }
  const std::int64_t seen = after.revision;
  ++after.revision;
  after.changed_at = now;
  TRY(claims::save(tx, after, folded_text(after.finding), seen));
  add_event(tx, outside_, after,
            {.what = "release", .actor = actor.account, .note = {}, .at = now});
  outside_.ledger.append(tx,
                         {"claim_messages_changed", regency_of(after.area), id.raw(),
                          actor.account.raw(), "{\"quarantine\":\"released\"}"},
                         now);
  return after;
}

bool Tabayun::is_withheld(db::Tx& tx, Id<Claim> claim) const {
  return withheld::is_withheld(tx, claim);
}

bool Tabayun::is_withheld(Id<Claim> claim) const {
  return outside_.db.read([claim](db::Tx& tx) { return withheld::is_withheld(tx, claim); });
}

}  // namespace kentongan::tabayun
