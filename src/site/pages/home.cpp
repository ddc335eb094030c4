#include "site/pages/home.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "newsroom/newsroom.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/claim_views.hpp"
#include "site/pages_public.hpp"
#include "site/views/home_view.hpp"

#include <algorithm>

namespace kentongan::site {
namespace {

constexpr int slit_height = 44;
constexpr std::int64_t home_claims = 4;
constexpr std::int64_t home_items = 8;

std::vector<Slit> slits_of(const groups::Coverage& coverage) {
  std::vector<Slit> slits;
  for (const groups::DistrictCoverage& district : coverage.districts) {
    const std::int64_t covered = district.villages_with_active;
    const std::int64_t height =
        district.villages == 0 ? 0 : covered * slit_height / district.villages;
    slits.push_back({covered == 0 ? 0 : static_cast<int>(std::max<std::int64_t>(height, 3))});
  }
  std::ranges::sort(slits, std::greater<>(), &Slit::height);
  return slits;
}

}  // namespace

namespace pages {

net::Response home_show(const Doors& doors, const Visit& visit) {
  const places::AreaCode& regency = doors.settings.regency;
  const groups::Coverage coverage = doors.groups.coverage(regency);
  HomeView view{.groups = coverage.total.groups,
                .regency_name = {},
                .districts = district_choices(doors, regency, ""),
                .covered = coverage.total.villages_with_active,
                .villages = coverage.total.villages,
                .slits = slits_of(coverage)};
  if (const auto area = doors.places.find(regency); area.ok()) view.regency_name = area->name;
  for (const tabayun::Claim& claim : doors.tabayun.list_published({.limit = home_claims}).claims) {
    view.claims.push_back(line_of(doors, visit, claim));
  }
  view.items = lines_of(
      doors, visit,
      doors.newsroom
          .list_public({.scope = newsroom::Scope::touching, .area = regency, .limit = home_items})
          .items);
  Chrome around = chrome(doors, visit, Menu::home, say(visit.language, "site.menu.home"));
  around.description =
      say(visit.language, "site.home.lead",
          {{"groups", std::to_string(view.groups)}, {"regency", view.regency_name}});
  return render(visit, 200, [&](html::Page& page) { home(page, around, view); });
}

}  // namespace pages
}  // namespace kentongan::site
