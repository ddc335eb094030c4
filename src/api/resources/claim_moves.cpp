// What is done with a claim: one move, by its name in the table of tabayun/workflow.hpp.
#include "api/body.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "people/account.hpp"
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
  std::optional<tabayun::ReasonCode> code = {};
  std::string missing_piece = {};
  Id<people::Account> to = {};
};

/// `open` and `propose` are POST /desk/claims and POST …/verdicts.
constexpr std::array steps{Move::take,    Move::wait,      Move::resume,    Move::give_back,
                           Move::confirm, Move::give_up,   Move::leave_out, Move::merge,
                           Move::reopen,  Move::hand_over, Move::withdraw};

std::optional<Move> find_step(std::string_view name) {
  for (const Move move : steps) {
    if (tabayun::name_of(move) == name) return move;
  }
  return std::nullopt;
}

Result<Claim> hand_over(const Call& call, const MoveClaim& command) {
  const people::Account account = TRY(call.doors.people.find_account(command.to));
  const bool active = account.state == people::AccountState::active;
  const people::Actor to{account.id, account.name,
                         active ? account.roles : std::vector<people::Held>()};
  return call.doors.tabayun.hand_over({.on = command.on, .to = to});
}

Result<Claim> carry_out(const Call& call, const MoveClaim& command) {
  Tabayun& tabayun = call.doors.tabayun;
  const tabayun::OnClaim& on = command.on;
  const tabayun::ReasonOnClaim with_reason{.on = on, .reason = command.note};
  switch (command.move) {
    case Move::take: return tabayun.take(on);
    case Move::wait: return tabayun.wait_for(with_reason);
    case Move::resume: return tabayun.resume(on);
    case Move::give_back: return tabayun.give_back(with_reason);
    case Move::confirm: return tabayun.confirm_verdict(on);
    case Move::give_up:
      return tabayun.give_up({.on = on,
                              .reason = command.note,
                              .code = command.code.value_or(tabayun::ReasonCode::other),
                              .missing_piece = command.missing_piece});
    case Move::hand_over: return hand_over(call, command);
    case Move::withdraw: return tabayun.withdraw(with_reason);
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
  body.take_word("reason_code", command.code, tabayun::find_reason_code);
  body.take("missing_piece", command.missing_piece);
  if (command.move == Move::hand_over) {
    body.need("to", command.to);
  } else {
    body.take("to", command.to);
  }
  if (command.move == Move::merge) {
    body.need("into", command.into);
  } else {
    body.take("into", command.into);
  }
  if (const auto problem = body.problem()) return *problem;
  const Claim claim = TRY(carry_out(call, command));
  Labels labels(call);
  return json_object(
      200, [&](JsonWriter& json) { write_desk_claim(json, call, labels, claim, Detail::whole); });
}

}  // namespace kentongan::api::resources
