#include "newsroom/workflow.hpp"

#include "base/personal_numbers.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::newsroom {
namespace {

using people::Actor;
using people::Role;

constexpr Span longest_schedule = std::chrono::hours(24 * 366);

bool is_office_over(const Actor& actor, const Content& content) {
  if (content.areas.empty()) return false;
  return std::all_of(content.areas.begin(), content.areas.end(),
                     [&actor](const places::AreaCode& area) { return actor.is_office(area); });
}

bool is_office_somewhere(const Actor& actor) {
  return std::any_of(actor.roles.begin(), actor.roles.end(), [&actor](const people::Held& held) {
    return held.group.is_none() && actor.is_office(held.area);
  });
}

bool is_member(const Actor& actor, const Content& content) {
  return !content.group.is_none() && actor.is_member_of(content.group);
}

bool is_group_officer(const Actor& actor, const Content& content) {
  return !content.group.is_none() && actor.holds_in(Role::ketua, content.group);
}

/// Whether everybody the item is for lives in the village where this person is an officer of its
/// group.
bool stays_in_own_village(const Actor& actor, const Content& content) {
  for (const people::Held& held : actor.roles) {
    if (held.role != Role::ketua || held.group != content.group || held.group.is_none()) continue;
    const bool within =
        std::all_of(content.areas.begin(), content.areas.end(),
                    [&held](const places::AreaCode& area) { return held.area.contains(area); });
    if (within && !content.areas.empty()) return true;
  }
  return false;
}

/// The regency that keeps a new item.
places::AreaCode home_of(const Actor& actor, const Content& content) {
  for (const people::Held& held : actor.roles) {
    if (!content.group.is_none() && held.group == content.group) return held.area.regency();
  }
  if (!content.areas.empty()) return content.areas.front().regency();
  return actor.roles.empty() ? places::AreaCode() : actor.roles.front().area.regency();
}

/// The checks that every move shares, and the move itself.
Result<State> moved(const Item& item, Move move, const Act& act) {
  if (item.revision != act.seen_revision) return Error(Refusal::conflict, "item.changed_meanwhile");
  const std::optional<State> to = after(item.state, move);
  if (!to) return Error(Refusal::conflict, "newsroom.move.not_now");
  return *to;
}

Item stamped(Item item, Instant now) {
  ++item.revision;
  item.changed_at = now;
  return item;
}

void add_writer(Item& item, Id<people::Account> writer) {
  if (std::find(item.writers.begin(), item.writers.end(), writer) == item.writers.end()) {
    item.writers.push_back(writer);
  }
}

Result<> check_reviewer(const Item& item, const Act& act) {
  if (item.was_written_by(act.actor.account))
    return Error(Refusal::forbidden, "newsroom.review.own_work");
  if (!may_review(act.actor, item)) return Error(Refusal::forbidden, "newsroom.review.not_allowed");
  return {};
}

/// Content with another group or areas is also a claim to speak for them.
Result<> check_speaker(const Actor& actor, const Content& before, const Content& now_content) {
  if (before.group == now_content.group && before.areas == now_content.areas) return {};
  if (!may_write(actor, now_content))
    return Error(Refusal::forbidden, "newsroom.write.not_allowed");
  return {};
}

/// Makes `item` public with what may go out.
Item made_public(Item item, Instant now) {
  Content outgoing = masked(item.content);
  if (!(outgoing == item.content)) {
    item.content = std::move(outgoing);
    item.text_revision = item.revision;
  }
  item.published_at = now;
  item.scheduled_at.reset();
  return item;
}

}  // namespace

std::string_view name_of(Move move) {
  switch (move) {
    case Move::edit: return "edit";
    case Move::submit: return "submit";
    case Move::recall: return "recall";
    case Move::take: return "take";
    case Move::hand_back: return "hand_back";
    case Move::approve: return "approve";
    case Move::schedule: return "schedule";
    case Move::unschedule: return "unschedule";
    case Move::publish: return "publish";
    case Move::propose_correction: return "propose_correction";
    case Move::correct: return "correct";
    case Move::refuse_correction: return "refuse_correction";
    case Move::withdraw: return "withdraw";
    case Move::archive: return "archive";
    case Move::restore: return "restore";
  }
  __builtin_unreachable();
}

