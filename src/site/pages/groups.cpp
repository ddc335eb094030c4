#include "site/pages/groups.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages_public.hpp"
#include "site/views/group_view.hpp"

#include <map>

namespace kentongan::site {
namespace {

/// The regency a visitor chose, else the office's own.
places::AreaCode chosen_regency(const Doors& doors, const Visit& visit) {
  const auto asked = places::AreaCode::parse(visit.query("kabupaten"));
  if (asked.ok() && asked->level() == places::Level::regency) return *asked;
  const auto district = places::AreaCode::parse(visit.query("wilayah"));
  if (district.ok() && district->level() >= places::Level::regency) return district->regency();
  return doors.settings.regency;
}

std::map<std::string, std::string> names(const std::vector<groups::Named>& catalogue) {
  std::map<std::string, std::string> by_slug;
  for (const groups::Named& named : catalogue) by_slug[named.slug] = named.name;
  return by_slug;
}

std::string named(const std::map<std::string, std::string>& catalogue, const std::string& slug) {
  const auto found = catalogue.find(slug);
  return found == catalogue.end() ? slug : found->second;
}

GroupLine line_of(const Doors& doors, const groups::Group& group,
                  const std::map<std::string, std::string>& kinds,
                  const std::map<std::string, std::string>& fields) {
  std::vector<std::string> field_names;
  for (const std::string& field : group.details.fields) field_names.push_back(named(fields, field));
  return {.slug = group.slug(),
          .name = group.name(),
          .kind = named(kinds, group.details.partner_kind),
          .place = short_place(doors, group.village()),
          .fields = join(field_names, ", "),
          .state = std::string(groups::name_of(group.state))};
}

}  // namespace

namespace pages {

net::Response groups_list(const Doors& doors, const Visit& visit) {
  const places::AreaCode regency = chosen_regency(doors, visit);
  const auto asked = places::AreaCode::parse(visit.query("wilayah"));
  groups::GroupFilter filter;
  filter.area = asked.ok() && regency.contains(*asked) ? *asked : regency;
  filter.partner_kind = visit.query("jenis");
  filter.words = shorten_utf8(visit.query("q"), 100);
  filter.after = visit.query("sesudah");
  const groups::GroupPage page_of_groups = doors.groups.list(filter);

  GroupListView view;
  const auto kinds = names(doors.groups.kinds());
  const auto fields = names(doors.groups.fields());
  for (const groups::Group& group : page_of_groups.groups) {
    view.groups.push_back(line_of(doors, group, kinds, fields));
  }
  view.regency = regency.text();
  if (const auto area = doors.places.find(regency); area.ok()) view.regency_name = area->label();
  view.districts = district_choices(doors, regency, filter.area.text());
  for (const auto& [slug, name] : kinds)
    view.kinds.push_back({slug, name, slug == filter.partner_kind});
  view.words = filter.words;
  view.all = doors.groups.coverage(regency).total.groups;
  if (!page_of_groups.next.empty()) {
    view.next = "/kelompok" + query_of({{"kabupaten", view.regency},
                                        {"wilayah", visit.query("wilayah")},
                                        {"jenis", filter.partner_kind},
                                        {"q", filter.words},
                                        {"sesudah", page_of_groups.next}});
  }
  Chrome around = chrome(doors, visit, Menu::groups, say(visit.language, "site.groups.title"));
  around.description = say(visit.language, "site.groups.lead",
                           {{"count", std::to_string(view.all)}, {"regency", view.regency_name}});
  return render(visit, 200, [&](html::Page& page) { groups(page, around, view); });
}

net::Response groups_csv(const Doors& doors, const Visit& visit) {
  // The public list: no notes, no people. The office's own export is at the registry desk.
  std::string csv = "name,slug,partner_kind,village_code,place,state\r\n";
  groups::GroupFilter filter;
  filter.area = chosen_regency(doors, visit);
  filter.limit = 200;
  do {
    const groups::GroupPage page = doors.groups.list(filter);
    for (const groups::Group& group : page.groups) {
      std::vector<std::string> cells{group.name(),
                                     group.slug(),
                                     group.details.partner_kind,
                                     group.village().text(),
                                     short_place(doors, group.village()),
                                     std::string(groups::name_of(group.state))};
      for (std::string& cell : cells) cell = "\"" + replace_all(cell, "\"", "\"\"") + "\"";
      csv += join(cells, ",") + "\r\n";
    }
    filter.after = page.next;
  } while (!filter.after.empty());
  net::Response response;
  response.headers.add("Content-Type", "text/csv; charset=utf-8");
  response.headers.add("Content-Disposition", "attachment; filename=\"kelompok.csv\"");
  response.body = std::move(csv);
  return response;
}

}  // namespace pages
}  // namespace kentongan::site
