#include "site/views/area_choice.hpp"

#include "net/url.hpp"
#include "places/places.hpp"

#include <algorithm>

namespace kentongan::site {

std::vector<Choice> district_choices(const Doors& doors, const places::AreaCode& regency,
                                     std::string_view chosen) {
  std::vector<Choice> choices;
  for (const places::Area& area : doors.places.children(regency)) {
    choices.push_back({area.code.text(), area.name, area.code.text() == chosen});
  }
  std::ranges::sort(choices, {}, &Choice::name);
  return choices;
}

std::string short_place(const Doors& doors, const places::AreaCode& area) {
  const auto found = doors.places.find(area);
  if (!found.ok()) return area.text();
  if (found->level() != places::Level::village) return found->label();
  const auto district = doors.places.find(area.parent());
  return district.ok() ? found->label() + ", " + district->name : found->label();
}

std::string query_of(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::string query;
  for (const auto& [name, value] : pairs) {
    if (value.empty()) continue;
    query += (query.empty() ? "?" : "&") + name + "=" + net::percent_encode(value);
  }
  return query;
}

}  // namespace kentongan::site
