// A decoded picture and what is done to it before it is drawn anew. Pure.
#pragma once

#include "media/luminance.hpp"

#include <cstdint>
#include <vector>

namespace kentongan::media {

/// Red, green, blue, row by row from the top left. Transparent places are white already.
struct Raster {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;

  /// Black. Throws std::bad_alloc.
  [[nodiscard]] static Raster of(int width, int height);
  [[nodiscard]] std::uint8_t* row(int y) {
    return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 3;
  }
  [[nodiscard]] const std::uint8_t* row(int y) const {
    return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 3;
  }
};

/// Source: ITU-R BT.601, in 256ths.
[[nodiscard]] Luminance luminance_of(const Raster& raster);

/// The picture made smaller by averaging, so that it has at most `pixels`.
[[nodiscard]] Raster shrink(Raster raster, std::int64_t pixels);

/// Turned and mirrored as an EXIF orientation says, 1 (as it is) … 8. Source: EXIF 2.32, 4.6.4.
[[nodiscard]] Raster turn(Raster raster, int orientation);

/// Lays colour over white: alpha 0 is white, 255 the colour.
[[nodiscard]] inline std::uint8_t over_white(std::uint8_t colour, std::uint8_t alpha) {
  return static_cast<std::uint8_t>((colour * alpha + 255 * (255 - alpha) + 127) / 255);
}

}  // namespace kentongan::media
