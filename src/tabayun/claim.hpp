// A claim: something that circulates, on its way from "somebody asked" to a published verdict.
// Values.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "people/actor.hpp"
#include "places/area_code.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::tabayun {

/// Source: DOMAIN.md, States. `fresh` is its "new"; `merged` its "twin confirmed". "Updated" is
/// `published` with `updated_at`.
enum class ClaimState {
  fresh,
  under_check,
  waiting,  ///< for evidence or an agency; says what for
  proposed,
  published,
  not_clarifiable,
  out_of_scope,
  merged
};
enum class Verdict {
  true_,
  false_,
  misleading,
  false_context,
  partly_true,
  satire,
  opinion,
  unproven
};
enum class Kind { misinformation, disinformation, malinformation, hate_speech, scam };
/// The seven of First Draft as MAFINDO uses them.
enum class Type {
  satire,
  misleading_content,
  imposter_content,
  fabricated_content,
  false_connection,
  false_context,
  manipulated_content
};
/// Komdigi's thirteen.
enum class Topic {
  health,
  scam,
  government,
  politics,
  international,
  crime,
  disaster,
  defamation,
  religion,
  myth,
  trade,
  education,
  other
};

/// The words used in the database, in files and in addresses: `under_check`, `false`,
/// `hate_speech`. The catalogue has `tabayun.state.*`, `tabayun.verdict.*`, `tabayun.kind.*`,
/// `tabayun.type.*`, `tabayun.topic.*` for people.
[[nodiscard]] std::string_view name_of(ClaimState state);
[[nodiscard]] std::string_view name_of(Verdict verdict);
[[nodiscard]] std::string_view name_of(Kind kind);
[[nodiscard]] std::string_view name_of(Type type);
[[nodiscard]] std::string_view name_of(Topic topic);
[[nodiscard]] std::optional<ClaimState> find_claim_state(std::string_view name);
[[nodiscard]] std::optional<Verdict> find_verdict(std::string_view name);
[[nodiscard]] std::optional<Kind> find_kind(std::string_view name);
[[nodiscard]] std::optional<Type> find_type(std::string_view name);
[[nodiscard]] std::optional<Topic> find_topic(std::string_view name);
/// Every value, in the order of the enumeration, for the choices of a form.
[[nodiscard]] const std::vector<Verdict>& verdicts();
[[nodiscard]] const std::vector<Kind>& kinds();
[[nodiscard]] const std::vector<Type>& types();
[[nodiscard]] const std::vector<Topic>& topics();

/// What a verdict says. Plain text; a newline is a paragraph.
struct Finding {
  Verdict verdict = Verdict::unproven;
  std::optional<Kind> kind = {};  ///< none where the claim is true or an opinion
  std::optional<Type> type = {};
  std::optional<Topic> topic = {};
  std::string title;        ///< 8…300 characters
  std::string claim;        ///< the claim in a sentence or the message as it circulates; ≤ 10,000
  std::string explanation;  ///< ≤ 60,000 characters
  std::string conclusion = {};  ///< ≤ 20,000
  std::string sources = {};     ///< one per line or as written; ≤ 20,000
  std::string url = {};         ///< where the fact check stands elsewhere; http or https
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct Proposal;

/// Before a verdict, `finding` holds the circulating message as `claim` and its beginning as
/// `title`.
struct Claim {
  Id<Claim> id;
  ClaimState state = ClaimState::fresh;
  places::AreaCode area;  ///< whose desk it is on; the nation for imported ones
  Finding finding;
  std::string source = {};  ///< who checked it, as named by an import (`MAFINDO`); empty: ourselves
  std::string external_id = {};  ///< unique within a source
  std::string author = {};       ///< person or organisation, as named by an import
  std::string checked_on = {};   ///< `2026-11-21`, or empty when nobody knows
  std::string reason = {};       ///< why waiting, not clarifiable or out of scope
  Id<Claim> merged_into;
  Id<people::Account> checker;
  Id<groups::Group> checker_group;  ///< none: the office
  Id<Proposal> pending;             ///< waits for a second reading
  std::int64_t askers = 0;          ///< questions that wait for it
  std::int64_t revision = 1;
  Instant created_at;
  Instant changed_at;
  std::optional<Instant> published_at = {};
  std::optional<Instant> updated_at = {};  ///< the verdict or its text changed after publication

  [[nodiscard]] bool is_public() const { return state == ClaimState::published; }
  [[nodiscard]] bool is_open() const;  ///< somebody still works on it, or should
  /// Whether what it says may have changed since somebody last looked: a bridge that was closed is
  /// open again, a registration that was a lie has begun. What was false of the past stays false
  /// for longer. 90 days for what was true or unproven, three years for the rest, both set by hand.
  [[nodiscard]] bool is_outdated(Instant now) const;
  /// The last part of its page's address: words of the title and the id.
  [[nodiscard]] std::string address() const;
};
/// The id in an address (or an id alone). Errors: not_found `tabayun.claim.not_found`.
[[nodiscard]] Result<Id<Claim>> parse_address(std::string_view address);

/// A verdict somebody found, before and after somebody else read it.
enum class ProposalState { pending, confirmed, returned };
[[nodiscard]] std::string_view name_of(ProposalState state);

struct Proposal {
  Id<Proposal> id;
  Id<Claim> claim;
  ProposalState state = ProposalState::pending;
  Finding finding;
  Id<people::Account> proposer;
  Id<groups::Group> proposer_group;  ///< none: the office
  Instant proposed_at;
  Id<people::Account> reader;
  Id<groups::Group> reader_group;
  std::optional<Instant> read_at = {};
  std::string note = {};  ///< of the second reader when it was returned
};

/// One line of a claim's history.
struct Event {
  std::string
      what;  ///< the word of a move, `take`, or `remove_picture`; catalogue `tabayun.move.*`
  Id<people::Account> actor;
  std::string note = {};
  Instant at;
};

/// Errors: invalid `tabayun.finding.title`, `.claim`, `.explanation`, `.too_long`, `.url`.
/// Returns the finding cleaned: valid UTF-8, trimmed.
[[nodiscard]] Result<Finding> check_finding(const Finding& finding);

}  // namespace kentongan::tabayun
