// The way of an item from draft to public and back, as a table an editor can read, and the
// decisions that move it. Pure: time and actor are arguments, nothing is touched.
#pragma once

#include "newsroom/item.hpp"
#include "people/actor.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::newsroom {

enum class Move {
  edit,
  submit,
  recall,
  take,
  hand_back,
  approve,
  schedule,
  unschedule,
  publish,
  propose_correction,
  correct,
  refuse_correction,
  withdraw,
  archive,
  restore
};
[[nodiscard]] std::string_view name_of(Move move);
[[nodiscard]] std::optional<Move> find_move(std::string_view name);

struct AllowedMove {
  State from;
  Move move;
  State to;
};

/// Everything that may happen. A change after approval drops the approval: the item waits for
/// somebody else's eyes again.
inline constexpr std::array allowed_moves{
    AllowedMove{State::draft, Move::edit, State::draft},
    AllowedMove{State::draft, Move::submit, State::submitted},
    AllowedMove{State::draft, Move::archive, State::archived},
    AllowedMove{State::submitted, Move::edit, State::submitted},
    AllowedMove{State::submitted, Move::recall, State::draft},
    AllowedMove{State::submitted, Move::take, State::in_review},
    AllowedMove{State::submitted, Move::approve, State::approved},
    AllowedMove{State::submitted, Move::hand_back, State::returned},
    AllowedMove{State::in_review, Move::edit, State::in_review},
    AllowedMove{State::in_review, Move::take, State::in_review},
    AllowedMove{State::in_review, Move::approve, State::approved},
    AllowedMove{State::in_review, Move::hand_back, State::returned},
    AllowedMove{State::returned, Move::edit, State::returned},
    AllowedMove{State::returned, Move::submit, State::submitted},
    AllowedMove{State::returned, Move::archive, State::archived},
    AllowedMove{State::approved, Move::edit, State::submitted},
    AllowedMove{State::approved, Move::hand_back, State::returned},
    AllowedMove{State::approved, Move::schedule, State::scheduled},
    AllowedMove{State::approved, Move::publish, State::published},
    AllowedMove{State::scheduled, Move::edit, State::submitted},
    AllowedMove{State::scheduled, Move::schedule, State::scheduled},
    AllowedMove{State::scheduled, Move::unschedule, State::approved},
    AllowedMove{State::scheduled, Move::publish, State::published},
    AllowedMove{State::published, Move::propose_correction, State::published},
    AllowedMove{State::published, Move::refuse_correction, State::published},
    AllowedMove{State::published, Move::correct, State::corrected},
    AllowedMove{State::published, Move::withdraw, State::withdrawn},
    AllowedMove{State::published, Move::archive, State::archived},
    AllowedMove{State::corrected, Move::propose_correction, State::corrected},
    AllowedMove{State::corrected, Move::refuse_correction, State::corrected},
    AllowedMove{State::corrected, Move::correct, State::corrected},
    AllowedMove{State::corrected, Move::withdraw, State::withdrawn},
    AllowedMove{State::corrected, Move::archive, State::archived},
    AllowedMove{State::withdrawn, Move::archive, State::archived},
    AllowedMove{State::archived, Move::restore,
                State::draft},  // or where it was: see decide_restore
};

/// Where `move` leads from `from`; nothing when it is not allowed there.
[[nodiscard]] constexpr std::optional<State> after(State from, Move move) {
  for (const AllowedMove& allowed : allowed_moves) {
    if (allowed.from == from && allowed.move == move) return allowed.to;
  }
  return std::nullopt;
}
static_assert(after(State::approved, Move::publish) == State::published);
static_assert(!after(State::draft, Move::publish));
static_assert(!after(State::in_review, Move::publish));
static_assert(!after(State::published, Move::edit));
static_assert(after(State::approved, Move::edit) == State::submitted);

// ---- who may -----------------------------------------------------------------------------------

