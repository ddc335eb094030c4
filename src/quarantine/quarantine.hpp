// The door of the room: seal, look, open, hand over, release.
#pragma once

#include "people/people.hpp"
#include "quarantine/case.hpp"
#include "quarantine/evidence.hpp"
#include "tabayun/tabayun.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::quarantine {

struct SealClaim {
  tabayun::OnClaim on;  ///< who, what, and the revision they saw
  std::string reason;
  Sorting sorting;
  std::string summary;               ///< for the public; names nobody (tabayun::withhold)
  std::vector<std::string> targets;  ///< names to mask, at most 20
};
struct OnCase {
  people::Actor actor;
  Id<Case> id;
  std::int64_t seen_revision = 0;
};
struct HandOverCase {
  OnCase on;
  HandOver to;
  std::string note = {};
};
struct ReleaseCase {
  OnCase on;
  std::string reason;
};
struct OpenEvidence {
  people::Actor actor;
  Id<Case> id;
  std::string reason;
};

/// The evidence as it was sealed. Shown once to who gave a reason; kept nowhere.
struct OpenedEvidence {
  Case of;
  Evidence evidence;
  std::string json;  ///< the very bytes whose SHA-256 is `Case::evidence_hash`
};

/// Whether nothing was changed since the sealing; found without opening.
struct SealCheck {
  bool bytes_hold = false;    ///< SHA-256 of the stored bytes is the noted one
  bool noted = false;         ///< the ledger has the sealing (a moment after it)
  bool ledger_holds = true;   ///< the ledger's hashes are the case's
  bool accesses_hold = true;  ///< every opening of the ledger is in the chain of access
  std::int64_t openings = 0;  ///< in the chain of access
  [[nodiscard]] bool holds() const { return bytes_hold && ledger_holds && accesses_hold; }
};

struct CaseFile {
  Case of;
  std::vector<Access> accesses;  ///< oldest first
  SealCheck check;
};

struct CaseQuery {
  people::Actor actor;
  std::optional<CaseState> state = {};
};

/// Thread: everything may be called from anywhere; nothing inside a database closure, except what
/// takes a `Tx`.
class Quarantine {
 public:
  /// `key` gives the installation's 32-byte key (`people.key_for("quarantine")`); asked once.
  Quarantine(const people::Surroundings& surroundings, tabayun::Tabayun& tabayun,
             std::function<std::string()> key);
  Quarantine(const Quarantine&) = delete;
  Quarantine& operator=(const Quarantine&) = delete;

  /// Locks the claim's words and pictures away; from then on nobody is shown them. May: who checks
  /// there (`may_see`). Errors: forbidden `tabayun.check.not_allowed`; those of
  /// `tabayun::Tabayun::withhold`, `check_reason`, `check_sorting`; invalid
  /// `quarantine.targets.too_many`.
  [[nodiscard]] Result<Case> seal(const SealClaim& command);
  /// May: the office (`may_open`), as for all that follow. Errors: those of the decisions,
  /// not_found `quarantine.not_found`.
  [[nodiscard]] Result<Case> review(const OnCase& command);
  [[nodiscard]] Result<Case> hand_over(const HandOverCase& command);
  /// The claim returns to the normal lane with its words; the evidence stays locked.
  [[nodiscard]] Result<Case> release(const ReleaseCase& command);
  /// Written into the chain of access and the ledger before a byte is read: an opening that fails
  /// stands there too. Errors: forbidden `quarantine.open.not_allowed`; those of `check_reason`;
  /// conflict `quarantine.seal.broken` (changed bytes), unavailable `quarantine.seal.key_lost` (the
  /// bytes hold, the installation's key is another).
  [[nodiscard]] Result<OpenedEvidence> open(const OpenEvidence& command);

  /// Errors: not_found `quarantine.not_found`, also for who may not see it.
  [[nodiscard]] Result<CaseFile> find(const people::Actor& actor, Id<Case> id) const;
  /// What the actor may see, newest first, at most 200. Errors: forbidden `quarantine.not_allowed`
  /// (checks nowhere).
  [[nodiscard]] Result<std::vector<Case>> list(const CaseQuery& query) const;
  /// The case of a claim that is not released.
  [[nodiscard]] std::optional<Id<Case>> find_case_of(Id<tabayun::Claim> claim) const;
  [[nodiscard]] bool is_quarantined(db::Tx& tx, Id<tabayun::Claim> claim) const;

 private:
  using Decide = std::function<Result<Case>(const Case&, const Act&)>;
  [[nodiscard]] Result<Case> change(const OnCase& command, Move move, const Decide& decide);
  void note(db::Tx& tx, const Case& of, const Access& access, const char* kind,
            const std::string& more) const;

  // set at construction
  people::Surroundings outside_;
  tabayun::Tabayun& tabayun_;
  std::function<std::string()> give_key_;
};

}  // namespace kentongan::quarantine
