// The outline of an area as rings of points, to draw and no more: rounded to five decimals (about
// one metre), stored as differences.
#pragma once

#include "base/result.hpp"
#include "places/area_code.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::places {

/// In hundred-thousandths of a degree, WGS 84.
struct Point {
  std::int32_t longitude = 0;
  std::int32_t latitude = 0;
  friend bool operator==(const Point&, const Point&) = default;
};
using Ring = std::vector<Point>;

struct Outline {
  AreaCode code;
  std::vector<Ring> rings;  ///< outer rings and holes alike: draw with fill-rule evenodd
};

/// West, south, east, north; empty when `west > east`.
struct Frame {
  std::int32_t west = INT32_MAX;
  std::int32_t south = INT32_MAX;
  std::int32_t east = INT32_MIN;
  std::int32_t north = INT32_MIN;
};
[[nodiscard]] Frame frame_of(const std::vector<Outline>& outlines);

/// Fewer points, none further than `tolerance` from the old line.
/// Units:  hundred-thousandths of a degree (100 = about 110 m).
/// Source: Douglas and Peucker 1973.
[[nodiscard]] Ring simplified(const Ring& ring, std::int32_t tolerance);
[[nodiscard]] Outline simplified(const Outline& outline, std::int32_t tolerance);

/// The `d` of an SVG path: `frame` is fitted into a box `width` units wide, north up, whole
/// numbers.
[[nodiscard]] std::string svg_path(const Outline& outline, const Frame& frame, int width);
/// The height of that box, for the viewBox.
[[nodiscard]] int svg_height(const Frame& frame, int width);

/// How rings are stored: per ring a count, then zigzag varint differences, longitude first.
[[nodiscard]] std::string pack(const std::vector<Ring>& rings);
/// Errors: invalid `places.outline.broken`.
[[nodiscard]] Result<std::vector<Ring>> unpack(std::string_view bytes);

}  // namespace kentongan::places
