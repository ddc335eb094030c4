#include "tabayun/change.hpp"

#include "tabayun/archive.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/queue.hpp"

namespace kentongan::tabayun {

Result<Claim> change_claim(const people::Surroundings& outside, const OnClaim& command,
                           const Change& change, const DecideClaim& decide) {
  auto changed = outside.db.write([&](db::Tx& tx) -> Result<Claim> {
    const Act act{command.actor, command.seen_revision, outside.clock.now()};
    const Claim before = TRY(claims::must_find(tx, command.claim));
    const Claim after = TRY(decide(before, act));
    TRY(claims::save(tx, after, folded_text(after.finding), before.revision));
    const std::string move(name_of(change.move));
    const std::string why = change.why.empty() ? "" : ",\"why\":\"" + change.why + "\"";
    add_event(tx, outside, after,
              {.what = move, .actor = command.actor.account, .note = change.note, .at = act.now});
    outside.ledger.append(tx,
                          {"claim_moved", regency_of(after.area), after.id.raw(),
                           command.actor.account.raw(), "{\"move\":\"" + move + "\"" + why + "}"},
                          act.now);
    return after;
  });
  if (changed.ok()) outside.db.announce();
  return changed;
}

}  // namespace kentongan::tabayun
