// Opening: first it is written down who and why, then the evidence is read.
#include "quarantine/internal/cases.hpp"
#include "quarantine/quarantine.hpp"

#include "base/digest.hpp"
#include "base/secret_box.hpp"
#include "base/text.hpp"

#include <utility>

namespace kentongan::quarantine {

namespace {

struct Locked {
  Case of;
  std::string box;
};

}  // namespace

Result<OpenedEvidence> Quarantine::open(const OpenEvidence& command) {
  const std::string reason = TRY(check_reason(command.reason));
  // The commit of this is the only way to the bytes: what cannot be written down is not opened.
  auto locked = outside_.db.write([&](db::Tx& tx) -> Result<Locked> {
    Case found = TRY(cases::must_find(tx, command.id));
    if (!may_see(command.actor, found.area))
      return Error(Refusal::not_found, "quarantine.not_found");
    if (!may_open(command.actor, found.area))
      return Error(Refusal::forbidden, "quarantine.open.not_allowed");
    note(tx, found,
         {.id = outside_.ids.next_raw(),
          .what = "opened",
          .actor = command.actor.account,
          .reason = reason,
          .at = outside_.clock.now()},
         "quarantine_opened", "");
    std::string box = cases::sealed_bytes(tx, found.id);
    return Locked{std::move(found), std::move(box)};
  });
  if (!locked.ok()) return locked.error();
  outside_.db.announce();
  const bool bytes_hold = hex(sha256(locked->box)) == locked->of.sealed_hash;
  Result<std::string> json = open_box(give_key_(), locked->box);
  if (!json.ok()) {
    if (bytes_hold) return Error(Refusal::unavailable, "quarantine.seal.key_lost");
    return Error(Refusal::conflict, "quarantine.seal.broken");
  }
  if (hex(sha256(*json)) != locked->of.evidence_hash)
    return Error(Refusal::conflict, "quarantine.seal.broken");
  Evidence evidence = TRY(parse_evidence(*json));
  return OpenedEvidence{std::move(locked->of), std::move(evidence), std::move(*json)};
}

}  // namespace kentongan::quarantine
