// The only SQL that touches `withheld_claims` and `withheld_words`: what a claim in quarantine
// said.
#pragma once

#include "db/db.hpp"
#include "match/document.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/queue.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::tabayun::withheld {

/// What is shown of a withheld claim.
struct Shown {
  std::string summary;
  std::vector<std::string> targets;
  Instant since;
};
[[nodiscard]] std::optional<Shown> find(db::Tx& tx, Id<Claim> claim);
[[nodiscard]] bool is_withheld(db::Tx& tx, Id<Claim> claim);

/// Takes the words out of every row of the claim and puts the summary in their place. `folded`: the
/// summary as a search reads it.
void take_out(db::Tx& tx, Id<Claim> claim, const Shown& shown, const std::string& folded);
/// Puts them back where they were.
void put_back(db::Tx& tx, Id<Claim> claim);

/// A row that was just written about a claim: when that is withheld, its words are taken out.
void take_out_question(db::Tx& tx, std::int64_t question, Id<Claim> claim);
void take_out_message(db::Tx& tx, std::int64_t message, Id<Claim> claim);

/// The words as they were asked, also of a withheld question.
[[nodiscard]] std::string text_of(db::Tx& tx, std::int64_t subject, const char* part,
                                  const std::string& shown);

/// The withheld words of a claim, title first; empty when it is not withheld.
[[nodiscard]] std::vector<std::string> words_of(db::Tx& tx, Id<Claim> claim);
/// Withheld claims and questions that somebody still works on, for the clusters of the queue.
[[nodiscard]] std::vector<Waiting> list_waiting(db::Tx& tx, std::int64_t after, std::int64_t limit);
/// Adds the words of withheld fact checks to what the index knows, so that they are recognised.
void add_words(db::Tx& tx, std::vector<match::Document>& documents);

}  // namespace kentongan::tabayun::withheld
