// What the room's commands and queries take and give.
#pragma once

#include "tabayun/claim.hpp"
#include "tabayun/picture.hpp"
#include "tabayun/question.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kentongan::db {
class Tx;
}

namespace kentongan::tabayun {

// ---- asking
// --------------------------------------------------------------------------------------

/// A published fact check beside a question, and why it is shown.
struct Match {
  Claim claim;
  match::Evidence evidence;
  double score = 0;                          ///< 0…1; 0 where only the picture tells
  std::optional<int> picture_distance = {};  ///< of 256, when the pictures are alike
};

/// What the archive says, without anything being stored.
struct LookedUp {
  match::Outcome outcome = match::Outcome::queue;
  std::vector<Match> matches =
      {};  ///< answer: one; ask: up to three, with a model five, "is it one of these?"; queue: none
};

struct Asked;

struct AskQuestion {
  std::string text;
  places::AreaCode area = {};  ///< where the asker lives, if they said
  /// Made by the form: sending the same form twice is one question with one receipt. Empty: always
  /// new.
  std::string form_key = {};
  match::Path read_from = match::Path::text;  ///< where the words came from
  std::optional<SentPicture> picture = {};
  Mouth mouth = Mouth::web;
  /// Who asks, as anything that is the same when they ask again (a chat, a number, a network). Only
  /// a keyed hash of it is kept, to count people rather than messages. Empty: nobody knows.
  std::string asker = {};
  /// Called in the transaction that saves the question, last; also when the same form was sent
  /// before: what it writes must bear being written twice. May be empty.
  std::function<void(db::Tx& tx, const Asked& asked)> also = {};
};

struct Asked {
  Question question;
  std::string receipt;  ///< show it now: it is stored nowhere
  /// Filled when answered at once, or when it should be asked "is it one of these?" (the question
  /// then already waits, and loses nothing if nobody chooses).
  LookedUp looked_up;
  std::int64_t position = 0;  ///< in the queue, from 1; 0 when answered
  std::int64_t askers = 0;    ///< how many ask the same, this one included
};

/// The asker says so, by their receipt.
struct OnTicket {
  std::string receipt;  ///< as typed
  Id<Claim> claim;      ///< the fact check meant
};

/// What the asker sees when they come back.
struct Ticket {
  Question question;
  Claim claim;                ///< what answers it, or what it waits for; a merged one is followed
  std::int64_t position = 0;  ///< 0 unless waiting
  std::int64_t askers = 0;
  std::vector<Id<Claim>> refused = {};  ///< what the asker said is not it: never offered again
  bool has_picture = false;             ///< kept with the question
};

// ---- checking
// ------------------------------------------------------------------------------------

/// Something done with a claim as the actor saw it.
struct OnClaim {
  people::Actor actor;
  Id<Claim> claim;
  std::int64_t seen_revision = 0;
};
struct ReasonOnClaim {
  OnClaim on;
  std::string reason;
};
struct GiveUp {
  OnClaim on;
  std::string reason = {};
  ReasonCode code = ReasonCode::other;
  std::string missing_piece = {};
};
struct HandOver {
  OnClaim on;
  people::Actor to;
};
struct ProposeVerdict {
  OnClaim on;
  Finding finding;
};
struct MergeClaim {
  OnClaim on;
  Id<Claim> into;  ///< a published fact check
};
/// Staff writes down what circulates without anybody having asked.
struct OpenClaim {
  people::Actor actor;
  std::string text;
  places::AreaCode area;
};
/// How harmful it may be, said by a person of the desk.
struct SetHarm {
  people::Actor actor;
  Id<Claim> claim;
  Harm harm = Harm::normal;
};
/// A wording that circulates of a published claim.
struct AddMessage {
  people::Actor actor;
  Id<Claim> claim;
  std::string text;
};

/// "Yes, this one", said by an asker and read by nobody of a desk yet.
struct Pick {
  Id<Question> question;
  std::string text;       ///< what they asked
  places::AreaCode area;  ///< whose desk reads it
  Claim claim;            ///< what they said it is: id, area, verdict and title only
  Instant picked_at;
  bool has_picture = false;  ///< to be opened with `open_picture`
};
enum class PickState { accepted, declined };
struct ReadPick {
  people::Actor actor;
  Id<Question> question;
  PickState state = PickState::accepted;
};

// ---- lists
// ---------------------------------------------------------------------------------------

/// Where a page of a list ends: pass it as `after` for the next. Goes into addresses as text.
struct Place {
  std::int64_t first = 0;
  std::int64_t second = 0;
  Id<Claim> id;
  [[nodiscard]] std::string text() const;
  /// Errors: invalid `tabayun.page.malformed`.
  [[nodiscard]] static Result<Place> parse(std::string_view text);
};

/// Published claims, newest first (those without a date last). Absent fields do not narrow.
struct PublishedQuery {
  std::string words = {};  ///< every one must occur in title or claim; at most six are looked at
  std::optional<Verdict> verdict = {};
  std::optional<Topic> topic = {};
  std::optional<Place> after = {};
  std::int64_t limit = 20;  ///< 1…100
};

/// Claims somebody should work on: the most urgent first (urgency.hpp), then the oldest. What
/// becomes more urgent between two pages may be missed or seen twice. Without an area: the regency
/// of the actor's first role, or everything for who holds a role over the nation.
struct QueueQuery {
  people::Actor actor;
  std::optional<places::AreaCode> area = {};  ///< claims of this area or of none
  std::optional<ClaimState> state = {};       ///< none: every open state
  std::optional<Id<people::Account>> checker = {};
  std::optional<places::AreaCode> asked_in = {};  ///< somebody of that area asked
  std::optional<Mouth> mouth = {};                ///< somebody asked that way
  std::optional<Topic> topic = {};                ///< as found, or as guessed before
  std::optional<Place> after = {};
  std::int64_t limit = 50;  ///< 1…100
};

/// What a desk's queue looks like just now, in ids and numbers.
struct Pulse {
  struct Row {
    Id<Claim> id;
    ClaimState state = ClaimState::fresh;
    std::int64_t people = 0;
  };
  std::int64_t revision = 0;  ///< grows with everything that happens
  std::map<ClaimState, std::int64_t> counts = {};
  std::vector<Row> top = {};  ///< the most urgent, at most 51
};

struct ClaimPage {
  std::vector<Claim> claims;  ///< without explanation, conclusion and sources
  std::optional<Place> next = {};
};

/// A picture that waits beside a question.
struct QuestionPicture {
  Id<Question> question;
  int width = 0;  ///< pixels
  int height = 0;
};
/// A person of the desk and one question.
struct OnQuestion {
  people::Actor actor;
  Id<Question> question;
};

/// A claim as its desk shows it.
struct ClaimFile {
  Claim claim;
  std::vector<Proposal> proposals;    ///< newest first, at most 20
  Authors authors;                    ///< of the proposals, all of them
  std::vector<std::string> messages;  ///< wordings confirmed to be the same, at most 50
  std::vector<Question> questions;    ///< newest first, at most 50
  std::vector<Event> events;          ///< oldest first, at most 200
  std::vector<Id<Claim>> rejected;    ///< "not this one", said by askers; at most 50
  /// What came with the questions that wait, each once; at most 20. Known pictures of the claim as
  /// soon as its verdict is confirmed.
  std::vector<QuestionPicture> pictures;
};

/// Open claims in each state.
using StateCounts = std::map<ClaimState, std::int64_t>;

struct Numbers {
  std::int64_t published = 0;  ///< fact checks anybody can find
  std::int64_t open = 0;       ///< claims in the queue
  std::int64_t asked = 0;      ///< questions ever
  std::int64_t answered_at_once = 0;
  std::int64_t waiting = 0;
};

// ---- import
// --------------------------------------------------------------------------------------

enum class OnRefusal { keep_nothing, keep_the_rest };

struct ImportFactchecks {
  std::string file;         ///< path; TSV or JSON, told by its first character
  std::string source = {};  ///< who checked; empty: what the file says, or `arsip`
  OnRefusal on_refusal = OnRefusal::keep_nothing;
  /// Called now and then with how many of how many records are done; may be empty.
  std::function<void(std::int64_t done, std::int64_t all)> progress = {};
};

/// Fact checks that came as bytes.
struct TakeFactchecks {
  std::string_view bytes;   ///< as a file would hold them; read during the call
  std::string source = {};  ///< who checked; empty: what the format says
  OnRefusal on_refusal = OnRefusal::keep_nothing;
  std::function<void(std::int64_t done, std::int64_t all)> progress = {};
};

struct RefusedRecord {
  std::int64_t line = 0;  ///< in TSV; in JSON the number of the record, from 1
  std::string message;    ///< key of the catalogue
};

struct FactcheckReport {
  std::int64_t records = 0;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;               ///< came before, or were changed by people here since
  std::vector<RefusedRecord> refused = {};  ///< the first 1,000
  std::int64_t refused_count = 0;
  std::vector<Id<Claim>> touched = {};  ///< added or changed; the first 10,000
};

/// A fact check of somebody else about the same message.
struct SameCheck {
  Claim claim;
  bool contradicts = false;  ///< they do not say the same of it
};

}  // namespace kentongan::tabayun
