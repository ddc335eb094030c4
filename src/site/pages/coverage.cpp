#include "site/pages/coverage.hpp"

#include "groups/groups.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages_public.hpp"
#include "site/views/group_view.hpp"

#include <algorithm>

namespace kentongan::site {
namespace {

constexpr int map_width = 600;              // units of the viewBox
constexpr std::int32_t map_tolerance = 60;  // hundred-thousandths of a degree, about 66 m

CoverageLine line_of(const groups::DistrictCoverage& district) {
  CoverageLine line{.code = district.district.text(),
                    .name = district.name,
                    .villages = district.villages,
                    .covered = district.villages_with_active,
                    .groups = district.groups,
                    .active = district.active_groups};
  line.percent = line.villages == 0 ? 0 : line.covered * 100 / line.villages;
  line.level = coverage_level(line.covered, line.villages);
  return line;
}

/// The real map, when boundaries were imported; else the page draws tiles.
void draw_map(const Doors& doors, const places::AreaCode& regency, CoverageView& view) {
  const std::vector<places::Outline> outlines = doors.places.outlines_within(regency);
  if (outlines.empty()) return;
  const places::Frame frame = places::frame_of(outlines);
  view.map_height = places::svg_height(frame, map_width);
  for (const places::Outline& outline : outlines) {
    const auto line = std::ranges::find(view.districts, outline.code.text(), &CoverageLine::code);
    if (line != view.districts.end()) {
      line->path = places::svg_path(places::simplified(outline, map_tolerance), frame, map_width);
    }
  }
}

}  // namespace

int coverage_level(std::int64_t covered, std::int64_t villages) {
  if (covered == 0 || villages == 0) return 0;
  const std::int64_t percent = covered * 100 / villages;
  if (percent < 25) return 1;
  if (percent < 45) return 2;
  if (percent < 70) return 3;
  return 4;
}

namespace pages {

net::Response coverage_show(const Doors& doors, const Visit& visit) {
  const auto asked = places::AreaCode::parse(visit.query("kabupaten"));
  const places::AreaCode regency =
      asked.ok() && asked->level() == places::Level::regency ? *asked : doors.settings.regency;
  const auto area = doors.places.find(regency);
  if (!area.ok()) return refuse(doors, visit, area.error());

  CoverageView view;
  view.regency = regency.text();
  view.regency_name = area->label();
  const groups::Coverage covered = doors.groups.coverage(regency);
  for (const groups::DistrictCoverage& district : covered.districts) {
    view.districts.push_back(line_of(district));
    if (district.villages_with_active == 0) ++view.without;
  }
  view.total = line_of(covered.total);
  draw_map(doors, regency, view);
  for (const places::Area& other : doors.places.children(regency.parent())) {
    view.regencies.push_back({other.code.text(), other.label(), other.code == regency});
  }
  const std::string title = say(visit.language, "site.coverage.title",
                                {{"covered", std::to_string(view.total.covered)},
                                 {"villages", std::to_string(view.total.villages)}});
  const Chrome around = chrome(doors, visit, Menu::coverage, title);
  return render(visit, 200, [&](html::Page& page) { coverage(page, around, view); });
}

}  // namespace pages
}  // namespace kentongan::site
