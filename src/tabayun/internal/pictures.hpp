// The only SQL that touches `pictures`, `kept_pictures`, `question_pictures` and `claim_pictures`.
#pragma once

#include "db/db.hpp"
#include "tabayun/commands.hpp"
#include "tabayun/picture.hpp"
#include "tabayun/question.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kentongan::tabayun::pictures {

/// A picture that is a confirmed one of a claim.
struct Known {
  Id<Claim> claim;
  std::int64_t picture = 0;
  Looks looks;  ///< without `probes`
};

/// Keeps a picture with a question; the same picture twice is one row. `id`: should it be new.
void keep(db::Tx& tx, std::int64_t id, Id<Question> question, const SentPicture& picture);
[[nodiscard]] std::optional<Looks> looks_of(db::Tx& tx, Id<Question> question);
/// The picture itself, while it is kept.
[[nodiscard]] std::optional<SafePicture> find(db::Tx& tx, Id<Question> question);
/// Whether it is kept for the sake of this question, not only of another that has the same one.
[[nodiscard]] bool is_kept(db::Tx& tx, Id<Question> question, Instant now);
/// Pictures of the questions that wait for a claim, each once, with a question that brought it;
/// oldest first.
[[nodiscard]] std::vector<QuestionPicture> list_waiting(db::Tx& tx, Id<Claim> claim,
                                                        std::int64_t limit);

/// The pictures a person could see beside the questions that wait for `claim` are known ones of
/// `into`. Returns how many are new.
std::int64_t learn_all(db::Tx& tx, Id<Claim> claim, Id<Claim> into, Id<people::Account> by,
                       Instant now);
/// The same of one question.
std::int64_t learn(db::Tx& tx, Id<Question> question, Id<Claim> into, Id<people::Account> by,
                   Instant now);
/// Known pictures after (`claim`, `picture`), in this order; at most `limit`.
[[nodiscard]] std::vector<Known> list_known(db::Tx& tx, Id<Claim> claim, std::int64_t picture,
                                            std::int64_t limit);
[[nodiscard]] std::vector<Known> list_known_of(db::Tx& tx, Id<Claim> claim, std::int64_t limit);

/// The question has no picture any more. What nobody else has sent is forgotten.
void forget(db::Tx& tx, Id<Question> question);
/// The same of every question about the same claim that brought this picture.
void forget_beside(db::Tx& tx, Id<Question> question);
/// Forgets the pictures themselves that nobody of a desk has to look at any more.
std::int64_t forget_unneeded(db::Tx& tx, Instant now);

}  // namespace kentongan::tabayun::pictures
