// A claim in quarantine, what may be done with it and by whom. Values and rules; time is an
// argument.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "people/actor.hpp"
#include "places/area_code.hpp"
#include "tabayun/withheld.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::quarantine {

enum class CaseState {
  sealed,
  under_review,  ///< the office looks at it
  handed_over,   ///< to an authority, by letter; stays withheld
  released       ///< it does not belong here: the claim is in the normal lane again
};
enum class Move { review, hand_over, release };
/// The words of the database and of addresses; catalogue `quarantine.state.*`, `quarantine.move.*`.
[[nodiscard]] std::string_view name_of(CaseState state);
[[nodiscard]] std::optional<CaseState> find_case_state(std::string_view name);
[[nodiscard]] std::string_view name_of(Move move);

struct Step {
  CaseState from;
  Move move;
  CaseState to;
};
/// The whole table; what is not in it is refused with conflict `quarantine.move.not_allowed`.
inline constexpr std::array case_steps{
    Step{CaseState::sealed, Move::review, CaseState::under_review},
    Step{CaseState::under_review, Move::hand_over, CaseState::handed_over},
    Step{CaseState::sealed, Move::release, CaseState::released},
    Step{CaseState::under_review, Move::release, CaseState::released},
};

/// What it is sorted as (forms.hpp).
struct Sorting {
  std::vector<std::string> forms;    ///< at least one
  std::vector<std::string> aspects;  ///< may be none: a person as such
  std::vector<std::string> media;
};

/// To whom and by which letter.
struct HandOver {
  std::string to;      ///< institution and unit, 3…200 characters
  std::string number;  ///< of the letter, 1…100 characters
  std::string on;      ///< `2026-11-22`
};

struct Case {
  Id<Case> id;
  Id<tabayun::Claim> claim;
  CaseState state = CaseState::sealed;
  places::AreaCode area;  ///< of the claim
  Sorting sorting;
  std::string reason;         ///< why it was sealed
  std::string summary;        ///< what the public reads in its place
  std::string masked_text;    ///< the message with names and personal numbers masked; for the desk
  std::int64_t messages = 0;  ///< texts in the evidence
  std::int64_t pictures = 0;
  std::string evidence_hash;  ///< SHA-256 of the evidence, hexadecimal
  std::string sealed_hash;    ///< SHA-256 of the locked bytes
  Id<people::Account> sealed_by;
  Instant sealed_at;
  HandOver handed = {};
  std::string closing_note = {};  ///< of the release or the hand-over
  std::int64_t revision = 1;
  Instant changed_at;
};

/// One line of the chain of access.
struct Access {
  std::int64_t id = 0;
  std::string what;  ///< `sealed`, `opened` or the word of a move; catalogue `quarantine.access.*`
  Id<people::Account> actor;
  std::string reason = {};
  Instant at;
};

struct Act {
  const people::Actor& actor;
  std::int64_t seen_revision = 0;
  Instant now;
};

/// Who checks claims there: sees the case with its masked text, and may seal.
[[nodiscard]] bool may_see(const people::Actor& actor, const places::AreaCode& area);
/// petugas IKP, kepala and admin over the area; of a claim that belongs to no district, of any.
[[nodiscard]] bool may_open(const people::Actor& actor, const places::AreaCode& area);

/// Errors: invalid `quarantine.reason.missing` (under 8 characters), `.too_long` (over 2,000).
[[nodiscard]] Result<std::string> check_reason(std::string_view reason);
/// Errors: invalid `quarantine.form.missing`, `quarantine.form.unknown`.
[[nodiscard]] Result<Sorting> check_sorting(const Sorting& sorting);

// Every decision refuses with forbidden `quarantine.not_allowed`, conflict
// `quarantine.changed_meanwhile`, conflict `quarantine.move.not_allowed`; returns the case as it
// will be.

[[nodiscard]] Result<Case> decide_review(const Case& before, const Act& act);
/// Errors also: invalid `quarantine.hand_over.incomplete`, `quarantine.hand_over.day`.
[[nodiscard]] Result<Case> decide_hand_over(const Case& before, const HandOver& to,
                                            std::string_view note, const Act& act);
/// Errors also: those of `check_reason`.
[[nodiscard]] Result<Case> decide_release(const Case& before, std::string_view reason,
                                          const Act& act);

}  // namespace kentongan::quarantine
