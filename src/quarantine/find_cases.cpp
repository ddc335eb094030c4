// Cases for pages, and whether their seals hold.
#include "quarantine/internal/cases.hpp"
#include "quarantine/quarantine.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace kentongan::quarantine {

namespace {

constexpr std::int64_t most_listed = 200;
constexpr std::int64_t most_looked_at = 2'000;
constexpr std::int64_t most_accesses = 500;

bool has(const std::string& detail, std::string_view name, const std::string& value) {
  return detail.find("\"" + std::string(name) + "\":\"" + value + "\"") != std::string::npos;
}

/// What stands in the ledger cannot be changed unseen (`ledger::Ledger::prove`): the case and its
/// chain of access are held to it.
void hold_to_ledger(const std::vector<ledger::Entry>& entries, const Case& of,
                    const std::vector<Access>& accesses, SealCheck& check) {
  for (const ledger::Entry& entry : entries) {
    if (entry.kind == "quarantine_sealed") {
      check.noted = true;
      check.ledger_holds = has(entry.detail, "evidence", of.evidence_hash) &&
                           has(entry.detail, "sealed", of.sealed_hash);
    }
    if (entry.kind != "quarantine_opened") continue;
    const bool is_there =
        std::any_of(accesses.begin(), accesses.end(), [&entry](const Access& access) {
          return access.what == "opened" && access.actor.raw() == entry.actor &&
                 has(entry.detail, "access", std::to_string(access.id));
        });
    check.accesses_hold = check.accesses_hold && is_there;
  }
}

}  // namespace

Result<CaseFile> Quarantine::find(const people::Actor& actor, Id<Case> id) const {
  return outside_.db.read([&](db::Tx& tx) -> Result<CaseFile> {
    CaseFile file;
    file.of = TRY(cases::must_find(tx, id));
    if (!may_see(actor, file.of.area)) return Error(Refusal::not_found, "quarantine.not_found");
    file.accesses = cases::list_accesses(tx, id, most_accesses);
    SealCheck& check = file.check;
    check.bytes_hold = hex(sha256(cases::sealed_bytes(tx, id))) == file.of.sealed_hash;
    check.openings = std::count_if(file.accesses.begin(), file.accesses.end(),
                                   [](const Access& access) { return access.what == "opened"; });
    hold_to_ledger(outside_.ledger.about(tx, id.raw(), most_accesses), file.of, file.accesses,
                   check);
    return file;
  });
}

Result<std::vector<Case>> Quarantine::list(const CaseQuery& query) const {
  const auto& roles = query.actor.roles;
  const bool checks = std::any_of(roles.begin(), roles.end(), [&query](const people::Held& held) {
    return may_see(query.actor,
                   held.area.level() >= places::Level::regency ? held.area.regency() : held.area);
  });
  if (!checks) return Error(Refusal::forbidden, "quarantine.not_allowed");
  auto found = outside_.db.read(
      [&query](db::Tx& tx) { return cases::list(tx, query.state, most_looked_at); });
  std::erase_if(found, [&query](const Case& one) { return !may_see(query.actor, one.area); });
  if (found.size() > most_listed) found.resize(most_listed);
  return found;
}

std::optional<Id<Case>> Quarantine::find_case_of(Id<tabayun::Claim> claim) const {
  return outside_.db.read([claim](db::Tx& tx) { return cases::find_open(tx, claim); });
}

bool Quarantine::is_quarantined(db::Tx& tx, Id<tabayun::Claim> claim) const {
  return cases::find_open(tx, claim).has_value();
}

}  // namespace kentongan::quarantine
