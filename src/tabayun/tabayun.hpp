// The door of the room: questions, claims, verdicts.
#pragma once

#include "match/embedding.hpp"
#include "match/matcher.hpp"
#include "people/people.hpp"
#include "tabayun/bulletin.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/commands.hpp"
#include "tabayun/question.hpp"
#include "tabayun/scam_traces.hpp"
#include "tabayun/workflow.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::tabayun {

/// Thread: everything may be called from anywhere; nothing here inside a database closure, except
/// what takes a `Tx`.
class Tabayun {
 public:
  /// `receipt_key` gives the installation's 32-byte key for receipts
  /// (`[&people] { return people.key_for("receipt"); }`); it is asked once, when first needed.
  /// `embedder`: a model the operator brought, or none; it adds to what is asked about, nothing is
  /// ever answered because of it.
  Tabayun(const people::Surroundings& surroundings, std::function<std::string()> receipt_key,
          std::shared_ptr<const match::Embedder> embedder = nullptr);
  ~Tabayun();
  Tabayun(const Tabayun&) = delete;
  Tabayun& operator=(const Tabayun&) = delete;

  // ---- the archive in memory -------------------------------------------------------------------
  /// Builds the index from every published claim, and the queue's clusters from what waits. Call
  /// once after the schema is there, before asking. Cost: about 0.6 s for 12,000 fact checks.
  void load();
  /// Takes in what was published since, here or on another node. Call when `Db::wait_for_news`
  /// returns. Returns how many entries it read. Before `load` it loads.
  std::int64_t follow();

  // ---- asking ----------------------------------------------------------------------------------
  /// What the archive says of a message; stores nothing. Errors: those of `prepare_question`.
  /// `path`: where its words came from. What is a copy of a confirmed wording is answered as one,
  /// unless another number, another verdict or the like speaks against it.
  [[nodiscard]] Result<LookedUp> look_up(std::string_view text,
                                         match::Path path = match::Path::text) const;
  /// The same of a question that was saved, its picture included.
  [[nodiscard]] Result<LookedUp> look_up(const Question& question) const;
  /// Answers from the archive or puts the message in the queue. Errors: those of
  /// `prepare_question`; invalid `tabayun.question.receipt_inside` (somebody pasted their code),
  /// `tabayun.question.picture_tells_nothing` (no words, and nothing to recognise either).
  ///
  /// A picture without words answers by itself when it is the same as a known one (at most
  /// `match::answering_distance` away) and no other verdict is; with words, the words decide, and a
  /// known picture settles what they are nearly sure of. What is only alike is asked about.
  [[nodiscard]] Result<Asked> ask(const AskQuestion& command);
  /// Errors: invalid `tabayun.receipt.malformed`, not_found `tabayun.receipt.unknown`.
  [[nodiscard]] Result<Ticket> find_ticket(std::string_view receipt) const;
  /// "Not this one": that fact check is never shown for this question again; it waits in the queue.
  /// Repeating it changes nothing. Errors: as `find_ticket`.
  [[nodiscard]] Result<Ticket> reject_answer(const OnTicket& command);
  /// "Yes, this one": answers this asker at once. Nobody else's answer changes before a person of
  /// the desk has read it (`read_pick`). Errors: as `find_ticket`; conflict
  /// `tabayun.ticket.answered`, not_found `tabayun.claim.not_found`.
  [[nodiscard]] Result<Ticket> pick_answer(const OnTicket& command);
  /// "Did this help?" Errors: as `find_ticket`; conflict `tabayun.ticket.not_answered`.
  [[nodiscard]] Result<Ticket> say_helped(std::string_view receipt, Helped helped);
  /// The asker wants their picture gone; the question stays. Repeating it changes nothing. Errors:
  /// as `find_ticket`.
  [[nodiscard]] Result<Ticket> forget_picture(std::string_view receipt);

