// Putting evidence into a case, showing it, taking it out again.
#include "base/text.hpp"
#include "casework/casework.hpp"
#include "casework/form_key.hpp"
#include "casework/internal/evidence_rows.hpp"

#include <utility>

namespace kentongan::casework {

namespace {

Error evidence_not_found() { return {Refusal::not_found, "casework.evidence.not_found"}; }

const char* event_of(EvidenceState state) {
  switch (state) {
    case EvidenceState::kept: return "evidence_hidden";
    case EvidenceState::shown: return "evidence_shown";
    case EvidenceState::removed: return "evidence_removed";
  }
  __builtin_unreachable();
}

}  // namespace

Result<Evidence> Casework::add_evidence(const AddEvidence& command) {
  const Evidence checked = TRY(check_evidence(command));
  const auto key = form_key(command.actor, "evidence", command.form_key);
  auto added = with_.outside.db.write([&](db::Tx& tx) -> Result<Evidence> {
    const Seen seen = TRY(see_to_check(tx, command.actor, command.claim));
    if (key) {
      if (auto before = evidence_rows::find_by_form(tx, *key)) return std::move(*before);
    }
    if (evidence_rows::count(tx, command.claim) >= most_evidence)
      return Error(Refusal::conflict, "casework.evidence.too_many");
    Evidence evidence = checked;
    evidence.id = with_.outside.ids.next<Evidence>();
    evidence.added_by = evidence.changed_by = command.actor.account;
    evidence.added_at = evidence.changed_at = with_.outside.clock.now();
    if (!evidence_rows::insert(tx, evidence, key)) {
      return evidence_rows::find_by_form(tx, *key).value();  // the same form, a moment earlier
    }
    if (evidence.has_picture) evidence_rows::keep_picture(tx, evidence.id, *command.picture);
    note(tx, "evidence_added", seen.claim, command.actor, evidence.id.raw());
    return evidence;
  });
  if (added.ok()) with_.outside.db.announce();
  return added;
}

Result<std::int64_t> Casework::add_links(const AddLinks& command) {
  const std::vector<std::string> addresses = TRY(check_addresses(command.addresses));
  const std::string text = TRY(check_optional(command.text, longest_text));
  auto added = with_.outside.db.write([&](db::Tx& tx) -> Result<std::int64_t> {
    const Seen seen = TRY(see_to_check(tx, command.actor, command.claim));
    std::int64_t waiting = evidence_rows::count_waiting(tx, command.claim);
    std::int64_t kept = evidence_rows::count(tx, command.claim);
    std::int64_t fresh = 0;
    for (const std::string& address : addresses) {
      if (evidence_rows::has_address(tx, command.claim, address)) continue;
      if (++waiting > most_waiting_links)
        return Error(Refusal::throttled, "casework.links.too_many");
      if (++kept > most_evidence) return Error(Refusal::conflict, "casework.evidence.too_many");
      Evidence evidence;
      evidence.id = with_.outside.ids.next<Evidence>();
      evidence.claim = command.claim;
      evidence.kind = Kind::link;
      evidence.rung = command.rung;
      evidence.url = address;
      evidence.text = text;
      evidence.copy.state = CopyState::pending;
      evidence.added_by = command.actor.account;
      evidence.added_at = with_.outside.clock.now();
      KENTONGAN_BUG_IF(!evidence_rows::insert(tx, evidence, std::nullopt));
      note(tx, "evidence_added", seen.claim, command.actor, evidence.id.raw());
      ++fresh;
    }
    return fresh;
  });
  if (added.ok()) with_.outside.db.announce();
  return added;
}

Result<Casework::Found> Casework::find_evidence(db::Tx& tx, const OnEvidence& command) const {
  auto evidence = evidence_rows::find(tx, command.evidence);
  if (!evidence) return evidence_not_found();
  auto seen = see(tx, command.actor, evidence->claim);
  // Another desk does not learn that the number is somebody's evidence.
  if (!seen.ok()) return evidence_not_found();
  return Found{std::move(*evidence), std::move(seen).value()};
}

Result<Evidence> Casework::change_evidence(const OnEvidence& command, EvidenceState to) {
  auto changed = with_.outside.db.write([&](db::Tx& tx) -> Result<Evidence> {
    const Found found = TRY(find_evidence(tx, command));
    if (!found.seen.standing.checks) return Error(Refusal::forbidden, "tabayun.check.not_allowed");
    Evidence evidence = found.evidence;
    if (evidence.state == to) return evidence;
    if (evidence.state == EvidenceState::removed)
      return Error(Refusal::conflict, "casework.evidence.removed");
    evidence.state = to;
    evidence.changed_by = command.actor.account;
    evidence.changed_at = with_.outside.clock.now();
    evidence_rows::save_state(tx, evidence);
    if (to == EvidenceState::removed) evidence_rows::empty(tx, evidence.id);
    note(tx, event_of(to), found.seen.claim, command.actor, evidence.id.raw());
    return evidence;
  });
  if (changed.ok()) with_.outside.db.announce();
  return changed;
}

Result<Evidence> Casework::show(const OnEvidence& command) {
  return change_evidence(command, EvidenceState::shown);
}

Result<Evidence> Casework::hide(const OnEvidence& command) {
  return change_evidence(command, EvidenceState::kept);
}

Result<Evidence> Casework::remove(const OnEvidence& command) {
  return change_evidence(command, EvidenceState::removed);
}

Result<Evidence> Casework::fetch_again(const OnEvidence& command) {
  auto changed = with_.outside.db.write([&](db::Tx& tx) -> Result<Evidence> {
    const Found found = TRY(find_evidence(tx, command));
    if (!found.seen.standing.checks) return Error(Refusal::forbidden, "tabayun.check.not_allowed");
    if (found.evidence.copy.state == CopyState::pending) return found.evidence;
    if (found.evidence.copy.state != CopyState::failed)
      return Error(Refusal::conflict, "casework.evidence.not_failed");
    if (evidence_rows::count_waiting(tx, found.evidence.claim) >= most_waiting_links)
      return Error(Refusal::throttled, "casework.links.too_many");
    evidence_rows::wait_again(tx, command.evidence, with_.outside.clock.now());
    return evidence_rows::find(tx, command.evidence).value();
  });
  if (changed.ok()) with_.outside.db.announce();
  return changed;
}

Result<ArchivedPage> Casework::open_copy(const OnEvidence& command) const {
  return with_.outside.db.read([&](db::Tx& tx) -> Result<ArchivedPage> {
    Found found = TRY(find_evidence(tx, command));
    auto text = evidence_rows::find_copy(tx, command.evidence);
    if (!text) return evidence_not_found();
    return ArchivedPage{std::move(found.evidence), std::move(*text)};
  });
}

Result<tabayun::SafePicture> Casework::open_picture(const OnEvidence& command) const {
  return with_.outside.db.read([&](db::Tx& tx) -> Result<tabayun::SafePicture> {
    TRY(find_evidence(tx, command));
    auto picture = evidence_rows::find_picture(tx, command.evidence);
    if (!picture) return evidence_not_found();
    return std::move(*picture);
  });
}

std::vector<PublicEvidence> Casework::public_evidence(Id<tabayun::Claim> claim) const {
  return with_.outside.db.read([&](db::Tx& tx) {
    std::vector<PublicEvidence> shown;
    if (!with_.tabayun.find_published(tx, claim).ok()) return shown;
    for (const Evidence& evidence : evidence_rows::list(tx, claim)) {
      if (evidence.state != EvidenceState::shown) continue;
      PublicEvidence source;
      source.kind = evidence.kind;
      source.rung = evidence.rung;
      source.url = evidence.url;
      source.said_on = evidence.said_on;
      source.sha256 = evidence.copy.sha256;
      source.archived_at = evidence.copy.fetched_at;
      if (evidence.kind == Kind::link) source.title = evidence.copy.title;
      // Whoever told us what they saw is nobody's business.
      if (evidence.kind != Kind::link && evidence.kind != Kind::witness)
        source.title = evidence.title;
      shown.push_back(std::move(source));
    }
    return shown;
  });
}

}  // namespace kentongan::casework