/// Write for this group and these areas: a member of the group, or the office in every one of the
/// areas.
[[nodiscard]] bool may_write(const people::Actor& actor, const Content& content);
/// Change this item: its author, a member of its group, or the office over it.
[[nodiscard]] bool may_change(const people::Actor& actor, const Item& item);
/// See it before it is public.
[[nodiscard]] bool may_see(const people::Actor& actor, const Item& item);
/// Review and approve: an officer of its group, or the office over it, who wrote none of it.
[[nodiscard]] bool may_review(const people::Actor& actor, const Item& item);
/// Publish, schedule, withdraw: the office over it; an officer of its group when everybody it is
/// for lives in the group's own village.
[[nodiscard]] bool may_publish(const people::Actor& actor, const Item& item);
[[nodiscard]] bool may_withdraw(const people::Actor& actor, const Item& item);

/// The moves this person can make now, for the buttons of a page.
[[nodiscard]] std::vector<Move> open_moves(const people::Actor& actor, const Item& item);

// ---- decisions ---------------------------------------------------------------------------------

// Every one refuses: conflict `item.changed_meanwhile` when `seen_revision` is not the item's;
// conflict `newsroom.move.not_now` when the table does not allow the move; forbidden
// `newsroom.*.not_allowed`.

/// Who acts, on what they saw, when.
struct Act {
  const people::Actor& actor;
  std::int64_t seen_revision;
  Instant now;
};

/// A new draft. Errors: forbidden `newsroom.write.not_allowed`; what `clean_content` refuses.
[[nodiscard]] Result<Item> decide_create(const people::Actor& actor, Content content, Instant now);
/// Errors: what `clean_content` refuses; what `check_complete` refuses once it was submitted.
[[nodiscard]] Result<Item> decide_edit(Item item, Content content, const Act& act);
[[nodiscard]] Result<Item> decide_submit(Item item, const Act& act);
[[nodiscard]] Result<Item> decide_recall(Item item, const Act& act);
/// Errors: forbidden `newsroom.review.own_work`.
[[nodiscard]] Result<Item> decide_take(Item item, const Act& act);
/// Errors: invalid `newsroom.return.note_missing`.
[[nodiscard]] Result<Item> decide_hand_back(Item item, std::string_view note, const Act& act);
/// Errors: forbidden `newsroom.review.own_work`.
[[nodiscard]] Result<Item> decide_approve(Item item, const Act& act);
/// Errors: invalid `newsroom.schedule.past`, `newsroom.schedule.too_far`.
[[nodiscard]] Result<Item> decide_schedule(Item item, Instant at, const Act& act);
[[nodiscard]] Result<Item> decide_unschedule(Item item, const Act& act);
/// Publishes with personal numbers masked; `text_revision` follows when that changed the text.
[[nodiscard]] Result<Item> decide_publish(Item item, const Act& act);
/// The program publishes what was scheduled. Errors: conflict `newsroom.schedule.not_due`.
[[nodiscard]] Result<Item> decide_publish_due(Item item, Instant now);
/// A corrected text waits for somebody else's approval; the public goes on seeing the present one.
/// Errors: conflict `newsroom.correction.pending`; invalid `newsroom.correction.note_missing`,
/// `newsroom.correction.nothing_changed`; what `clean_content` and `check_complete` refuse.
[[nodiscard]] Result<Item> decide_propose_correction(Item item, Content corrected,
                                                     std::string_view note, const Act& act);
/// Errors: conflict `newsroom.correction.none`; forbidden `newsroom.review.own_work`.
[[nodiscard]] Result<Item> decide_correct(Item item, const Revision& proposed, const Act& act);
/// By a reviewer, or by who proposed it. Errors: conflict `newsroom.correction.none`.
[[nodiscard]] Result<Item> decide_refuse_correction(Item item, const Act& act);
/// Errors: invalid `newsroom.withdraw.reason_missing`.
[[nodiscard]] Result<Item> decide_withdraw(Item item, std::string_view reason, const Act& act);
[[nodiscard]] Result<Item> decide_archive(Item item, const Act& act);
[[nodiscard]] Result<Item> decide_restore(Item item, const Act& act);

/// What goes out: title, summary, body and source with personal numbers masked.
[[nodiscard]] Content masked(Content content);

}  // namespace kentongan::newsroom
