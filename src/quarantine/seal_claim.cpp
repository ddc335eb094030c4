// Into quarantine: the words leave the claim, the evidence is locked, the ledger gets the hashes.
#include "quarantine/internal/cases.hpp"
#include "quarantine/quarantine.hpp"

#include "base/digest.hpp"
#include "base/personal_numbers.hpp"
#include "base/secret_box.hpp"
#include "base/text.hpp"

#include <utility>

namespace kentongan::quarantine {

namespace {

constexpr std::size_t most_targets = 20;

Result<std::vector<std::string>> checked_targets(const std::vector<std::string>& given) {
  std::vector<std::string> targets;
  for (const std::string& name : given) {
    std::string clean = replace_all(trim(clean_utf8(name)), "\n", " ");
    if (!clean.empty()) targets.push_back(shorten_utf8(clean, 100));
  }
  if (targets.size() > most_targets) return Error(Refusal::invalid, "quarantine.targets.too_many");
  return targets;
}

}  // namespace

Quarantine::Quarantine(const people::Surroundings& surroundings, tabayun::Tabayun& tabayun,
                       std::function<std::string()> key)
    : outside_(surroundings), tabayun_(tabayun), give_key_(std::move(key)) {}

void Quarantine::note(db::Tx& tx, const Case& of, const Access& access, const char* kind,
                      const std::string& more) const {
  cases::add_access(tx, of.id, access);
  const std::string regency =
      of.area.level() >= places::Level::regency ? of.area.regency().text() : "00";
  outside_.ledger.append(tx,
                         {kind, regency, of.id.raw(), access.actor.raw(),
                          "{\"claim\":\"" + of.claim.text() + "\",\"access\":\"" +
                              std::to_string(access.id) + "\"" + more + "}"},
                         access.at);
}

Result<Case> Quarantine::seal(const SealClaim& command) {
  const std::string reason = TRY(check_reason(command.reason));
  const Sorting sorting = TRY(check_sorting(command.sorting));
  const std::vector<std::string> targets = TRY(checked_targets(command.targets));
  const std::string key = give_key_();
  auto sealed = outside_.db.write([&](db::Tx& tx) -> Result<Case> {
    const Instant now = outside_.clock.now();
    const tabayun::WithheldClaim taken = TRY(
        tabayun_.withhold(tx, {.on = command.on, .summary = command.summary, .targets = targets}));
    Case made;
    made.id = outside_.ids.next<Case>();
    Evidence evidence = evidence_of(taken, targets);
    evidence.case_id = made.id.text();
    evidence.sealed_at = rfc3339(now);
    const std::string json = canonical_json(evidence);
    const std::string box = lock_box(key, json, outside_.random);
    made.claim = taken.claim.id;
    made.area = taken.claim.area;
    made.sorting = sorting;
    made.reason = reason;
    made.summary = std::string(trim(clean_utf8(command.summary)));
    made.masked_text =
        mask_personal_numbers(tabayun::mask_names(taken.claim.finding.claim, targets));
    made.messages = static_cast<std::int64_t>(1 + evidence.wordings.size());
    made.pictures = static_cast<std::int64_t>(evidence.pictures.size());
    made.evidence_hash = hex(sha256(json));
    made.sealed_hash = hex(sha256(box));
    made.sealed_by = command.on.actor.account;
    made.sealed_at = now;
    made.changed_at = now;
    cases::insert(tx, made, box);
    note(tx, made,
         {.id = outside_.ids.next_raw(),
          .what = "sealed",
          .actor = made.sealed_by,
          .reason = reason,
          .at = now},
         "quarantine_sealed",
         ",\"evidence\":\"" + made.evidence_hash + "\",\"sealed\":\"" + made.sealed_hash + "\"");
    return made;
  });
  if (sealed.ok()) outside_.db.announce();
  return sealed;
}

}  // namespace kentongan::quarantine
