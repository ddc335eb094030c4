#include "places/outline.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace kentongan::places {
namespace {

constexpr std::uint64_t most_points = 2'000'000;  // of one outline, when unpacking

void put_varint(std::string& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) bytes += static_cast<char>(number | 0x80);
  bytes += static_cast<char>(number);
}
void put_difference(std::string& bytes, std::int64_t difference) {
  const auto doubled = static_cast<std::uint64_t>(difference) << 1;
  put_varint(bytes, difference < 0 ? ~doubled : doubled);
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }
  [[nodiscard]] bool broken() const { return broken_; }
  std::uint64_t varint() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
      if (bytes_.empty()) break;
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return number;
    }
    broken_ = true;
    return 0;
  }
  std::int64_t difference() {
    const std::uint64_t doubled = varint();
    return static_cast<std::int64_t>(doubled >> 1) ^ -static_cast<std::int64_t>(doubled & 1);
  }

 private:
  std::string_view bytes_;
  bool broken_ = false;
};

/// The square of the distance of `point` from the line `from`-`to`.
double distance_squared(const Point& point, const Point& from, const Point& to) {
  const double dx = to.longitude - double(from.longitude);
  const double dy = to.latitude - double(from.latitude);
  const double px = point.longitude - double(from.longitude);
  const double py = point.latitude - double(from.latitude);
  const double length = dx * dx + dy * dy;
  const double along = length == 0 ? 0 : std::clamp((px * dx + py * dy) / length, 0.0, 1.0);
  const double x = px - along * dx;
  const double y = py - along * dy;
  return x * x + y * y;
}

/// East-west degrees are shorter than north-south ones by the cosine of the latitude.
double width_of_degree(const Frame& frame) {
  const double middle = (double(frame.south) + double(frame.north)) / 2 / 100'000.0;
  return std::max(0.05, std::cos(middle * std::numbers::pi / 180));
}

double units_per_step(const Frame& frame, int width) {
  const double across = (double(frame.east) - double(frame.west)) * width_of_degree(frame);
  return across <= 0 ? 0 : width / across;
}

}  // namespace

Frame frame_of(const std::vector<Outline>& outlines) {
  Frame frame;
  for (const Outline& outline : outlines) {
    for (const Ring& ring : outline.rings) {
      for (const Point& point : ring) {
        frame.west = std::min(frame.west, point.longitude);
        frame.east = std::max(frame.east, point.longitude);
        frame.south = std::min(frame.south, point.latitude);
        frame.north = std::max(frame.north, point.latitude);
      }
    }
  }
  return frame;
}

Ring simplified(const Ring& ring, std::int32_t tolerance) {
  if (ring.size() < 5 || tolerance <= 0) return ring;
  std::vector<bool> kept(ring.size());
  kept.front() = kept.back() = true;
  const double limit = double(tolerance) * tolerance;
  // A stack of our own: a ring of a million points in one line must not be a million calls deep.
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, ring.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    double most = 0;
    std::size_t furthest = first;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double distance = distance_squared(ring[i], ring[first], ring[last]);
      if (distance > most) {
        most = distance;
        furthest = i;
      }
    }
    if (most <= limit) continue;
    kept[furthest] = true;
    open.emplace_back(first, furthest);
    open.emplace_back(furthest, last);
  }
  Ring fewer;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (kept[i]) fewer.push_back(ring[i]);
  }
  return fewer;
}

Outline simplified(const Outline& outline, std::int32_t tolerance) {
  Outline simple{outline.code, {}};
  std::size_t largest = 0;
  for (const Ring& ring : outline.rings) largest = std::max(largest, ring.size());
  for (const Ring& ring : outline.rings) {
    Ring fewer = simplified(ring, tolerance);
    // Islets that shrink to nothing are left out, but never the whole area.
    if (fewer.size() >= 4 || ring.size() == largest) simple.rings.push_back(std::move(fewer));
  }
  return simple;
}

int svg_height(const Frame& frame, int width) {
  const double scale = units_per_step(frame, width);
  return static_cast<int>(std::ceil((double(frame.north) - double(frame.south)) * scale));
}

std::string svg_path(const Outline& outline, const Frame& frame, int width) {
  const double scale = units_per_step(frame, width);
  const double stretch = width_of_degree(frame);
  std::string path;
  for (const Ring& ring : outline.rings) {
    std::int64_t last_x = 0;
    std::int64_t last_y = 0;
    bool first = true;
    for (const Point& point : ring) {
      const auto x = std::llround((double(point.longitude) - frame.west) * stretch * scale);
      const auto y = std::llround((double(frame.north) - point.latitude) * scale);
      if (first) {
        path += format("M{} {}", x, y);
      } else if (x != last_x || y != last_y) {
        path += format("l{} {}", x - last_x, y - last_y);
      }
      first = false;
      last_x = x;
      last_y = y;
    }
    if (!ring.empty()) path += 'z';
  }
  return path;
}

std::string pack(const std::vector<Ring>& rings) {
  std::string bytes;
  for (const Ring& ring : rings) {
    put_varint(bytes, ring.size());
    Point last;
    for (const Point& point : ring) {
      put_difference(bytes, std::int64_t{point.longitude} - last.longitude);
      put_difference(bytes, std::int64_t{point.latitude} - last.latitude);
      last = point;
    }
  }
  return bytes;
}

Result<std::vector<Ring>> unpack(std::string_view bytes) {
  const Error broken(Refusal::invalid, "places.outline.broken");
  constexpr std::int64_t widest = 18'000'000;  // 180 degrees
  Reader reader(bytes);
  std::vector<Ring> rings;
  while (!reader.at_end()) {
    const std::uint64_t count = reader.varint();
    if (reader.broken() || count > std::min<std::uint64_t>(most_points, bytes.size()))
      return broken;
    Ring ring;
    ring.reserve(count);
    std::int64_t longitude = 0;
    std::int64_t latitude = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::int64_t east = reader.difference();
      const std::int64_t north = reader.difference();
      if (reader.broken() || std::abs(east) > 2 * widest || std::abs(north) > 2 * widest)
        return broken;
      longitude += east;
      latitude += north;
      if (std::abs(longitude) > widest || std::abs(latitude) > widest) return broken;
      ring.push_back({static_cast<std::int32_t>(longitude), static_cast<std::int32_t>(latitude)});
    }
    rings.push_back(std::move(ring));
  }
  return rings;
}

}  // namespace kentongan::places