std::optional<Move> find_move(std::string_view name) {
  for (const Move move :
       {Move::edit, Move::submit, Move::recall, Move::take, Move::hand_back, Move::approve,
        Move::schedule, Move::unschedule, Move::publish, Move::propose_correction, Move::correct,
        Move::refuse_correction, Move::withdraw, Move::archive, Move::restore}) {
    if (name_of(move) == name) return move;
  }
  return std::nullopt;
}

bool may_write(const Actor& actor, const Content& content) {
  if (is_member(actor, content)) return true;
  if (content.areas.empty()) return is_office_somewhere(actor);
  return is_office_over(actor, content);
}

bool may_change(const Actor& actor, const Item& item) {
  if (!actor.is_staff()) return false;
  return item.author == actor.account || is_member(actor, item.content) ||
         is_office_over(actor, item.content) || actor.is_office(item.home);
}

bool may_see(const Actor& actor, const Item& item) {
  return item.is_public() || may_change(actor, item) || may_review(actor, item);
}

bool may_review(const Actor& actor, const Item& item) {
  if (item.was_written_by(actor.account)) return false;
  return is_group_officer(actor, item.content) || is_office_over(actor, item.content);
}

bool may_publish(const Actor& actor, const Item& item) {
  return is_office_over(actor, item.content) || stays_in_own_village(actor, item.content);
}

bool may_withdraw(const Actor& actor, const Item& item) {
  return may_publish(actor, item) || is_group_officer(actor, item.content);
}

Content masked(Content content) {
  content.title = shorten_utf8(mask_personal_numbers(content.title), longest_title);
  content.summary = shorten_utf8(mask_personal_numbers(content.summary), longest_summary);
  content.body = mask_personal_numbers(content.body);
  content.source = shorten_utf8(mask_personal_numbers(content.source), longest_source);
  return content;
}

Result<Item> decide_create(const Actor& actor, Content content, Instant now) {
  content = TRY(clean_content(std::move(content)));
  if (!may_write(actor, content)) return Error(Refusal::forbidden, "newsroom.write.not_allowed");
  Item item;
  item.home = home_of(actor, content);
  item.content = std::move(content);
  item.author = actor.account;
  item.writers = {actor.account};
  item.revision = 1;
  item.text_revision = 1;
  item.created_at = now;
  item.changed_at = now;
  return item;
}

Result<Item> decide_edit(Item item, Content content, const Act& act) {
  const State to = TRY(moved(item, Move::edit, act));
  if (!may_change(act.actor, item)) return Error(Refusal::forbidden, "newsroom.edit.not_allowed");
  content = TRY(clean_content(std::move(content)));
  if (item.state != State::draft && item.state != State::returned) TRY(check_complete(content));
  TRY(check_speaker(act.actor, item.content, content));
  if (content == item.content) return item;  // nothing to save; nothing is dropped
  item = stamped(std::move(item), act.now);
  item.content = std::move(content);
  item.text_revision = item.revision;
  item.state = to;
  item.approver = {};
  item.scheduled_at.reset();
  add_writer(item, act.actor.account);
  return item;
}

Result<Item> decide_submit(Item item, const Act& act) {
  const State to = TRY(moved(item, Move::submit, act));
  if (!may_change(act.actor, item)) return Error(Refusal::forbidden, "newsroom.edit.not_allowed");
  TRY(check_complete(item.content));
  item = stamped(std::move(item), act.now);
  item.state = to;
  item.reviewer = {};
  return item;
}

Result<Item> decide_recall(Item item, const Act& act) {
  const State to = TRY(moved(item, Move::recall, act));
  if (!may_change(act.actor, item)) return Error(Refusal::forbidden, "newsroom.edit.not_allowed");
  item = stamped(std::move(item), act.now);
  item.state = to;
  return item;
}

