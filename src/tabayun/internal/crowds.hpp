// The only SQL that reads how many ask for a claim and writes what orders the queue.
#pragma once

#include "db/db.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/question.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::tabayun::crowds {

/// A question came to the claim: one more of the hour, and one more person unless they asked
/// before. Its urgency is that of `now`. Cost: by index, whatever the claim's size.
void count_question(db::Tx& tx, Id<Claim> claim, Id<Question> question, Instant now);

/// What is stored of a claim in the queue.
struct Ordered {
  Id<Claim> id;
  Crowd crowd;
  Harm harm = Harm::normal;
  bool is_set_by_hand = false;  ///< the harm
  bool is_guessed = false;      ///< a topic was looked for
  std::int64_t urgency = 0;
  Instant created_at;
};
/// Claims in the queue after `after`, in the order of their ids; at most `limit`.
[[nodiscard]] std::vector<Ordered> list(db::Tx& tx, Id<Claim> after, std::int64_t limit);
/// Who asks for the claims of the queue with ids in (after, last], counted anew.
[[nodiscard]] std::map<Id<Claim>, Crowd> count(db::Tx& tx, Id<Claim> after, Id<Claim> last,
                                               Instant now);
void save(db::Tx& tx, const Ordered& ordered);
/// `topic`: none when nothing known is like it. The harm stays where a person set it.
void save_guess(db::Tx& tx, Id<Claim> claim, std::optional<Topic> topic, Harm harm);
void set_harm(db::Tx& tx, Id<Claim> claim, Harm harm, Id<people::Account> by);
/// The urgency of one claim from what is stored of it.
void reorder(db::Tx& tx, Id<Claim> claim, Instant now);

}  // namespace kentongan::tabayun::crowds
