// The tasks "publish an explainer": opened, given to somebody, done or dropped.
#include "base/text.hpp"
#include "radar/internal/explainers.hpp"
#include "radar/radar.hpp"

#include <utility>

namespace kentongan::radar {

namespace {

constexpr std::int64_t most_looked_at = 1'000;
constexpr std::size_t most_listed = 200;

const char* entry_of(ExplainerState state) {
  switch (state) {
    case ExplainerState::open: return "explainer_opened";
    case ExplainerState::assigned: return "explainer_assigned";
    case ExplainerState::done: return "explainer_done";
    case ExplainerState::dropped: return "explainer_dropped";
  }
  __builtin_unreachable();
}

/// `32.10`; `00` for what belongs to no regency.
std::string chain_of(const places::AreaCode& area) {
  return area.level() < places::Level::regency ? std::string("00") : area.regency().text();
}

void note(db::Tx& tx, const people::Surroundings& outside, const Explainer& explainer,
          Id<people::Account> actor) {
  outside.ledger.append(tx,
                        {entry_of(explainer.state), chain_of(explainer.area), explainer.id.raw(),
                         actor.raw(), "{\"claim\":\"" + explainer.claim.text() + "\"}"},
                        explainer.changed_at);
}

}  // namespace

Result<Explainer> Radar::open_explainer(const OpenExplainer& given) {
  OpenExplainer command = given;
  const auto claims = tabayun_.find_headlines({command.claim});
  if (claims.empty()) return Error(Refusal::not_found, "tabayun.claim.not_found");
  if (trim(command.title).empty())
    command.title = shorten_utf8(claims.front().finding.title, longest_explainer_text);
  Explainer made = TRY(decide_open(command, outside_.clock.now()));
  made.id = outside_.ids.next<Explainer>();
  const auto opened = outside_.db.write([&](db::Tx& tx) -> Result<Explainer> {
    if (!explainers::insert(tx, made)) return Error(Refusal::conflict, "radar.explainer.exists");
    note(tx, outside_, made, command.actor.account);
    return made;
  });
  if (opened.ok()) outside_.db.announce();
  return opened;
}

Result<Explainer> Radar::move_explainer(const MoveExplainer& command) {
  const auto moved = outside_.db.write([&](db::Tx& tx) -> Result<Explainer> {
    const auto before = explainers::find(tx, command.explainer);
    if (!before) return Error(Refusal::not_found, "radar.explainer.not_found");
    Explainer next = TRY(decide_move(*before, command, outside_.clock.now()));
    if (!explainers::save(tx, next, before->revision))
      return Error(Refusal::conflict, "radar.explainer.changed");
    note(tx, outside_, next, command.actor.account);
    return next;
  });
  if (moved.ok()) outside_.db.announce();
  return moved;
}

Result<Explainer> Radar::find_explainer(const people::Actor& actor, Id<Explainer> id) const {
  auto found = outside_.db.read([id](db::Tx& tx) { return explainers::find(tx, id); });
  if (!found || !may_see(actor, *found))
    return Error(Refusal::not_found, "radar.explainer.not_found");
  return std::move(*found);
}

std::vector<Explainer> Radar::list_explainers(const people::Actor& actor) const {
  return outside_.db.read([&actor](db::Tx& tx) {
    std::vector<Explainer> found;
    explainers::each(tx, most_looked_at, [&](Explainer explainer) {
      if (found.size() < most_listed && may_see(actor, explainer))
        found.push_back(std::move(explainer));
    });
    return found;
  });
}

std::optional<Explainer> Radar::explainer_about(const people::Actor& actor,
                                                Id<tabayun::Claim> claim) const {
  auto found = outside_.db.read([claim](db::Tx& tx) { return explainers::find_about(tx, claim); });
  if (found && !may_see(actor, *found)) return std::nullopt;
  return found;
}

}  // namespace kentongan::radar
