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

/// Why something cannot be clarified. Source: of 194 reports of one week 67 could not, most because
/// what was sent was incomplete (DOMAIN.md, what hurts today).
enum class ReasonCode {
  incomplete_message,  ///< a piece is missing that the asker may still have
  source_unreachable,  ///< who would know does not answer
  no_official_data,
  too_old,  ///< nobody can tell any more
  personal_matter,
  opinion_not_fact,
  other  ///< said in words
};

/// What may come of it when people believe it.
enum class Harm { low, normal, high };

/// How many ask for a claim.
struct Crowd {
  std::int64_t people = 0;      ///< each counted once where they are known
  std::int64_t last_hour = 0;   ///< questions
  std::int64_t last_day = 0;    ///< questions, those of the last hour with them
  std::int64_t day_before = 0;  ///< questions of the day before that
  friend bool operator==(const Crowd&, const Crowd&) = default;
};

/// The words used in the database, in files and in addresses: `under_check`, `false`,
/// `hate_speech`. The catalogue has `tabayun.state.*`, `tabayun.verdict.*`, `tabayun.kind.*`,
/// `tabayun.type.*`, `tabayun.topic.*`, `tabayun.reason.code.*`,
/// `tabayun.harm.*` for people.
[[nodiscard]] std::string_view name_of(ClaimState state);
[[nodiscard]] std::string_view name_of(Verdict verdict);
[[nodiscard]] std::string_view name_of(Kind kind);
[[nodiscard]] std::string_view name_of(Type type);
[[nodiscard]] std::string_view name_of(Topic topic);
[[nodiscard]] std::string_view name_of(ReasonCode code);
[[nodiscard]] std::string_view name_of(Harm harm);
[[nodiscard]] std::optional<ClaimState> find_claim_state(std::string_view name);
[[nodiscard]] std::optional<Verdict> find_verdict(std::string_view name);
[[nodiscard]] std::optional<Kind> find_kind(std::string_view name);
[[nodiscard]] std::optional<Type> find_type(std::string_view name);
[[nodiscard]] std::optional<Topic> find_topic(std::string_view name);
[[nodiscard]] std::optional<ReasonCode> find_reason_code(std::string_view name);
[[nodiscard]] std::optional<Harm> find_harm(std::string_view name);
/// Every value, in the order of the enumeration, for the choices of a form.
[[nodiscard]] const std::vector<Verdict>& verdicts();
[[nodiscard]] const std::vector<Kind>& kinds();
[[nodiscard]] const std::vector<Type>& types();
[[nodiscard]] const std::vector<Topic>& topics();
[[nodiscard]] const std::vector<ReasonCode>& reason_codes();
/// Whether the askers may still have what is missing, and are to be told what it is.
[[nodiscard]] bool asks_for_a_piece(ReasonCode code);

inline constexpr std::size_t longest_short_text = 160;  ///< characters; one SMS
inline constexpr std::size_t longest_summary = 1'000;   ///< characters
inline constexpr std::size_t longest_missing_piece = 300;

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
  std::string short_text = {};  ///< what an SMS and a card say, one line; empty: see short_text_of
  std::string summary = {};     ///< a paragraph; empty: see summary_of
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// The shortest of the three lengths: as written, else the first sentences of the conclusion (and
/// of the explanation where it says too little) that fit, cut after a word when even the first does
/// not.
/// Units: at most `longest_short_text` characters, one line; never empty where there is any text.
[[nodiscard]] std::string short_text_of(const Finding& finding);
/// The paragraph: as written, else the conclusion, else the beginning of the explanation.
/// Units: at most `longest_summary` characters, one line.
[[nodiscard]] std::string summary_of(const Finding& finding);

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
  std::optional<ReasonCode> reason_code = {};  ///< while it is not clarifiable
  std::string missing_piece = {};              ///< what an asker would have to send; may be empty
  std::optional<Instant> withdrawn_at = {};    ///< since then nobody sees the verdict
  std::string withdrawal_reason = {};          ///< for everybody
  Crowd crowd = {};
  Harm harm = Harm::normal;
  bool is_harm_set = false;                 ///< by a person; else guessed
  std::optional<Topic> guessed_topic = {};  ///< of what is known and most like it
  std::int64_t urgency = 0;                 ///< see urgency.hpp

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

/// Everybody who proposed a verdict on a claim: none of them is its second reader.
struct Authors {
  std::vector<Id<people::Account>> accounts = {};  ///< ever
  std::vector<Id<groups::Group>> groups = {};      ///< since it was last published; office: none
};

/// What everybody could read of a claim for a while.
struct PublishedVersion {
  std::int64_t number = 0;  ///< from 1, the first one published
  Finding finding;
  Instant from;
  std::optional<Instant> until = {};  ///< replaced or withdrawn; absent: it stands
  std::string withdrawn_for = {};     ///< the reason, when it was withdrawn
};

/// One line of a claim's history.
struct Event {
  std::string
      what;  ///< the word of a move, `take`, or `remove_picture`; catalogue `tabayun.move.*`
  Id<people::Account> actor;
  std::string note = {};
  Instant at;
};

/// Errors: invalid `tabayun.finding.title`, `.claim`, `.explanation`, `.short_text`, `.summary`,
/// `.too_long`, `.url`.
/// Returns the finding cleaned: valid UTF-8, trimmed.
[[nodiscard]] Result<Finding> check_finding(const Finding& finding);

}  // namespace kentongan::tabayun
