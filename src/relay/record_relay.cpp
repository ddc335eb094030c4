// "This group passed this claim on."
#include "base/calendar.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "relay/form_key.hpp"
#include "relay/internal/relays.hpp"
#include "relay/relay.hpp"

#include <utility>

namespace kentongan::relay {

namespace {

/// The regency whose chain the entry belongs to; `00` for the nation and for provinces.
std::string regency_of(const places::AreaCode& area) {
  return area.level() < places::Level::regency ? "00" : area.regency().text();
}

}  // namespace

Result<Relay> RelayDesk::record(const RecordRelay& command) {
  const Spread spread = TRY(check_spread(command.spread));
  std::string relayed_on;
  if (!trim(command.relayed_on).empty()) {
    const auto day = parse_day(trim(command.relayed_on));
    if (!day.ok()) return Error(Refusal::invalid, "relay.day");
    relayed_on = iso(*day);
  }
  const auto key = form_key(command.actor, "relay", command.form_key);
  auto recorded = with_.outside.db.write([&](db::Tx& tx) -> Result<Relay> {
    auto claim = with_.tabayun.find_published(tx, command.claim);
    if (!claim.ok()) claim = with_.tabayun.find_for_desk(tx, command.actor, command.claim);
    if (!claim.ok()) return claim.error();
    const groups::Group group = TRY(with_.groups.find(tx, command.group));
    const bool may =
        command.actor.is_member_of(group.id) || command.actor.is_office(group.village());
    if (!may) return Error(Refusal::forbidden, "relay.record.not_yours");
    if (key) {
      if (auto before = relays::find_by_form(tx, *key)) return std::move(*before);
    }
    if (relays::count(tx, command.claim) >= most_relays)
      return Error(Refusal::conflict, "relay.record.too_many");
    const Instant now = with_.outside.clock.now();
    const Relay relay{.id = with_.outside.ids.next<Relay>(),
                      .claim = command.claim,
                      .group = group.id,
                      .spread = spread,
                      .relayed_on = relayed_on,
                      .recorded_by = command.actor.account,
                      .recorded_at = now};
    if (!relays::insert(tx, relay, key)) return relays::find_by_form(tx, *key).value();
    with_.outside.ledger.append(
        tx,
        {"claim_relay_recorded", regency_of(group.village()), command.claim.raw(),
         command.actor.account.raw(), "{\"group\":\"" + group.id.text() + "\"}"},
        now);
    // The verdict came first: the task the others got with it comes now.
    if (claim->is_public() && claim->finding.verdict != tabayun::Verdict::true_) {
      const Instant first = claim->published_at.value_or(claim->changed_at);
      make_task(tx, *claim, group.id, claim->updated_at ? Cause::updated : Cause::published,
                claim->updated_at.value_or(first));
    }
    return relay;
  });
  if (recorded.ok()) with_.outside.db.announce();
  return recorded;
}

}  // namespace kentongan::relay
