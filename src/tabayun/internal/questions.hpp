// The only SQL that touches `questions`, `question_rejections` and `question_picks`.
#pragma once

#include "db/db.hpp"
#include "tabayun/commands.hpp"
#include "tabayun/question.hpp"
#include "tabayun/queue.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::tabayun::questions {

/// What a row holds besides the question.
struct Hashes {
  std::string key;
  std::string receipt;
  std::optional<std::string> form = {};
  std::string asker = {};  ///< empty: nobody knows who
};
/// How a person of a desk read a pick.
struct Reading {
  PickState state = PickState::accepted;
  Id<people::Account> by;
  Instant at;
};
/// False when the same form was sent before (nothing is inserted then).
[[nodiscard]] bool insert(db::Tx& tx, const Question& question, const Hashes& hashes);
[[nodiscard]] std::optional<Question> find(db::Tx& tx, Id<Question> question);
[[nodiscard]] std::optional<Question> find_by_receipt(db::Tx& tx, const std::string& receipt_hash);
[[nodiscard]] std::optional<Question> find_by_form(db::Tx& tx, const std::string& form_hash);
[[nodiscard]] std::string key_of(db::Tx& tx, Id<Question> question);
/// State, claim, helped and answered_at.
void save(db::Tx& tx, const Question& question);
/// Answers everybody who waits for `claim` with `by`; returns how many.
std::int64_t answer_all(db::Tx& tx, Id<Claim> claim, Id<Claim> by, Instant now);
/// Everybody answered by `claim` waits for it again; returns how many.
std::int64_t wait_again_all(db::Tx& tx, Id<Claim> claim);
/// Those about a claim and those that came to what it was merged into, in the order of their ids.
[[nodiscard]] std::vector<Id<Question>> list_about(db::Tx& tx, Id<Claim> claim, Id<Question> after,
                                                   std::int64_t limit);
/// Newest first.
[[nodiscard]] std::vector<Question> list(db::Tx& tx, Id<Claim> claim, std::int64_t limit);
/// Questions that wait, after `after` in the order of their ids; at most `limit`.
[[nodiscard]] std::vector<Waiting> list_waiting(db::Tx& tx, std::int64_t after, std::int64_t limit);
void count(db::Tx& tx, Numbers& numbers);

void reject(db::Tx& tx, Id<Question> question, Id<Claim> claim, Instant now);
/// What askers of a claim said it is not.
[[nodiscard]] std::vector<Id<Claim>> list_rejected(db::Tx& tx, Id<Claim> claim, std::int64_t limit);
[[nodiscard]] std::vector<Id<Claim>> rejected(db::Tx& tx, Id<Question> question);

/// The asker said "yes, this one"; what they said before of the same question is forgotten.
void pick(db::Tx& tx, Id<Question> question, Id<Claim> claim, Instant now);
/// The asker thought again: forgotten unless a person has read it.
void take_back_pick(db::Tx& tx, Id<Question> question);
/// What nobody of a desk has read, oldest first.
[[nodiscard]] std::vector<Pick> list_picks(db::Tx& tx, std::int64_t limit);
/// The claim that was picked, when nobody has read it yet.
[[nodiscard]] std::optional<Id<Claim>> pending_pick(db::Tx& tx, Id<Question> question);
/// Writes down that a person read it; other picks of the same claim in the same words are read with
/// it when `accepted`.
void save_reading(db::Tx& tx, Id<Question> question, const Reading& reading);

}  // namespace kentongan::tabayun::questions
