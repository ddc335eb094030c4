// The asker comes back with the receipt: look, "not this one", "yes, this one", "it helped".
#include "tabayun/archive.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/pictures.hpp"
#include "tabayun/internal/questions.hpp"
#include "tabayun/internal/withheld.hpp"
#include "tabayun/queue.hpp"
#include "tabayun/tabayun.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::tabayun {

namespace {

Result<Question> must_find_question(db::Tx& tx, const std::string& receipt_hash) {
  auto question = questions::find_by_receipt(tx, receipt_hash);
  if (!question) return Error(Refusal::not_found, "tabayun.receipt.unknown");
  return std::move(*question);
}

Result<Ticket> ticket_of(db::Tx& tx, const Question& question, Instant now) {
  Ticket ticket;
  ticket.question = question;
  ticket.claim = TRY(claims::must_find(tx, question.claim));
  // A claim is merged into a published one, which is never merged: one step is enough.
  if (!ticket.claim.merged_into.is_none())
    ticket.claim = TRY(claims::must_find(tx, ticket.claim.merged_into));
  if (withheld::is_withheld(tx, ticket.claim.id)) ticket.question.text.clear();
  ticket.askers = ticket.claim.askers;
  if (question.state == QuestionState::waiting && ticket.claim.is_open()) {
    ticket.position = claims::position(tx, ticket.claim.id);
  }
  ticket.refused = questions::rejected(tx, question.id);
  ticket.has_picture = pictures::is_kept(tx, question.id, now);
  return ticket;
}

/// A claim that nobody waits for and nobody has taken leaves the queue as a twin of what answered
/// it.
Result<> close_if_unasked(db::Tx& tx, const people::Surroundings& outside, Id<Claim> id,
                          const Claim& answer) {
  Claim claim = TRY(claims::must_find(tx, id));
  const bool unasked = claim.state == ClaimState::fresh && claim.askers == 0;
  if (!unasked) return {};
  const std::int64_t seen = claim.revision;
  claim.state = ClaimState::merged;
  claim.merged_into = answer.id;
  claim.changed_at = outside.clock.now();
  ++claim.revision;
  add_event(
      tx, outside, claim,
      {.what = std::string(name_of(Move::merge)), .actor = {}, .note = {}, .at = claim.changed_at});
  return claims::save(tx, claim, folded_text(claim.finding), seen);
}

}  // namespace

Result<Ticket> Tabayun::find_ticket(std::string_view receipt) const {
  const std::string hash = receipt_hash(TRY(parse_receipt(receipt)));
  return outside_.db.read([&](db::Tx& tx) -> Result<Ticket> {
    return ticket_of(tx, TRY(must_find_question(tx, hash)), outside_.clock.now());
  });
}

Result<Ticket> Tabayun::open_ticket(Id<Question> question) const {
  return outside_.db.read([&](db::Tx& tx) -> Result<Ticket> {
    const auto found = questions::find(tx, question);
    if (!found) return Error(Refusal::not_found, "tabayun.receipt.unknown");
    return ticket_of(tx, *found, outside_.clock.now());
  });
}

Result<Ticket> Tabayun::reject_answer(const OnTicket& command) {
  const std::string hash = receipt_hash(TRY(parse_receipt(command.receipt)));
  const Question asked =
      TRY(outside_.db.read([&hash](db::Tx& tx) { return must_find_question(tx, hash); }));
  const PreparedQuestion prepared = TRY(prepare_again(outside_.db, asked));
  Variants& variants = archive_->variants;
  const std::lock_guard opening(variants.opening);
  const QueuedMessage message{prepared, asked.area, folded_text(first_finding(asked.text)),
                              variants.place(asked.id.raw(), prepared.canonical)};
  auto ticket = outside_.db.write([&](db::Tx& tx) -> Result<Ticket> {
    const Instant now = outside_.clock.now();
    Question question = TRY(must_find_question(tx, hash));
    const Claim rejected = TRY(claims::must_find(tx, command.claim));
    if (!rejected.is_public()) return Error(Refusal::not_found, "tabayun.claim.not_found");
    questions::reject(tx, question.id, rejected.id, now);
    const bool was_its_answer =
        question.state != QuestionState::waiting && question.claim == rejected.id;
    if (was_its_answer) {
      questions::take_back_pick(tx, question.id);
      TRY(wait_again(tx, outside_, question, message));
      outside_.ledger.append(tx,
                             {"question_asked", regency_of(question.area), question.id.raw(), 0,
                              id_detail("not_this_one", rejected.id)},
                             now);
    }
    return ticket_of(tx, question, outside_.clock.now());
  });
  if (!ticket.ok()) return ticket;
  if (ticket->question.state == QuestionState::waiting)
    variants.belongs(asked.id.raw(), prepared.canonical, ticket->question.claim);
  outside_.db.announce();
  return ticket;
}

Result<Ticket> Tabayun::pick_answer(const OnTicket& command) {
  const std::string hash = receipt_hash(TRY(parse_receipt(command.receipt)));
  auto ticket = outside_.db.write([&](db::Tx& tx) -> Result<Ticket> {
    const Instant now = outside_.clock.now();
    Question question = TRY(must_find_question(tx, hash));
    const Claim picked = TRY(claims::must_find(tx, command.claim));
    if (!picked.is_public()) return Error(Refusal::not_found, "tabayun.claim.not_found");
    if (question.state != QuestionState::waiting) {
      if (question.claim == picked.id) return ticket_of(tx, question, outside_.clock.now());
      return Error(Refusal::conflict, "tabayun.ticket.answered");
    }
    const Id<Claim> waited_for = question.claim;
    question.state = QuestionState::answered_from_archive;
    question.claim = picked.id;
    question.answered_at = now;
    questions::save(tx, question);
    questions::pick(tx, question.id, picked.id, now);
    claims::add_askers(tx, waited_for, -1);
    TRY(close_if_unasked(tx, outside_, waited_for, picked));
    outside_.ledger.append(tx,
                           {"question_answered", regency_of(question.area), question.id.raw(), 0,
                            id_detail("claim", picked.id)},
                           now);
    return ticket_of(tx, question, outside_.clock.now());
  });
  if (ticket.ok()) outside_.db.announce();
  return ticket;
}

Result<Ticket> Tabayun::say_helped(std::string_view receipt, Helped helped) {
  const std::string hash = receipt_hash(TRY(parse_receipt(receipt)));
  return outside_.db.write([&](db::Tx& tx) -> Result<Ticket> {
    Question question = TRY(must_find_question(tx, hash));
    if (question.state == QuestionState::waiting)
      return Error(Refusal::conflict, "tabayun.ticket.not_answered");
    question.helped = helped;
    questions::save(tx, question);
    return ticket_of(tx, question, outside_.clock.now());
  });
}

Result<Ticket> Tabayun::forget_picture(std::string_view receipt) {
  const std::string hash = receipt_hash(TRY(parse_receipt(receipt)));
  return outside_.db.write([&](db::Tx& tx) -> Result<Ticket> {
    const Question question = TRY(must_find_question(tx, hash));
    pictures::forget(tx, question.id);
    return ticket_of(tx, question, outside_.clock.now());
  });
}

}  // namespace kentongan::tabayun