Result<Item> decide_take(Item item, const Act& act) {
  const State to = TRY(moved(item, Move::take, act));
  TRY(check_reviewer(item, act));
  item = stamped(std::move(item), act.now);
  item.state = to;
  item.reviewer = act.actor.account;
  return item;
}

Result<Item> decide_hand_back(Item item, std::string_view note, const Act& act) {
  const State to = TRY(moved(item, Move::hand_back, act));
  TRY(check_reviewer(item, act));
  std::string cleaned = clean_note(note);
  if (cleaned.empty()) return Error(Refusal::invalid, "newsroom.return.note_missing");
  item = stamped(std::move(item), act.now);
  item.state = to;
  item.reviewer = act.actor.account;
  item.approver = {};
  item.return_note = std::move(cleaned);
  return item;
}

Result<Item> decide_approve(Item item, const Act& act) {
  const State to = TRY(moved(item, Move::approve, act));
  TRY(check_reviewer(item, act));
  TRY(check_complete(item.content));
  item = stamped(std::move(item), act.now);
  item.state = to;
  item.reviewer = act.actor.account;
  item.approver = act.actor.account;
  item.return_note.clear();
  return item;
}

Result<Item> decide_schedule(Item item, Instant at, const Act& act) {
  const State to = TRY(moved(item, Move::schedule, act));
  if (!may_publish(act.actor, item))
    return Error(Refusal::forbidden, "newsroom.publish.not_allowed");
  if (at <= act.now) return Error(Refusal::invalid, "newsroom.schedule.past");
  if (at - act.now > longest_schedule) return Error(Refusal::invalid, "newsroom.schedule.too_far");
  item = stamped(std::move(item), act.now);
  item.state = to;
  item.scheduled_at = at;
  return item;
}

Result<Item> decide_unschedule(Item item, const Act& act) {
  const State to = TRY(moved(item, Move::unschedule, act));
  if (!may_publish(act.actor, item))
    return Error(Refusal::forbidden, "newsroom.publish.not_allowed");
  item = stamped(std::move(item), act.now);
  item.state = to;
  item.scheduled_at.reset();
  return item;
}

Result<Item> decide_publish(Item item, const Act& act) {
  const State to = TRY(moved(item, Move::publish, act));
  if (!may_publish(act.actor, item))
    return Error(Refusal::forbidden, "newsroom.publish.not_allowed");
  item = stamped(std::move(item), act.now);
  item.state = to;
  return made_public(std::move(item), act.now);
}

Result<Item> decide_publish_due(Item item, Instant now) {
  if (item.state != State::scheduled || !item.scheduled_at || *item.scheduled_at > now) {
    return Error(Refusal::conflict, "newsroom.schedule.not_due");
  }
  item = stamped(std::move(item), now);
  item.state = State::published;
  return made_public(std::move(item), now);
}

Result<Item> decide_propose_correction(Item item, Content corrected, std::string_view note,
                                       const Act& act) {
  const State to = TRY(moved(item, Move::propose_correction, act));
  if (!may_change(act.actor, item)) return Error(Refusal::forbidden, "newsroom.edit.not_allowed");
  if (item.pending_correction != 0) return Error(Refusal::conflict, "newsroom.correction.pending");
  corrected = TRY(clean_content(std::move(corrected)));
  TRY(check_complete(corrected));
  TRY(check_speaker(act.actor, item.content, corrected));
  if (corrected == item.content)
    return Error(Refusal::invalid, "newsroom.correction.nothing_changed");
  if (clean_note(note).empty()) return Error(Refusal::invalid, "newsroom.correction.note_missing");
  item = stamped(std::move(item), act.now);
  item.state = to;
  item.pending_correction = item.revision;
  item.corrector = act.actor.account;
  add_writer(item, act.actor.account);
  return item;
}

