// GeoJSON in (RFC 7946), packed rings out. The only file that sees a JSON parser in this room.
#include "places/internal/areas.hpp"
#include "places/internal/outlines.hpp"
#include "places/places.hpp"

#include "base/text.hpp"

#include <boost/json.hpp>

#include <cmath>
#include <optional>
#include <utility>

namespace kentongan::places {
namespace {

namespace json = boost::json;

constexpr std::size_t largest_file = 64 * 1024 * 1024;
constexpr std::size_t most_features = 20'000;

const json::value* member(const json::value& value, const char* name) {
  const json::object* object = value.if_object();
  return object == nullptr ? nullptr : object->if_contains(name);
}

std::optional<double> number(const json::value& value) {
  if (value.is_double()) return value.get_double();
  if (value.is_int64()) return static_cast<double>(value.get_int64());
  if (value.is_uint64()) return static_cast<double>(value.get_uint64());
  return std::nullopt;
}

std::optional<AreaCode> code_of(const json::value& feature) {
  const json::value* properties = member(feature, "properties");
  for (const char* name : {"kode", "code", "kode_desa", "kode_kec", "id"}) {
    const json::value* found = properties == nullptr ? nullptr : member(*properties, name);
    if (found == nullptr || !found->is_string()) continue;
    const auto code = AreaCode::parse(std::string_view(found->get_string()));
    if (code.ok() && code->level() != Level::nation) return *code;
  }
  return std::nullopt;
}

std::optional<Point> point_of(const json::value& position) {
  const json::array* pair = position.if_array();
  if (pair == nullptr || pair->size() < 2) return std::nullopt;
  const auto longitude = number((*pair)[0]);
  const auto latitude = number((*pair)[1]);
  // Written so that NaN is refused too.
  if (!longitude || !latitude) return std::nullopt;
  if (!(std::abs(*longitude) <= 180) || !(std::abs(*latitude) <= 90)) return std::nullopt;
  return Point{static_cast<std::int32_t>(std::lround(*longitude * 100'000)),
               static_cast<std::int32_t>(std::lround(*latitude * 100'000))};
}

bool add_polygon(const json::value& polygon, std::vector<Ring>& rings) {
  const json::array* lines = polygon.if_array();
  if (lines == nullptr) return false;
  for (const json::value& line : *lines) {
    const json::array* positions = line.if_array();
    if (positions == nullptr) return false;
    Ring ring;
    for (const json::value& position : *positions) {
      const auto point = point_of(position);
      if (!point) return false;
      if (ring.empty() || ring.back() != *point) ring.push_back(*point);
    }
    if (ring.size() >= 3) rings.push_back(std::move(ring));
  }
  return true;
}

/// Nothing when the geometry is not of polygons.
std::optional<std::vector<Ring>> rings_of(const json::value& feature) {
  const json::value* geometry = member(feature, "geometry");
  if (geometry == nullptr) return std::nullopt;
  const json::value* type = member(*geometry, "type");
  const json::value* coordinates = member(*geometry, "coordinates");
  if (type == nullptr || !type->is_string() || coordinates == nullptr) return std::nullopt;
  std::vector<Ring> rings;
  if (type->get_string() == "Polygon") {
    if (!add_polygon(*coordinates, rings)) return std::nullopt;
  } else if (type->get_string() == "MultiPolygon" && coordinates->is_array()) {
    for (const json::value& polygon : coordinates->get_array()) {
      if (!add_polygon(polygon, rings)) return std::nullopt;
    }
  }
  if (rings.empty()) return std::nullopt;
  return rings;
}

}  // namespace

Result<BoundaryImportReport> Places::import_boundaries(std::string_view geojson) {
  if (geojson.size() > largest_file) return Error(Refusal::invalid, "places.boundaries.too_large");
  if (geojson.starts_with("\xEF\xBB\xBF")) geojson.remove_prefix(3);
  const Error malformed(Refusal::invalid, "places.boundaries.malformed");
  boost::system::error_code problem;
  const json::value whole = json::parse(geojson, problem);
  if (problem) return malformed;
  const json::value* features = member(whole, "features");
  if (features == nullptr || !features->is_array()) return malformed;
  if (features->get_array().size() > most_features) {
    return Error(Refusal::invalid, "places.boundaries.too_large");
  }

  BoundaryImportReport checked;
  std::vector<std::pair<std::int64_t, Outline>> outlines;
  std::int64_t line = 0;
  for (const json::value& feature : features->get_array()) {
    ++line;
    const auto code = code_of(feature);
    auto rings = code ? rings_of(feature) : std::nullopt;
    if (!code)
      checked.refused.push_back({"", line, "places.boundaries.no_code"});
    else if (!rings)
      checked.refused.push_back({"", line, "places.boundaries.no_polygon"});
    else
      outlines.emplace_back(line, Outline{*code, std::move(*rings)});
  }
  return db_.write([&](db::Tx& tx) -> Result<BoundaryImportReport> {
    BoundaryImportReport report = checked;
    for (const auto& [number_of_feature, outline] : outlines) {
      if (!Areas::find(tx, outline.code)) {
        report.refused.push_back({"", number_of_feature, "places.area.not_found"});
        continue;
      }
      Outlines::save(tx, outline);
      ++report.outlines;
      for (const Ring& ring : outline.rings)
        report.points += static_cast<std::int64_t>(ring.size());
    }
    return report;
  });
}

}  // namespace kentongan::places
