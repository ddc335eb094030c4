// What speaks for or against a claim, and how much weight it has. Values and rules, pure.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "people/actor.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/picture.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::casework {

struct Request;

enum class Kind { document, link, photo, contact, witness };
/// The source ladder: a paper that stands for itself, an agency that answers for what it says,
/// somebody who saw it. A link or a photo stands where what it shows stands.
enum class Rung { document, agency, witness };
/// 1, the strongest, to 3.
[[nodiscard]] int rank_of(Rung rung);

enum class EvidenceState {
  kept,   ///< for the case alone
  shown,  ///< on the fact check as well, as soon as there is one
  removed
};

/// Where the copy of a link stands.
enum class CopyState { none, pending, archived, failed };
/// Why there is no copy (yet).
enum class CopyReason {
  none,
  address,          ///< not an address that can be read in one way only
  private_address,  ///< it leads into this house or another's network
  port,
  redirect,
  too_large,
  too_slow,
  unreachable,
  cut,
  status  ///< the other side answered with `Copy::status`
};

[[nodiscard]] std::string_view name_of(Kind kind);
[[nodiscard]] std::string_view name_of(Rung rung);
[[nodiscard]] std::string_view name_of(EvidenceState state);
[[nodiscard]] std::string_view name_of(CopyState state);
[[nodiscard]] std::string_view name_of(CopyReason reason);
[[nodiscard]] std::optional<Kind> find_kind(std::string_view name);
[[nodiscard]] std::optional<Rung> find_rung(std::string_view name);
[[nodiscard]] std::optional<EvidenceState> find_evidence_state(std::string_view name);
[[nodiscard]] std::optional<CopyState> find_copy_state(std::string_view name);
[[nodiscard]] std::optional<CopyReason> find_copy_reason(std::string_view name);

/// What is known of the copy of a link, without its words.
struct Copy {
  CopyState state = CopyState::none;
  CopyReason reason = CopyReason::none;
  int status = 0;  ///< HTTP, 0 when nobody answered
  int attempts = 0;
  std::optional<Instant> fetched_at = {};
  std::int64_t bytes = 0;
  std::string sha256 = {};  ///< of the bytes as they came; hexadecimal
  std::string mime = {};    ///< `text/html`
  std::string url = {};     ///< where the answer came from, after redirects
  std::string title = {};
};

struct Evidence {
  Id<Evidence> id;
  Id<tabayun::Claim> claim;
  Kind kind = Kind::document;
  Rung rung = Rung::document;
  EvidenceState state = EvidenceState::kept;
  std::string title = {};  ///< what it is; a contact's agency; a witness's name, empty when it is
                           ///< not given or not for who looks
  std::string position = {};  ///< of who spoke for an agency
  std::string said_on = {};   ///< `2026-11-21`, or empty
  std::string url = {};       ///< of a link, as it was given
  std::string text = {};      ///< what it says or shows
  Id<Request> request;        ///< whose answer it is, if it is one
  bool has_picture = false;
  Copy copy = {};
  Id<people::Account> added_by;
  Instant added_at;
  Id<people::Account> changed_by;  ///< who showed, hid or removed it last
  Instant changed_at;
};

// ---- limits
// --------------------------------------------------------------------------------------
inline constexpr std::size_t longest_line = 200;     ///< characters of a title, a name, a position
inline constexpr std::size_t longest_text = 10'000;  ///< characters of everything else
inline constexpr std::size_t longest_address = 2'000;  ///< bytes
inline constexpr std::int64_t most_evidence = 300;     ///< of one claim
/// Of one claim, not fetched yet: nobody makes us knock at a stranger's door four hundred times.
inline constexpr std::int64_t most_waiting_links = 20;

struct AddEvidence {
  people::Actor actor;
  Id<tabayun::Claim> claim;
  Kind kind = Kind::document;  ///< links have a command of their own
  Rung rung = Rung::witness;   ///< of a photo; the other kinds say it themselves
  std::string title;
  std::string position = {};
  std::string said_on = {};
  std::string text = {};
  std::optional<tabayun::SafePicture> picture = {};
  std::string form_key = {};
};

/// Addresses as somebody pasted them, between blanks or on lines of their own.
struct AddLinks {
  people::Actor actor;
  Id<tabayun::Claim> claim;
  std::string addresses;
  Rung rung = Rung::witness;
  std::string text = {};  ///< what they show
};

struct OnEvidence {
  people::Actor actor;
  Id<Evidence> evidence;
};

/// A link's copy with its words.
struct ArchivedPage {
  Evidence evidence;
  std::string text;
};

/// What a fact check may show of its evidence.
struct PublicEvidence {
  Kind kind = Kind::document;
  Rung rung = Rung::document;
  std::string title = {};  ///< never a witness's name
  std::string url = {};
  std::string said_on = {};
  std::string sha256 = {};
  std::optional<Instant> archived_at = {};
};

// ---- rules
// ---------------------------------------------------------------------------------------

/// Repaired and trimmed. Errors: invalid `casework.text.too_long`; `missing` (a key) when empty.
[[nodiscard]] Result<std::string> check_text(std::string_view text, std::size_t longest,
                                             const char* missing);
/// The same of a text that may be empty.
[[nodiscard]] Result<std::string> check_optional(std::string_view text, std::size_t longest);
/// Errors: invalid `casework.personal.identity_number`, `casework.personal.phone`: what people say
/// is kept without the numbers that belong to them. Blanks, dots and hyphens between the digits
/// hide nothing. Source: Permendagri 72/2022 (a NIK has 16 digits), Permenkominfo 14/2018 (mobile
/// numbers: 08…, 62 8…).
[[nodiscard]] Result<> check_no_personal_numbers(std::string_view text);

/// The evidence of a command, checked; without id, people and times. Errors: those above; invalid
/// `casework.evidence.title_missing`, `.text_missing`, `.photo_missing`, `.kind`,
/// `casework.evidence.day`.
[[nodiscard]] Result<Evidence> check_evidence(const AddEvidence& command);
/// The addresses, each once, as they were written. Errors: invalid `casework.links.missing`,
/// `casework.links.too_many` (more than may wait), `casework.links.malformed`.
[[nodiscard]] Result<std::vector<std::string>> check_addresses(std::string_view typed);

}  // namespace kentongan::casework