Result<Item> decide_correct(Item item, const Revision& proposed, const Act& act) {
  const State to = TRY(moved(item, Move::correct, act));
  if (item.pending_correction == 0 || item.pending_correction != proposed.number) {
    return Error(Refusal::conflict, "newsroom.correction.none");
  }
  TRY(check_reviewer(item, act));
  Item widened = item;  // who approves must also be allowed to speak to those the correction adds
  widened.content = proposed.content;
  if (!may_review(act.actor, widened))
    return Error(Refusal::forbidden, "newsroom.review.not_allowed");
  item = stamped(std::move(item), act.now);
  item.state = to;
  item.text_revision = proposed.number;
  item.content = masked(proposed.content);
  if (!(item.content == proposed.content)) item.text_revision = item.revision;
  item.approver = act.actor.account;
  item.correction_note = mask_personal_numbers(proposed.note);
  item.corrected_at = act.now;
  item.pending_correction = 0;
  item.corrector = {};
  return item;
}

Result<Item> decide_refuse_correction(Item item, const Act& act) {
  const State to = TRY(moved(item, Move::refuse_correction, act));
  if (item.pending_correction == 0) return Error(Refusal::conflict, "newsroom.correction.none");
  if (item.corrector != act.actor.account) TRY(check_reviewer(item, act));
  item = stamped(std::move(item), act.now);
  item.state = to;
  item.pending_correction = 0;
  item.corrector = {};
  return item;
}

Result<Item> decide_withdraw(Item item, std::string_view reason, const Act& act) {
  const State to = TRY(moved(item, Move::withdraw, act));
  if (!may_withdraw(act.actor, item))
    return Error(Refusal::forbidden, "newsroom.withdraw.not_allowed");
  std::string cleaned = clean_note(reason);
  if (cleaned.empty()) return Error(Refusal::invalid, "newsroom.withdraw.reason_missing");
  item = stamped(std::move(item), act.now);
  item.state = to;
  item.withdrawal_reason = mask_personal_numbers(cleaned);
  item.withdrawn_at = act.now;
  item.pending_correction = 0;
  item.corrector = {};
  return item;
}

Result<Item> decide_archive(Item item, const Act& act) {
  const State to = TRY(moved(item, Move::archive, act));
  const bool was_public = item.published_at.has_value();
  const bool may = was_public ? may_withdraw(act.actor, item) : may_change(act.actor, item);
  if (!may) return Error(Refusal::forbidden, "newsroom.archive.not_allowed");
  item = stamped(std::move(item), act.now);
  item.state = to;
  item.pending_correction = 0;
  item.corrector = {};
  return item;
}

Result<Item> decide_restore(Item item, const Act& act) {
  const State to = TRY(moved(item, Move::restore, act));
  const bool was_public = item.published_at.has_value();
  const bool may = was_public ? may_withdraw(act.actor, item) : may_change(act.actor, item);
  if (!may) return Error(Refusal::forbidden, "newsroom.archive.not_allowed");
  item = stamped(std::move(item), act.now);
  item.state = to;
  if (was_public) item.state = item.corrected_at ? State::corrected : State::published;
  if (item.withdrawn_at) item.state = State::withdrawn;
  return item;
}

std::vector<Move> open_moves(const Actor& actor, const Item& item) {
  const bool was_public = item.published_at.has_value();
  const auto may = [&](Move move) {
    switch (move) {
      case Move::edit:
      case Move::submit:
      case Move::recall: return may_change(actor, item);
      case Move::take: return may_review(actor, item) && item.reviewer != actor.account;
      case Move::hand_back:
      case Move::approve: return may_review(actor, item);
      case Move::schedule:
      case Move::unschedule:
      case Move::publish: return may_publish(actor, item);
      case Move::propose_correction: return item.pending_correction == 0 && may_change(actor, item);
      case Move::correct: return item.pending_correction != 0 && may_review(actor, item);
      case Move::refuse_correction:
        return item.pending_correction != 0 &&
               (item.corrector == actor.account || may_review(actor, item));
      case Move::withdraw: return may_withdraw(actor, item);
      case Move::archive:
      case Move::restore: return was_public ? may_withdraw(actor, item) : may_change(actor, item);
    }
    __builtin_unreachable();
  };
  std::vector<Move> open;
  for (const AllowedMove& allowed : allowed_moves) {
    if (allowed.from == item.state && may(allowed.move)) open.push_back(allowed.move);
  }
  return open;
}

}  // namespace kentongan::newsroom
