#include "api/query.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "places/places.hpp"

namespace kentongan::api::resources {
namespace {

void write_areas(JsonWriter& json, const std::vector<places::Area>& areas) {
  for (const places::Area& area : areas) json.object([&] { write_area(json, area); });
}

}  // namespace

Answer list_areas(const Call& call) {
  Query query(call);
  const std::string words = query.text("q");
  const places::AreaCode within = query.area("within").value_or(places::AreaCode());
  const std::int64_t limit = query.limit(20);
  if (const auto& problem = query.problem()) return *problem;
  if (words.empty()) {
    return list_page(
        "", [&](JsonWriter& json) { write_areas(json, call.doors.places.children(within)); });
  }
  return list_page("", [&](JsonWriter& json) {
    for (const places::Found& found :
         call.doors.places.search(words, within, static_cast<std::size_t>(limit))) {
      json.object([&] {
        write_area(json, found.area);
        json.member("where", found.where);
      });
    }
  });
}

Answer show_area(const Call& call) {
  const places::Area area = TRY(call.doors.places.find(TRY(call.area())));
  return json_object(200, [&](JsonWriter& json) {
    write_area(json, area);
    json.array("path", [&] { write_areas(json, call.doors.places.path(area.code)); });
    const places::Places::Counts counts = call.doors.places.counts(area.code);
    json.object("counts", [&] {
      json.member("provinces", counts.provinces);
      json.member("regencies", counts.regencies);
      json.member("districts", counts.districts);
      json.member("villages", counts.villages);
    });
  });
}

Answer list_children(const Call& call) {
  const places::Area area = TRY(call.doors.places.find(TRY(call.area())));
  return list_page(
      "", [&](JsonWriter& json) { write_areas(json, call.doors.places.children(area.code)); });
}

}  // namespace kentongan::api::resources
