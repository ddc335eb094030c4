// The door of the room: the case file of a claim.
#pragma once

#include "casework/discussion.hpp"
#include "casework/evidence.hpp"
#include "casework/request.hpp"
#include "casework/standing.hpp"
#include "groups/groups.hpp"
#include "net/client.hpp"
#include "people/people.hpp"
#include "tabayun/tabayun.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::casework {

/// One line of a case's history, tabayun's moves among them.
struct TimelineLine {
  Instant at;
  std::string message;  ///< key of the catalogue: `tabayun.move.take`, `casework.did.noted`
  Id<people::Account> actor;
  std::string note = {};
};

/// A claim with everything that is known of it.
struct Case {
  tabayun::Claim claim;
  Standing standing;
  std::vector<Evidence> evidence;      ///< strongest first, on one rung the oldest first
  std::vector<Note> notes;             ///< oldest first
  std::vector<Request> requests;       ///< open ones first, the nearest due first
  std::vector<Thread> threads;         ///< only for those on the case
  std::vector<CasePerson> people;      ///< only for those on the case
  std::vector<TimelineLine> timeline;  ///< oldest first
  tabayun::ClaimVariants variants;
};

/// Requests somebody must look after.
struct RequestList {
  std::vector<Request> to_my_groups;  ///< open first, the nearest due first; at most 100
  std::vector<Request> of_my_desk;    ///< open ones of the desks they check on; at most 100
};

struct CaseworkParts {
  people::Surroundings outside;
  const people::People& people;
  const groups::Groups& groups;
  const tabayun::Tabayun& tabayun;
};

/// Thread: everything may be called from anywhere; nothing here inside a database closure, except
/// what takes a `Tx`.
///
/// Every command and query also refuses with not_found `tabayun.claim.not_found` what is another
/// desk's, and every command of who only looks on with forbidden `tabayun.check.not_allowed`.
/// Repeating a form (same person, same key) gives what it gave the first time.
class Casework {
 public:
  explicit Casework(const CaseworkParts& parts) : with_(parts) {}
  Casework(const Casework&) = delete;
  Casework& operator=(const Casework&) = delete;

  // ---- the case
  // ---------------------------------------------------------------------------------
  /// May: who has the claim's desk (`tabayun::may_see`).
  [[nodiscard]] Result<Case> open(const people::Actor& actor, Id<tabayun::Claim> claim) const;

  // ---- evidence. May: who checks there (`tabayun::may_check`)
  // -----------------------------------
  /// Errors: those of `check_evidence`; conflict `casework.evidence.too_many`.
  [[nodiscard]] Result<Evidence> add_evidence(const AddEvidence& command);
  /// Keeps the addresses and has them fetched (`archive_next`); what the case has already is left
  /// as it is. Returns how many are new. Errors: those of `check_addresses`, of `check_optional`;
  /// throttled `casework.links.too_many`, conflict `casework.evidence.too_many`.
  [[nodiscard]] Result<std::int64_t> add_links(const AddLinks& command);
  /// On the fact check, as soon as there is one. Errors: not_found `casework.evidence.not_found`;
  /// conflict `casework.evidence.removed`.
  [[nodiscard]] Result<Evidence> show(const OnEvidence& command);
  [[nodiscard]] Result<Evidence> hide(const OnEvidence& command);
  /// Its words, copy and photo are gone for good; that it was there stays. Errors: not_found
  /// `casework.evidence.not_found`.
  [[nodiscard]] Result<Evidence> remove(const OnEvidence& command);
  /// A link that could not be archived is tried again. Errors: not_found, conflict
  /// `casework.evidence.not_failed`, throttled `casework.links.too_many`.
  [[nodiscard]] Result<Evidence> fetch_again(const OnEvidence& command);
  /// May: who has the desk. Errors: not_found `casework.evidence.not_found`.
  [[nodiscard]] Result<ArchivedPage> open_copy(const OnEvidence& command) const;
  [[nodiscard]] Result<tabayun::SafePicture> open_picture(const OnEvidence& command) const;
  /// What the fact check of a published claim may show; nothing for others. Strongest first.
  [[nodiscard]] std::vector<PublicEvidence> public_evidence(Id<tabayun::Claim> claim) const;

  /// Fetches the link that has waited longest, one a call, and keeps what came. Refused addresses
  /// fail at once, what may pass is tried four times within about an hour. False when none is due.
  /// Cost: up to `copy_time` on the network, outside the database.
  bool archive_next(const net::HttpClient& client);

  // ---- notes and requests
  // -------------------------------------------------------------------------
  /// Errors: invalid `casework.note.missing`, `casework.text.too_long`, conflict
  /// `casework.note.too_many`.
  [[nodiscard]] Result<Note> add_note(const AddNote& command);
  /// Errors: invalid `casework.request.text_missing`, `.nobody` (neither agency nor group, or
  /// both), `.due` (past, or more than 90 days off), `.other_regency`; conflict
  /// `casework.request.too_many`; not_found `groups.group.not_found`.
  [[nodiscard]] Result<Request> ask(const AskForEvidence& command);
  /// The answer also becomes evidence, on the rung of who answers. May: a member of the group that
  /// was asked; who checks the claim, for an agency. Errors: not_found
  /// `casework.request.not_found`; invalid `casework.request.answer_missing`,
  /// `casework.personal.*`; conflict `casework.request.closed`.
  [[nodiscard]] Result<Request> answer(const AnswerRequest& command);
  /// May: who checks the claim. Errors: as `answer`.
  [[nodiscard]] Result<Request> cancel(const OnRequest& command);
  /// Those addressed to the actor's groups, and those of the desks they check on.
  [[nodiscard]] RequestList requests(const people::Actor& actor) const;

  // ---- discussions. May: those on the case; for everybody else there are none
  // -------------------
  /// Errors: not_found `casework.thread.not_found` (also for who is not on the case); invalid
  /// `casework.thread.title_missing`, `casework.post.missing`; conflict
  /// `casework.thread.too_many`.
  [[nodiscard]] Result<Thread> open_thread(const OpenThread& command);
  [[nodiscard]] Result<Post> add_post(const AddPost& command);
  [[nodiscard]] Result<ThreadPage> read_thread(const people::Actor& actor, Id<Thread> thread) const;
  /// May: the claim's checker and the office. Errors: not_found `people.account.not_found`;
  /// invalid `casework.person.not_of_desk` (they do not have the claim's desk); forbidden
  /// `casework.person.not_yours`; conflict `casework.person.too_many`.
  [[nodiscard]] Result<> add_person(const AddPerson& command);

 private:
  struct Seen {
    tabayun::Claim claim;
    Standing standing;
  };
  [[nodiscard]] Result<Seen> see(db::Tx& tx, const people::Actor& actor,
                                 Id<tabayun::Claim> claim) const;
  [[nodiscard]] Result<Seen> see_to_check(db::Tx& tx, const people::Actor& actor,
                                          Id<tabayun::Claim> claim) const;
  struct Found {
    Evidence evidence;
    Seen seen;
  };
  [[nodiscard]] Result<Found> find_evidence(db::Tx& tx, const OnEvidence& command) const;
  [[nodiscard]] Result<Evidence> change_evidence(const OnEvidence& command, EvidenceState to);
  [[nodiscard]] Result<Request> close(const OnRequest& command, RequestState to,
                                      const std::string& answer, const std::string& key);
  void note(db::Tx& tx, const char* what, const tabayun::Claim& claim, const people::Actor& actor,
            std::int64_t thing) const;

  // set at construction
  CaseworkParts with_;
};

}  // namespace kentongan::casework
