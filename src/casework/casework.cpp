#include "casework/casework.hpp"

#include "casework/internal/discussions.hpp"
#include "casework/internal/evidence_rows.hpp"
#include "casework/internal/requests.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kentongan::casework {

namespace {

/// The regency whose chain the entry belongs to; `00` for the nation and for provinces.
std::string regency_of(const places::AreaCode& area) {
  return area.level() < places::Level::regency ? "00" : area.regency().text();
}

void add(std::vector<TimelineLine>& lines, Instant at, const char* message,
         Id<people::Account> actor, const std::string& note = {}) {
  lines.push_back({.at = at, .message = message, .actor = actor, .note = note});
}

void add_request(std::vector<TimelineLine>& lines, const Request& request) {
  add(lines, request.asked_at, "casework.did.asked", request.asked_by, request.agency);
  if (!request.closed_at) return;
  add(lines, *request.closed_at,
      request.state == RequestState::answered ? "casework.did.answered" : "casework.did.cancelled",
      request.closed_by, request.agency);
}

void add_evidence(std::vector<TimelineLine>& lines, const Evidence& evidence) {
  const std::string& what = evidence.kind == Kind::link ? evidence.url : evidence.title;
  add(lines, evidence.added_at, "casework.did.added", evidence.added_by, what);
  if (evidence.copy.fetched_at)
    add(lines, *evidence.copy.fetched_at, "casework.did.archived", {}, evidence.url);
  if (evidence.state == EvidenceState::shown)
    add(lines, evidence.changed_at, "casework.did.shown", evidence.changed_by, what);
  if (evidence.state == EvidenceState::removed)
    add(lines, evidence.changed_at, "casework.did.removed", evidence.changed_by);
}

std::vector<TimelineLine> timeline_of(const Case& opened,
                                      const std::vector<tabayun::Event>& events) {
  std::vector<TimelineLine> lines;
  for (const tabayun::Event& event : events) {
    lines.push_back({.at = event.at,
                     .message = "tabayun.move." + event.what,
                     .actor = event.actor,
                     .note = event.note});
  }
  for (const Evidence& evidence : opened.evidence) add_evidence(lines, evidence);
  for (const Request& request : opened.requests) add_request(lines, request);
  for (const Note& note : opened.notes) add(lines, note.at, "casework.did.noted", note.author);
  for (const Thread& thread : opened.threads)
    add(lines, thread.opened_at, "casework.did.discussed", thread.opened_by, thread.title);
  for (const CasePerson& person : opened.people)
    add(lines, person.added_at, "casework.did.let_in", person.added_by);
  std::ranges::stable_sort(lines, {}, &TimelineLine::at);
  return lines;
}

/// A witness has told the case, not the whole desk.
void withhold_names(std::vector<Evidence>& all) {
  for (Evidence& evidence : all) {
    if (evidence.kind == Kind::witness && evidence.request.is_none()) evidence.title.clear();
  }
}

}  // namespace

Result<Casework::Seen> Casework::see(db::Tx& tx, const people::Actor& actor,
                                     Id<tabayun::Claim> claim) const {
  Seen seen;
  seen.claim = TRY(with_.tabayun.find_for_desk(tx, actor, claim));
  const bool was_added = discussions::is_added(tx, claim, actor.account);
  seen.standing = standing_of(actor, seen.claim, was_added ? Added::yes : Added::no);
  return seen;
}

Result<Casework::Seen> Casework::see_to_check(db::Tx& tx, const people::Actor& actor,
                                              Id<tabayun::Claim> claim) const {
  Seen seen = TRY(see(tx, actor, claim));
  if (!seen.standing.checks) return Error(Refusal::forbidden, "tabayun.check.not_allowed");
  return seen;
}

void Casework::note(db::Tx& tx, const char* what, const tabayun::Claim& claim,
                    const people::Actor& actor, std::int64_t thing) const {
  with_.outside.ledger.append(tx,
                              {what, regency_of(claim.area), claim.id.raw(), actor.account.raw(),
                               "{\"id\":\"" + id_text(thing) + "\"}"},
                              with_.outside.clock.now());
}

Result<Case> Casework::open(const people::Actor& actor, Id<tabayun::Claim> claim) const {
  // Also proves that they have the desk; what follows asks again in its own snapshot.
  tabayun::ClaimVariants variants = TRY(with_.tabayun.variants_of(actor, claim));
  tabayun::ClaimFile file = TRY(with_.tabayun.open_file(actor, claim));
  Case opened = TRY(with_.outside.db.read([&](db::Tx& tx) -> Result<Case> {
    Case found;
    Seen seen = TRY(see(tx, actor, claim));
    found.claim = std::move(seen.claim);
    found.standing = seen.standing;
    found.evidence = evidence_rows::list(tx, claim);
    found.notes = discussions::list_notes(tx, claim);
    found.requests = requests::list(tx, claim);
    if (found.standing.on_case) {
      found.threads = discussions::list_threads(tx, claim);
      found.people = discussions::list_people(tx, claim);
    } else {
      withhold_names(found.evidence);
    }
    return found;
  }));
  opened.variants = std::move(variants);
  opened.timeline = timeline_of(opened, file.events);
  return opened;
}

}  // namespace kentongan::casework
