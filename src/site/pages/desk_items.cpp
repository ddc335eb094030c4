#include "site/pages/desk_items.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "newsroom/newsroom.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_item_view.hpp"

#include <array>
#include <set>

namespace kentongan::site {
namespace {

using newsroom::State;

constexpr std::array shown_states{
    State::draft,     State::submitted, State::in_review, State::returned,  State::approved,
    State::scheduled, State::published, State::corrected, State::withdrawn, State::archived};

/// The desks an actor works at: areas of their office, their groups, and what they wrote
/// themselves. The value is an area code, a group's id, or `saya`.
std::vector<Choice> desks_of(const Doors& doors, const Visit& visit, const std::string& chosen) {
  std::vector<Choice> desks;
  std::set<std::string> seen;
  const auto add = [&](std::string value, std::string name) {
    if (seen.insert(value).second) desks.push_back({value, std::move(name), value == chosen});
  };
  for (const people::Held& held : visit.actor()->roles) {
    if (!held.group.is_none()) {
      const auto names = doors.groups.names_of({held.group});
      add(held.group.text(), names.empty() ? held.group.text() : names.front().name);
    } else if (visit.actor()->is_office(held.area)) {
      const auto area = doors.places.find(held.area);
      add(held.area.text(), area.ok() && !held.area.text().empty()
                                ? area->label()
                                : say(visit.language, "site.nation"));
    }
  }
  add("saya", say(visit.language, "site.desk.mine"));
  return desks;
}

newsroom::DeskQuery query_for(const Visit& visit, const std::string& desk) {
  newsroom::DeskQuery query{.actor = *visit.actor()};
  if (const auto group = Id<groups::Group>::parse(desk); group.ok()) {
    query.group = *group;
  } else if (const auto area = places::AreaCode::parse(desk); desk != "saya" && area.ok()) {
    query.area = *area;
  } else {
    query.whose = newsroom::DeskQuery::Whose::own;
  }
  return query;
}

DeskItemLine line_of_desk(const Doors& doors, const Visit& visit, const newsroom::Item& item,
                          const std::vector<std::pair<Id<people::Account>, std::string>>& names) {
  DeskItemLine line{.id = item.id.text(),
                    .title = item.content.title.empty() ? item.id.text() : item.content.title,
                    .provenance = std::string(newsroom::name_of(item.content.provenance)),
                    .state = std::string(newsroom::name_of(item.state)),
                    .changed = moment_of(doors, visit, item.changed_at),
                    .own = item.was_written_by(visit.actor()->account)};
  for (const auto& [account, name] : names) {
    if (account == item.author) line.writer = name;
  }
  if (!item.content.areas.empty()) line.place = short_place(doors, item.content.areas.front());
  if (item.content.areas.size() > 1) line.place += ", …";
  return line;
}

}  // namespace

namespace pages {

net::Response desk_show(const Doors&, const Visit& visit) {
  const bool checks_only =
      !visit.actor()->roles.empty() && visit.actor()->roles.front().role == people::Role::pemeriksa;
  return redirect(checks_only ? "/meja/pertanyaan" : "/meja/kabar");
}

net::Response desk_items_list(const Doors& doors, const Visit& visit) {
  DeskItemsView view;
  std::string desk = visit.query("meja");
  if (desk.empty()) desk = desks_of(doors, visit, "").front().value;
  view.desks = desks_of(doors, visit, desk);
  newsroom::DeskQuery query = query_for(visit, desk);
  const auto counts = doors.newsroom.count_desk(query);
  if (!counts.ok()) return refuse(doors, visit, counts.error());
  query.state = newsroom::find_state(visit.query("keadaan"));
  if (const auto after = newsroom::Place::parse(visit.query("sesudah")); after.ok())
    query.after = *after;
  const auto found = doors.newsroom.list_desk(query);
  if (!found.ok()) return refuse(doors, visit, found.error());

  std::int64_t all = 0;
  for (const auto& [state, count] : *counts) all += count;
  view.chips.push_back({"/meja/kabar" + query_of({{"meja", desk}}), "", all, !query.state});
  for (const State state : shown_states) {
    const auto count = counts->find(state);
    if (count == counts->end()) continue;
    const std::string name(newsroom::name_of(state));
    view.chips.push_back({"/meja/kabar" + query_of({{"meja", desk}, {"keadaan", name}}), name,
                          count->second, query.state == state});
  }
  std::vector<Id<people::Account>> writers;
  for (const newsroom::Item& item : found->items) writers.push_back(item.author);
  const auto names = doors.people.names_of(writers);
  for (const newsroom::Item& item : found->items)
    view.items.push_back(line_of_desk(doors, visit, item, names));
  if (found->next) {
    view.next = "/meja/kabar" + query_of({{"meja", desk},
                                          {"keadaan", visit.query("keadaan")},
                                          {"sesudah", found->next->text()}});
  }
  const Chrome around = chrome(doors, visit, Menu::desk, say(visit.language, "site.desk.news"));
  return render(visit, 200, [&](html::Page& page) { desk_items(page, around, view); });
}

}  // namespace pages
}  // namespace kentongan::site
