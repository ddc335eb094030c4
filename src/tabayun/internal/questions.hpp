// The only SQL that touches `questions` and `question_rejections`.
#pragma once

#include "db/db.hpp"
#include "tabayun/commands.hpp"
#include "tabayun/question.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::tabayun::questions {

/// What a row holds besides the question.
struct Hashes {
  std::string key;
  std::string receipt;
  std::optional<std::string> form = {};
};
/// False when the same form was sent before (nothing is inserted then).
[[nodiscard]] bool insert(db::Tx& tx, const Question& question, const Hashes& hashes);
[[nodiscard]] std::optional<Question> find_by_receipt(db::Tx& tx, const std::string& receipt_hash);
[[nodiscard]] std::optional<Question> find_by_form(db::Tx& tx, const std::string& form_hash);
[[nodiscard]] std::string key_of(db::Tx& tx, Id<Question> question);
/// State, claim, helped and answered_at.
void save(db::Tx& tx, const Question& question);
/// Answers everybody who waits for `claim` with `by`; returns how many.
std::int64_t answer_all(db::Tx& tx, Id<Claim> claim, Id<Claim> by, Instant now);
/// Newest first.
[[nodiscard]] std::vector<Question> list(db::Tx& tx, Id<Claim> claim, std::int64_t limit);
void count(db::Tx& tx, Numbers& numbers);

void reject(db::Tx& tx, Id<Question> question, Id<Claim> claim, Instant now);
/// What askers of a claim said it is not.
[[nodiscard]] std::vector<Id<Claim>> list_rejected(db::Tx& tx, Id<Claim> claim, std::int64_t limit);
[[nodiscard]] std::vector<Id<Claim>> rejected(db::Tx& tx, Id<Question> question);

}  // namespace kentongan::tabayun::questions
