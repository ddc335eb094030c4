// What is done with an item: one move, by its name in the table of newsroom/workflow.hpp.
#include "api/body.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "newsroom/newsroom.hpp"

namespace kentongan::api::resources {
namespace {

using newsroom::Item;
using newsroom::Move;
using newsroom::Newsroom;

struct MoveItem {
  newsroom::OnItem on;
  Move move = Move::submit;
  std::string note = {};
  std::optional<Instant> at = {};
};

/// Words are written by PATCH and by POST …/corrections.
std::optional<Move> find_step(std::string_view name) {
  const std::optional<Move> move = newsroom::find_move(name);
  if (move == Move::edit || move == Move::propose_correction) return std::nullopt;
  return move;
}

Result<Item> carry_out(Newsroom& newsroom, const MoveItem& command) {
  const newsroom::OnItem& on = command.on;
  switch (command.move) {
    case Move::submit: return newsroom.submit(on);
    case Move::recall: return newsroom.recall(on);
    case Move::take: return newsroom.take(on);
    case Move::hand_back: return newsroom.hand_back({.on = on, .note = command.note});
    case Move::approve: return newsroom.approve(on);
    case Move::schedule: return newsroom.schedule({.on = on, .at = command.at.value_or(Instant())});
    case Move::unschedule: return newsroom.unschedule(on);
    case Move::publish: return newsroom.publish(on);
    case Move::correct: return newsroom.approve_correction(on);
    case Move::refuse_correction:
      return newsroom.refuse_correction({.on = on, .note = command.note});
    case Move::withdraw: return newsroom.withdraw({.on = on, .note = command.note});
    case Move::archive: return newsroom.archive(on);
    case Move::restore: return newsroom.restore(on);
    case Move::edit:
    case Move::propose_correction: break;  // find_step let none through
  }
  __builtin_unreachable();
}

}  // namespace

Answer move_item(const Call& call) {
  const Id<Item> id = TRY(call.id<Item>());  // apart: g++ 12 loses a half-made aggregate on return
  MoveItem command{.on = {.actor = call.actor(), .item = id}};
  Body body(call);
  body.need_word("move", command.move, find_step);
  body.need("seen_revision", command.on.seen_revision);
  body.take("note", command.note);
  if (command.move == Move::schedule) {
    body.need("at", command.at);
  } else {
    body.take("at", command.at);
  }
  if (const auto problem = body.problem()) return *problem;
  const Item item = TRY(carry_out(call.doors.newsroom, command));
  Labels labels(call);
  return json_object(
      200, [&](JsonWriter& json) { write_desk_item(json, call, labels, item, Detail::whole); });
}

}  // namespace kentongan::api::resources
