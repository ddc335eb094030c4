#include "site/pages/desk_groups.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages/desk_import.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_group_view.hpp"

namespace kentongan::site {
namespace {

constexpr Span soon = std::chrono::hours(24 * 90);

/// Where the actor keeps the registry: the office's area, else the regency of their group.
places::AreaCode desk_area(const Doors& doors, const Visit& visit) {
  for (const people::Held& held : visit.actor()->roles) {
    if (held.group.is_none() && held.area.level() >= places::Level::regency)
      return held.area.regency();
  }
  for (const people::Held& held : visit.actor()->roles) {
    if (!held.group.is_none()) return held.area.regency();
  }
  return doors.settings.regency;
}

std::string last_day(const Doors& doors, const Visit& visit, const groups::Decree& decree) {
  if (!decree.valid_until) return "";
  const Zone zone = doors.settings.zone;
  return date_for_people(start_of(*decree.valid_until, zone), zone, visit.language);
}

DeskGroupLine line_of_desk(const Doors& doors, const Visit& visit, const groups::Group& group) {
  const groups::Completeness complete =
      groups::completeness_of(group, doors.groups.count_members(group.id));
  return {.id = group.id.text(),
          .name = group.name(),
          .place = short_place(doors, group.village()),
          .state = std::string(groups::name_of(group.state)),
          .percent = complete.percent(),
          .decree_until = last_day(doors, visit, group.details.decree)};
}

net::Response show_import(const Doors& doors, const Visit& visit, int status,
                          const ImportView& view) {
  const Chrome around =
      chrome(doors, visit, Menu::desk, say(visit.language, "site.registry.import"));
  return render(visit, status, [&](html::Page& page) { pages::desk_import(page, around, view); });
}

}  // namespace

namespace pages {

net::Response desk_groups_list(const Doors& doors, const Visit& visit) {
  const places::AreaCode area = desk_area(doors, visit);
  const auto asked = places::AreaCode::parse(visit.query("wilayah"));
  groups::GroupFilter filter;
  filter.area = asked.ok() && area.contains(*asked) && !asked->text().empty() ? *asked : area;
  filter.words = shorten_utf8(visit.query("q"), 100);
  filter.after = visit.query("sesudah");
  filter.shown = groups::GroupFilter::Shown::all;
  const groups::GroupPage found = doors.groups.list(filter);
  DeskGroupsView view;
  for (const groups::Group& group : found.groups)
    view.groups.push_back(line_of_desk(doors, visit, group));
  view.may_register = visit.actor()->is_office(area);
  if (view.may_register) {
    for (const groups::Group& group : doors.groups.decrees_ending(area, soon))
      view.ending.push_back(line_of_desk(doors, visit, group));
  }
  view.districts = district_choices(doors, area, filter.area.text());
  view.words = filter.words;
  if (!found.next.empty()) {
    view.next = "/meja/kelompok" + query_of({{"wilayah", visit.query("wilayah")},
                                             {"q", filter.words},
                                             {"sesudah", found.next}});
  }
  const Chrome around = chrome(doors, visit, Menu::desk, say(visit.language, "site.desk.groups"));
  return render(visit, 200, [&](html::Page& page) { desk_groups(page, around, view); });
}

net::Response desk_groups_export(const Doors& doors, const Visit& visit) {
  const Result<std::string> csv = doors.groups.export_csv(*visit.actor(), desk_area(doors, visit));
  if (!csv.ok()) return refuse(doors, visit, csv.error());
  net::Response response;
  response.headers.add("Content-Type", "text/csv; charset=utf-8");
  response.headers.add("Content-Disposition", "attachment; filename=\"registri-kelompok.csv\"");
  response.body = *csv;
  return response;
}

net::Response desk_import_form(const Doors& doors, const Visit& visit) {
  return show_import(doors, visit, 200, {});
}

net::Response desk_import_do(const Doors& doors, const Visit& visit) {
  if (visit.form.files.empty() || visit.form.files.front().bytes.empty()) {
    return show_import(doors, visit, 422,
                       {.problem = say(visit.language, "site.registry.no_file")});
  }
  groups::GroupImportReport report;
  const Result<> outcome = doors.groups.import_csv(
      {.actor = *visit.actor(),
       .csv = visit.form.files.front().bytes,
       .on_duplicate = groups::OnDuplicate::update,
       .on_refusal = visit.field("partial") == "yes" ? places::OnRefusal::keep_the_rest
                                                     : places::OnRefusal::keep_nothing},
      report);
  ImportView view;
  for (const groups::RefusedRow& row : report.refused) {
    view.refused.push_back(
        {std::to_string(row.line) + (row.column.empty() ? "" : " (" + row.column + ")"),
         say(visit.language, row.message)});
  }
  if (!outcome.ok()) {
    view.problem = say(visit.language, outcome.error().message());
    return show_import(doors, visit, status_of(outcome.error().refusal()), view);
  }
  view.done = say(visit.language, "cli.import.groups_done",
                  {{"added", thousands(report.added)},
                   {"changed", thousands(report.updated)},
                   {"refused", thousands(static_cast<std::int64_t>(report.refused.size()))}});
  return show_import(doors, visit, 200, view);
}

}  // namespace pages
}  // namespace kentongan::site
