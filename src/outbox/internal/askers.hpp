// The only SQL that touches `asked_questions`.
#pragma once

#include "db/db.hpp"
#include "outbox/asker.hpp"
#include "outbox/internal/fan_outs.hpp"
#include "outbox/subscription.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace kentongan::outbox::askers {

/// Remembers who asked; a question has one asker, the first that was told of.
void keep(db::Tx& tx, const Asker& asker, Id<Subscription> subscription, Instant now);
/// The ticket of a question, or empty when its asker does not want to hear any more.
[[nodiscard]] std::string code_of(db::Tx& tx, std::int64_t question);
/// The last question somebody asked, and its ticket.
struct Last {
  std::int64_t question = 0;
  std::string code;
};
[[nodiscard]] std::optional<Last> last_of(db::Tx& tx, Id<Subscription> subscription);
/// How many questions they asked since.
[[nodiscard]] std::int64_t asked_since(db::Tx& tx, Id<Subscription> subscription, Instant since);
/// Nothing they asked is answered any more.
void forget(db::Tx& tx, Id<Subscription> subscription);
/// Who asked a question, while they can be written to.
[[nodiscard]] std::optional<Id<Subscription>> who_asked(db::Tx& tx, std::int64_t question);

/// Makes a delivery for everyone who asked one of these. Who was never told what is now withdrawn
/// is not told of the withdrawal either. Returns how many.
std::int64_t spread(db::Tx& tx, const fan_outs::FanOut& fan_out, const fan_outs::Step& step,
                    std::span<const std::int64_t> questions);

/// Adds what became of these questions' askers and the newest thing they were told of `claim`.
void add_coverage(db::Tx& tx, std::int64_t claim, std::span<const std::int64_t> questions,
                  AskerCoverage& coverage);

}  // namespace kentongan::outbox::askers
