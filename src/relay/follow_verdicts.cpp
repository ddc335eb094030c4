// From the ledger's verdicts to tasks: the reader "relay".
#include "relay/internal/relays.hpp"
#include "relay/internal/tasks.hpp"
#include "relay/relay.hpp"

namespace kentongan::relay {

namespace {

constexpr const char* reader = "relay";
constexpr std::int64_t entries_at_once = 100;

std::optional<Cause> told_by(const std::string& entry_kind) {
  if (entry_kind == "verdict_published") return Cause::published;
  if (entry_kind == "verdict_updated") return Cause::updated;
  if (entry_kind == "verdict_withdrawn") return Cause::withdrawn;
  return std::nullopt;
}

}  // namespace

void RelayDesk::make_task(db::Tx& tx, const tabayun::Claim& claim, Id<groups::Group> group,
                          Cause cause, Instant caused_at) {
  const auto found = with_.groups.find(tx, group);
  if (!found.ok()) return;
  Task task;
  task.id = with_.outside.ids.next<Task>();
  task.claim = claim.id;
  task.group = group;
  task.village = found->village();
  task.cause = cause;
  task.caused_at = caused_at;
  task.created_at = with_.outside.clock.now();
  task.due_at = task.created_at + settings_.due_after;
  tasks::insert(tx, task);
}

void RelayDesk::correct(db::Tx& tx, const ledger::Entry& entry, Cause cause) {
  const auto id = Id<tabayun::Claim>::from_raw(entry.subject);
  const auto groups = relays::groups_of(tx, id);
  if (groups.empty()) return;
  tasks::supersede(tx, id, entry.at);
  const auto published = with_.tabayun.find_published(tx, id);
  tabayun::Claim claim;
  claim.id = id;
  // What is no longer public was withdrawn after this entry: the entry that says so follows.
  if (cause != Cause::withdrawn && !published.ok()) return;
  if (published.ok()) claim = *published;
  const bool is_true =
      cause != Cause::withdrawn && claim.finding.verdict == tabayun::Verdict::true_;
  for (const Id<groups::Group> group : groups) {
    // What turned out true was rightly passed on; only who spread our mistake has to speak again.
    if (is_true && !tasks::has_relayed(tx, id, group)) continue;
    make_task(tx, claim, group, cause, entry.at);
  }
}

bool RelayDesk::follow() {
  const auto read = with_.outside.db.write([&](db::Tx& tx) -> Result<std::int64_t> {
    return with_.outside.ledger.read_new(tx, reader, entries_at_once,
                                         [&](const ledger::Entry& entry) {
                                           if (const auto cause = told_by(entry.kind))
                                             correct(tx, entry, *cause);
                                         });
  });
  return *read == entries_at_once;
}

}  // namespace kentongan::relay
