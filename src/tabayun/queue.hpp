// What the room's commands share. Inside the room only.
#pragma once

#include "db/db.hpp"
#include "people/people.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/picture.hpp"
#include "tabayun/precision.hpp"
#include "tabayun/question.hpp"
#include "tabayun/workflow.hpp"

#include <string>
#include <vector>

namespace kentongan::tabayun {

/// A message on its way into the queue.
struct QueuedMessage {
  const PreparedQuestion& prepared;
  places::AreaCode area;
  std::string folded;
  /// Claims whose messages are variants of this one (variants.hpp), the oldest first.
  std::vector<Id<Claim>> variants = {};
};
/// A message in the queue and the claim it is part of.
struct Waiting {
  std::int64_t message = 0;  ///< id of the question, or of the claim itself
  Id<Claim> claim;
  std::string text;
};

/// By what a question is answered when the machine answers it.
[[nodiscard]] AnswerPath answer_path_of(const PreparedQuestion& prepared, match::Path path,
                                        const Looks* looks);

/// A saved question as it was when it was asked. Errors: those of `prepare_question`.
[[nodiscard]] Result<PreparedQuestion> prepare_again(db::Db& db, const Question& question);

/// The claim that stands for the message in the queue: its copy's, else a variant's that is still
/// open; made when there is none. Nobody asks for it yet.
[[nodiscard]] Result<Claim> find_or_open(db::Tx& tx, const people::Surroundings& outside,
                                         const QueuedMessage& message, Id<people::Account> by);

/// A question that was answered waits again, for the claim that stands for its message.
[[nodiscard]] Result<> wait_again(db::Tx& tx, const people::Surroundings& outside,
                                  Question& question, const QueuedMessage& message);

/// A finding that holds a message nobody has checked: its beginning is the title.
[[nodiscard]] Finding first_finding(const std::string& text);

/// The regency whose chain an area's entries belong to; `00` for the nation and for provinces.
[[nodiscard]] std::string regency_of(const places::AreaCode& area);

/// `{"claim":"0c4k3v0q2m8ad"}`
template <typename Thing>
[[nodiscard]] std::string id_detail(const char* name, Id<Thing> id) {
  return std::string("{\"") + name + "\":\"" + id.text() + "\"}";
}

/// Writes a line of the claim's history.
void add_event(db::Tx& tx, const people::Surroundings& outside, const Claim& claim,
               const Event& event);

}  // namespace kentongan::tabayun
