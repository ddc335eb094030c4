// "Yes, this one", said by askers, read by the desk: docs/decisions/0015.
#include "api/body.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::api::resources {
namespace {

constexpr std::size_t most_picks = 50;

std::optional<tabayun::PickState> find_reading(std::string_view name) {
  if (name == "accepted") return tabayun::PickState::accepted;
  if (name == "declined") return tabayun::PickState::declined;
  return std::nullopt;
}

}  // namespace

Answer list_picks(const Call& call) {
  Labels labels(call);
  return json_object(200, [&](JsonWriter& json) {
    json.array("results", [&] {
      for (const tabayun::Pick& pick : call.doors.tabayun.list_picks(call.actor(), most_picks)) {
        json.object([&] {
          json.member("question", pick.question.text());
          json.member("text", pick.text);
          labels.area(json, "area", pick.area);
          json.member("picked_at", rfc3339(pick.picked_at));
          json.member("claim", pick.claim.id.text());
          json.member("title", pick.claim.finding.title);
          json.member("verdict", tabayun::name_of(pick.claim.finding.verdict));
        });
      }
    });
  });
}

Answer read_pick(const Call& call) {
  const auto question = TRY(call.id<tabayun::Question>());
  tabayun::ReadPick command{.actor = call.actor(), .question = question};
  Body body(call);
  body.need_word("reading", command.state, find_reading);
  if (const auto problem = body.problem()) return *problem;
  const tabayun::Claim claim = TRY(call.doors.tabayun.read_pick(command));
  Labels labels(call);
  return json_object(
      200, [&](JsonWriter& json) { write_desk_claim(json, call, labels, claim, Detail::whole); });
}

}  // namespace kentongan::api::resources
