#include "site/pages/desk_explainers.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "newsroom/newsroom.hpp"
#include "radar/radar.hpp"
#include "site/answer.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_radar_view.hpp"

namespace kentongan::site {
namespace {

using radar::Explainer;
using radar::ExplainerMove;

constexpr const char* myself = "saya";
constexpr std::int64_t most_groups = 200;

std::string writer_of(const Doors& doors, const Explainer& explainer) {
  if (!explainer.group.is_none()) {
    const auto names = doors.groups.names_of({explainer.group});
    return names.empty() ? explainer.group.text() : names.front().name;
  }
  if (explainer.person.is_none()) return {};
  const auto names = doors.people.names_of({explainer.person});
  return names.empty() ? explainer.person.text() : names.front().second;
}

ExplainerLine line_of(const Doors& doors, const Visit& visit, const Explainer& explainer) {
  const bool leads = radar::leads(*visit.actor(), explainer.area);
  ExplainerLine line{.id = explainer.id.text(),
                     .revision = std::to_string(explainer.revision),
                     .title = explainer.title,
                     .state = std::string(radar::name_of(explainer.state)),
                     .claim = explainer.claim.text(),
                     .writer = writer_of(doors, explainer),
                     .reason = explainer.reason,
                     .changed = moment_of(doors, visit, explainer.changed_at),
                     .may_assign = leads && !explainer.is_over(),
                     .may_finish = !explainer.is_over(),
                     .may_drop = leads && !explainer.is_over()};
  if (explainer.area.level() != places::Level::nation)
    line.place = short_place(doors, explainer.area);
  line.write_path =
      "/meja/kabar/baru" + query_of({{"judul", explainer.title}, {"jenis", "explainer"}});
  if (!explainer.item.is_none()) {
    const auto item = doors.newsroom.find(*visit.actor(), explainer.item);
    if (item.ok()) {
      line.item_path = "/meja/kabar/" + item->id.text();
      line.item_title = item->content.title;
    }
  }
  return line;
}

net::Response show(const Doors& doors, const Visit& visit, int status, std::string problem) {
  ExplainersView view;
  view.problem = std::move(problem);
  for (const Explainer& explainer : doors.radar.list_explainers(*visit.actor()))
    (explainer.is_over() ? view.over : view.open).push_back(line_of(doors, visit, explainer));
  view.writers.push_back({myself, say(visit.language, "radar.explainer.myself"), false});
  for (const groups::Group& group :
       doors.groups.list({.area = doors.settings.regency, .limit = most_groups}).groups)
    view.writers.push_back({group.id.text(), group.name(), false});
  const Chrome around = chrome(doors, visit, Menu::desk, say(visit.language, "radar.explainers"));
  return render(visit, status,
                [&](html::Page& page) { pages::desk_explainers(page, around, view); });
}

/// The published item that an address names: `https://…/kabar/jadwal-pupuk`, or of its desk.
/// Errors: invalid `radar.explainer.no_item`.
Result<Id<newsroom::Item>> item_of(const Doors& doors, const Visit& visit,
                                   std::string_view address) {
  address = trim(address);
  address = address.substr(0, address.find_first_of("?#"));
  while (address.ends_with('/')) address.remove_suffix(1);
  const std::string last(address.substr(address.rfind('/') + 1));
  if (const auto item = doors.newsroom.find_public(last); item.ok() && item->is_public())
    return item->id;
  if (const auto id = Id<newsroom::Item>::parse(last); id.ok()) {
    if (const auto item = doors.newsroom.find(*visit.actor(), *id); item.ok() && item->is_public())
      return item->id;
  }
  return Error(Refusal::invalid, "radar.explainer.no_item");
}

Result<radar::MoveExplainer> command_of(const Doors& doors, const Visit& visit) {
  const auto move = radar::find_explainer_move(visit.captured[1]);
  if (!move) return Error(Refusal::not_found, "radar.explainer.not_found");
  radar::MoveExplainer command;
  command.actor = *visit.actor();
  command.explainer = TRY(Id<Explainer>::parse(visit.captured[0]));
  command.seen_revision = TRY(parse_integer(visit.field("seen_revision")));
  command.move = *move;
  command.reason = visit.field("reason");
  if (*move == ExplainerMove::finish)
    command.item = TRY(item_of(doors, visit, visit.field("item")));
  if (*move == ExplainerMove::assign) {
    if (visit.field("who") == myself) {
      command.person = visit.actor()->account;
    } else {
      command.group = TRY(Id<groups::Group>::parse(visit.field("who")));
      TRY(doors.groups.find(command.group));
    }
  }
  return command;
}

net::Response show_problem(const Doors& doors, const Visit& visit, const Error& error) {
  const bool typed = error.refusal() == Refusal::invalid || error.refusal() == Refusal::conflict;
  if (!typed) return refuse(doors, visit, error);
  return show(doors, visit, status_of(error.refusal()), say(visit.language, error.message()));
}

}  // namespace

namespace pages {

net::Response desk_explainers_list(const Doors& doors, const Visit& visit) {
  return show(doors, visit, 200, "");
}

net::Response desk_explainer_open(const Doors& doors, const Visit& visit) {
  const auto claim = Id<tabayun::Claim>::parse(visit.field("claim"));
  const auto area = places::AreaCode::parse(visit.field("area"));
  if (!claim.ok() || !area.ok()) return not_found(doors, visit);
  const auto opened = doors.radar.open_explainer(
      {.actor = *visit.actor(), .claim = *claim, .area = *area, .title = visit.field("title")});
  if (!opened.ok()) return show_problem(doors, visit, opened.error());
  return redirect_with_notice("/meja/radar/penjelas", "radar.explainer.opened");
}

net::Response desk_explainer_move(const Doors& doors, const Visit& visit) {
  const auto command = command_of(doors, visit);
  if (!command.ok()) return show_problem(doors, visit, command.error());
  const auto moved = doors.radar.move_explainer(*command);
  if (!moved.ok()) return show_problem(doors, visit, moved.error());
  return redirect_with_notice("/meja/radar/penjelas", "site.desk.done");
}

}  // namespace pages
}  // namespace kentongan::site