  // ---- checking (who may and what is refused: workflow.hpp)
  // --------------------------------------
  /// May: any staff. Errors: those of `prepare_question`. A message that is in the queue already
  /// gives that claim.
  [[nodiscard]] Result<Claim> open_claim(const OpenClaim& command);
  [[nodiscard]] Result<Claim> take(const OnClaim& command);
  [[nodiscard]] Result<Claim> wait_for(const ReasonOnClaim& command);
  [[nodiscard]] Result<Claim> resume(const OnClaim& command);
  [[nodiscard]] Result<Claim> give_up(const ReasonOnClaim& command);    ///< not clarifiable
  [[nodiscard]] Result<Claim> leave_out(const ReasonOnClaim& command);  ///< out of scope
  [[nodiscard]] Result<Claim> reopen(const OnClaim& command);
  [[nodiscard]] Result<Claim> propose_verdict(const ProposeVerdict& command);
  /// Publishes: found by every `ask` that starts afterwards, here at once, on other nodes when they
  /// follow; everybody who asked is answered.
  [[nodiscard]] Result<Claim> confirm_verdict(const OnClaim& command);
  [[nodiscard]] Result<Claim> give_back(const ReasonOnClaim& command);
  /// The claim is a twin of a published one: everybody who asked is answered by it, and its
  /// wordings become the other's. Returns the published one.
  [[nodiscard]] Result<Claim> merge(const MergeClaim& command);
  /// May: any staff. Errors: forbidden `tabayun.check.not_allowed`, conflict
  /// `tabayun.merge.not_published`; those of `prepare_question`. Adding a wording twice is no
  /// error.
  [[nodiscard]] Result<Claim> add_message(const AddMessage& command);
  /// What askers said is the same and nobody of the actor's desk has read yet, oldest first; at
  /// most `limit` (≤ 50). Nothing for who is not staff.
  [[nodiscard]] std::vector<Pick> list_picks(const people::Actor& actor, std::size_t limit) const;
  /// Accepted, the asker's words become a confirmed wording of the fact check and are found within
  /// the second; declined, the question waits in the queue. May: staff on whose desk the question
  /// is. Returns the fact check. Errors: forbidden `tabayun.check.not_allowed`, not_found
  /// `tabayun.pick.gone` (somebody was quicker, or the asker thought again).
  [[nodiscard]] Result<Claim> read_pick(const ReadPick& command);
  /// The picture beside a question, for who must judge it: the desk that sees the claim it waits
  /// for, or that reads its pick. Errors: forbidden `tabayun.desk.not_allowed` (no staff),
  /// not_found `tabayun.picture.gone`, also for what is another desk's.
  [[nodiscard]] Result<SafePicture> open_picture(const OnQuestion& command) const;
  /// It does not belong there: gone from every question about the same claim, and never learnt.
  /// Returns the claim. May and errors: as `open_picture`.
  [[nodiscard]] Result<Id<Claim>> remove_picture(const OnQuestion& command);
  /// Forgets pictures that nobody has to look at any more. Call now and then.
  void sweep();

  // ---- for pages -------------------------------------------------------------------------------
  /// Errors: not_found `tabayun.claim.not_found` (also for what is not public).
  [[nodiscard]] Result<Claim> find_published(Id<Claim> claim) const;
  [[nodiscard]] Result<Claim> find_published(db::Tx& tx, Id<Claim> claim) const;
  [[nodiscard]] ClaimPage list_published(const PublishedQuery& query) const;
  /// Published claims with their whole texts, in the order of their ids; for who builds an index.
  [[nodiscard]] std::vector<Claim> list_whole(Id<Claim> after, std::int64_t limit) const;
  /// May: who sees the claim's desk (`may_see`). Errors: forbidden `tabayun.desk.not_allowed`,
  /// not_found `tabayun.claim.not_found`.
  [[nodiscard]] Result<ClaimFile> open_file(const people::Actor& actor, Id<Claim> claim) const;
  /// Errors: forbidden `tabayun.desk.not_allowed`.
  [[nodiscard]] Result<ClaimPage> queue(const QueueQuery& query) const;
  [[nodiscard]] Result<StateCounts> count_queue(const QueueQuery& query) const;
  /// Published fact checks most like a claim, for "is it a twin?"; staff. At most `limit` (≤ 10).
  [[nodiscard]] std::vector<Match> likely_twins(const Claim& claim, std::size_t limit) const;
  [[nodiscard]] Numbers numbers() const;
  /// What a bulletin of that time tells. Cost: some milliseconds; at most 125 claims are read.
  [[nodiscard]] Bulletin bulletin(const Period& period) const;
  /// How many fact checks came out in each `span` after `from` (0 is the first); those without any
  /// are left out.
  [[nodiscard]] std::map<std::int64_t, std::int64_t> count_published(Instant from, Span span) const;
  /// Numbers and links that published scams were seen with (scam_traces.hpp), of the newest
  /// `most_scams_read` of them. `own_hosts`: never in the list.
  [[nodiscard]] std::vector<SeenTrace> list_scam_traces(
      const std::vector<std::string>& own_hosts) const;

  // ---- files -----------------------------------------------------------------------------------
  /// Reads fact checks: our TSV, the archive's TSV, MAFINDO's API v1 JSON, ClaimReview JSON-LD (see
  /// docs/formats/factchecks.md). Importing a file twice changes nothing. With `keep_nothing` one
  /// refused record refuses all (`report` tells which). Errors: not_found `tabayun.import.no_file`;
  /// invalid `tabayun.import.too_large`, `.not_text`,
  /// `.no_header`, `.malformed_json`, `.nothing`, `.refused`.
  [[nodiscard]] Result<> import_factchecks(const ImportFactchecks& command,
                                           FactcheckReport& report);
  /// Reads wordings of known fact checks: TSV with the columns `factcheck_id` and `message`.
  [[nodiscard]] Result<> import_messages(const ImportFactchecks& command, FactcheckReport& report);

 private:
  struct Archive;
  void load_archive();
  void add_near(LookedUp& found, std::string_view message) const;
  [[nodiscard]] LookedUp look_up(const PreparedQuestion& prepared, match::Path path,
                                 const Looks* looks) const;
  [[nodiscard]] const std::string& receipt_key() const;
  [[nodiscard]] std::string receipt_hash(std::string_view code) const;

  // set at construction
  people::Surroundings outside_;
  std::function<std::string()> give_receipt_key_;
  std::unique_ptr<Archive> archive_;
};

}  // namespace kentongan::tabayun
