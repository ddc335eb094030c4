// What is done with a claim: one move, by its name in the table of tabayun/workflow.hpp.
#include "api/body.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "tabayun/tabayun.hpp"

#include <array>

namespace kentongan::api::resources {
namespace {

using tabayun::Claim;
using tabayun::Move;
using tabayun::Tabayun;

struct MoveClaim {
  tabayun::OnClaim on;
  Move move = Move::take;
  std::string note = {};
  Id<Claim> into = {};
};

/// `open` and `propose` are POST /desk/claims and POST …/verdicts.
constexpr std::array steps{Move::take,      Move::wait,    Move::resume,
                           Move::give_back, Move::confirm, Move::give_up,
                           Move::leave_out, Move::merge,   Move::reopen};

std::optional<Move> find_step(std::string_view name) {
  for (const Move move : steps) {
    if (tabayun::name_of(move) == name) return move;
  }
  return std::nullopt;
}

Result<Claim> carry_out(Tabayun& tabayun, const MoveClaim& command) {
  const tabayun::OnClaim& on = command.on;
  const tabayun::ReasonOnClaim with_reason{.on = on, .reason = command.note};
  switch (command.move) {
    case Move::take: return tabayun.take(on);
    case Move::wait: return tabayun.wait_for(with_reason);
    case Move::resume: return tabayun.resume(on);
    case Move::give_back: return tabayun.give_back(with_reason);
    case Move::confirm: return tabayun.confirm_verdict(on);
    case Move::give_up: return tabayun.give_up(with_reason);
    case Move::leave_out: return tabayun.leave_out(with_reason);
    case Move::merge: return tabayun.merge({.on = on, .into = command.into});
    case Move::reopen: return tabayun.reopen(on);
    case Move::open:
    case Move::propose: break;  // find_step let none through
  }
  __builtin_unreachable();
}

}  // namespace

Answer move_claim(const Call& call) {
  const Id<Claim> id =
      TRY(call.id<Claim>());  // apart: g++ 12 loses a half-made aggregate on return
  MoveClaim command{.on = {.actor = call.actor(), .claim = id}};
  Body body(call);
  body.need_word("move", command.move, find_step);
  body.need("seen_revision", command.on.seen_revision);
  body.take("note", command.note);
  if (command.move == Move::merge) {
    body.need("into", command.into);
  } else {
    body.take("into", command.into);
  }
  if (const auto problem = body.problem()) return *problem;
  const Claim claim = TRY(carry_out(call.doors.tabayun, command));
  Labels labels(call);
  return json_object(
      200, [&](JsonWriter& json) { write_desk_claim(json, call, labels, claim, Detail::whole); });
}

}  // namespace kentongan::api::resources
