// The door of the room: questions, claims, verdicts.
#pragma once

#include "match/embedding.hpp"
#include "match/matcher.hpp"
#include "people/people.hpp"
#include "tabayun/asked.hpp"
#include "tabayun/bulletin.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/commands.hpp"
#include "tabayun/precision.hpp"
#include "tabayun/question.hpp"
#include "tabayun/scam_traces.hpp"
#include "tabayun/variants_of_claim.hpp"
#include "tabayun/withheld.hpp"
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

  // ---- for who answers askers on other ways ----------------------------------------------------
  /// The same as with a receipt, for the program itself. Errors: not_found
  /// `tabayun.receipt.unknown`.
  [[nodiscard]] Result<Ticket> open_ticket(Id<Question> question) const;
  /// Questions that a verdict on this claim answers, those that came to it by a merger included and
  /// those that were merged away from it too, in the order of their ids.
  [[nodiscard]] std::vector<Id<Question>> questions_about(db::Tx& tx, Id<Claim> claim,
                                                          Id<Question> after,
                                                          std::int64_t limit) const;
  /// A claim in whatever state; for those who decide what may be said of it. Errors: not_found
  /// `tabayun.claim.not_found`.
  [[nodiscard]] Result<Claim> find_any(db::Tx& tx, Id<Claim> claim) const;
  /// How long a verdict takes, from the first question to its publication: the median of the last
  /// fifty of our own; nothing before there are five.
  [[nodiscard]] std::optional<Span> usual_wait() const;

  // ---- checking (who may and what is refused: workflow.hpp)
  // --------------------------------------
  /// May: any staff. Errors: those of `prepare_question`. A message that is in the queue already
  /// gives that claim.
  [[nodiscard]] Result<Claim> open_claim(const OpenClaim& command);
  [[nodiscard]] Result<Claim> take(const OnClaim& command);
  [[nodiscard]] Result<Claim> wait_for(const ReasonOnClaim& command);
  [[nodiscard]] Result<Claim> resume(const OnClaim& command);
  [[nodiscard]] Result<Claim> give_up(const GiveUp& command);           ///< not clarifiable
  [[nodiscard]] Result<Claim> leave_out(const ReasonOnClaim& command);  ///< out of scope
  [[nodiscard]] Result<Claim> reopen(const OnClaim& command);
  [[nodiscard]] Result<Claim> hand_over(const HandOver& command);
  /// May: who may check there. Errors: not_found `tabayun.claim.not_found`, forbidden
  /// `tabayun.harm.not_allowed`.
  [[nodiscard]] Result<Claim> set_harm(const SetHarm& command);
  /// The actor has the claim open; the others are told for two minutes. This node only.
  void look_at(const people::Actor& actor, Id<Claim> claim) const;
  /// Their names.
  [[nodiscard]] std::vector<std::string> who_else_looks(const people::Actor& actor,
                                                        Id<Claim> claim) const;
  [[nodiscard]] Result<Claim> propose_verdict(const ProposeVerdict& command);
  /// Publishes: found by every `ask` that starts afterwards, here at once, on other nodes when they
  /// follow; everybody who asked is answered.
  [[nodiscard]] Result<Claim> confirm_verdict(const OnClaim& command);
  [[nodiscard]] Result<Claim> give_back(const ReasonOnClaim& command);
  /// Nobody finds or sees the verdict from now on, here at once, on other nodes when they follow;
  /// its page says that it was withdrawn, when and why; the claim is under check again.
  [[nodiscard]] Result<Claim> withdraw(const ReasonOnClaim& command);
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

  // ---- quarantine: in the transaction of the room that seals the evidence ----------------------
  /// Takes every word and picture of a claim out of what anybody is shown, and hands them over
  /// once. From then on pages, search, feeds, answers and the desk have the summary; the message is
  /// still recognised when it is asked about. May: who checks there. Errors: forbidden
  /// `tabayun.check.not_allowed`; not_found `tabayun.claim.not_found`; conflict
  /// `tabayun.changed_meanwhile`, `tabayun.withheld.already`, `.merged`; invalid
  /// `tabayun.withheld.summary_length`, `.summary_names`, `.summary_repeats`.
  [[nodiscard]] Result<WithheldClaim> withhold(db::Tx& tx, const WithholdClaim& command);
  /// Puts them back (pictures stay out). May: who checks there. Errors: forbidden
  /// `tabayun.check.not_allowed`, conflict `tabayun.withheld.not`.
  [[nodiscard]] Result<Claim> restore(db::Tx& tx, const people::Actor& actor, Id<Claim> claim);
  [[nodiscard]] bool is_withheld(db::Tx& tx, Id<Claim> claim) const;
  [[nodiscard]] bool is_withheld(Id<Claim> claim) const;

  // ---- for pages -------------------------------------------------------------------------------
  /// Errors: not_found `tabayun.claim.not_found` (also for what is not public).
  [[nodiscard]] Result<Claim> find_published(Id<Claim> claim) const;
  [[nodiscard]] Result<Claim> find_published(db::Tx& tx, Id<Claim> claim) const;
  /// What stands at a claim's public address: published, or withdrawn, then with nothing of its
  /// finding but the title. One that was merged after it had been withdrawn is the other one.
  /// Errors: as `find_published`.
  [[nodiscard]] Result<Claim> find_shown(Id<Claim> claim) const;
  /// What a published claim said before and says now, the oldest first; at most 100.
  /// Errors: as `find_published`.
  [[nodiscard]] Result<std::vector<PublishedVersion>> list_versions(Id<Claim> claim) const;
  /// What the public heard last: published, updated and withdrawn (as in `find_shown`), newest
  /// first, with the whole text; at most `limit` (≤ 100).
  [[nodiscard]] std::vector<Claim> list_told(std::int64_t limit) const;
  [[nodiscard]] ClaimPage list_published(const PublishedQuery& query) const;
  /// Published claims with their whole texts, in the order of their ids; for who builds an index.
  [[nodiscard]] std::vector<Claim> list_whole(Id<Claim> after, std::int64_t limit) const;
  /// May: who sees the claim's desk (`may_see`). Errors: forbidden `tabayun.desk.not_allowed`,
  /// not_found `tabayun.claim.not_found`.
  [[nodiscard]] Result<ClaimFile> open_file(const people::Actor& actor, Id<Claim> claim) const;
  /// A claim in whatever state, for another room's command. May: who has its desk (`may_see`).
  /// Errors: not_found `tabayun.claim.not_found`, also for what is another desk's.
  [[nodiscard]] Result<Claim> find_for_desk(db::Tx& tx, const people::Actor& actor,
                                            Id<Claim> claim) const;
  /// How it circulates: wordings with their counts and places. May and errors: as `find_for_desk`.
  [[nodiscard]] Result<ClaimVariants> variants_of(const people::Actor& actor,
                                                  Id<Claim> claim) const;
  /// Errors: forbidden `tabayun.desk.not_allowed`.
  [[nodiscard]] Result<ClaimPage> queue(const QueueQuery& query) const;
  [[nodiscard]] Result<StateCounts> count_queue(const QueueQuery& query) const;
  /// Actors with the same answer see the same queue. Errors: forbidden `tabayun.desk.not_allowed`.
  [[nodiscard]] Result<std::string> desk_of(const people::Actor& actor) const;
  /// What an open page of the queue must know to stay true. Errors: as `desk_of`.
  [[nodiscard]] Result<Pulse> pulse(const people::Actor& actor) const;
  /// Counts anew who asks for what, guesses harm where nobody did, and puts the queue in order.
  /// Returns how many claims moved. Call once a minute. Cost: reads an index of the questions that
  /// wait; writes only what changed.
  std::int64_t refresh_urgency(Instant now);

  // ---- the machine's own answers (precision.hpp)
  /// Counts anew how they fare. Call once a minute.
  void refresh_precision(Instant now);
  /// As last counted; every path, in the order of the enumeration.
  [[nodiscard]] std::vector<PathPrecision> precision() const;
  /// May: the office. Errors: forbidden `tabayun.precision.not_office`.
  [[nodiscard]] Result<> lift_path(const LiftPath& command);
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

  // ---- for who counts
  // ----------------------------------------------------------------------------
  /// Askings after `after`, not older than `since`, in the order of their ids; at most `limit`. A
  /// question that was being saved elsewhere may have a smaller id than one seen before: follow the
  /// ledger and `find_asked`.
  [[nodiscard]] std::vector<AskedFact> list_asked(Id<Question> after, Instant since,
                                                  std::int64_t limit) const;
  /// As they are now; unknown ones are left out.
  [[nodiscard]] std::vector<AskedFact> find_asked(const std::vector<Id<Question>>& questions) const;
  /// Claims in any state, for rooms that have decided themselves who may see them; unknown ones are
  /// left out.
  [[nodiscard]] std::vector<Claim> find_headlines(const std::vector<Id<Claim>>& claims) const;

  /// Published fact checks of other sources that are about the same message: nearly its copy, or
  /// found so surely that an asker would be answered with them; at most `limit` (≤ 10).
  [[nodiscard]] std::vector<SameCheck> find_same(const Claim& claim, std::size_t limit) const;

  // ---- files -----------------------------------------------------------------------------------
  /// Reads fact checks: our TSV, the archive's TSV, MAFINDO's API v1 JSON, ClaimReview JSON-LD (see
  /// docs/formats/factchecks.md). Importing a file twice changes nothing. With `keep_nothing` one
  /// refused record refuses all (`report` tells which). Errors: not_found `tabayun.import.no_file`;
  /// invalid `tabayun.import.too_large`, `.not_text`,
  /// `.no_header`, `.malformed_json`, `.nothing`, `.refused`.
  [[nodiscard]] Result<> import_factchecks(const ImportFactchecks& command,
                                           FactcheckReport& report);
  /// The same of bytes that came another way. Errors: as above, without `.no_file`.
  [[nodiscard]] Result<> take_factchecks(const TakeFactchecks& command, FactcheckReport& report);
  /// Reads wordings of known fact checks: TSV with the columns `factcheck_id` and `message`.
  [[nodiscard]] Result<> import_messages(const ImportFactchecks& command, FactcheckReport& report);

 private:
  struct Archive;
  void load_archive();
  void take_in(const FactcheckReport& report);
  std::size_t guess_harm();
  [[nodiscard]] LookedUp held_back(LookedUp found, AnswerPath path) const;
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
