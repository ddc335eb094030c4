// Pictures that tests make themselves: none comes from outside.
#pragma once

#include "media/luminance.hpp"
#include "media/worker/raster.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace kentongan::media {

/// Hills and patches of light, the same scene at any size; another scene for another seed.
[[nodiscard]] inline Luminance landscape(int width, int height, unsigned seed = 1) {
  Luminance made{.width = width, .height = height, .pixels = {}};
  const double s = seed;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double u = (x + 0.5) / width;
      const double v = (y + 0.5) / height;
      double light = 128;
      for (int wave = 1; wave <= 9; ++wave) {
        const double w = wave;
        light += 60 / std::sqrt(w) *
                 std::sin(w * (5.1 + s) * u + std::cos(s * w) * 7 * v * w + s * w * w) *
                 std::cos(w * 3.7 * v - s * 1.3 * w * u);
      }
      made.pixels.push_back(static_cast<std::uint8_t>(std::clamp(light, 0.0, 255.0)));
    }
  }
  return made;
}

[[nodiscard]] inline Luminance cut(const Luminance& picture, int left, int top, int right,
                                   int bottom) {
  Luminance made{.width = right - left, .height = bottom - top, .pixels = {}};
  for (int y = top; y < bottom; ++y) {
    made.pixels.insert(made.pixels.end(), picture.row(y) + left, picture.row(y) + right);
  }
  return made;
}

[[nodiscard]] inline Luminance with_bar_above(const Luminance& picture, int lines,
                                              std::uint8_t grey) {
  Luminance made = picture;
  made.height += lines;
  made.pixels.insert(made.pixels.begin(), static_cast<std::size_t>(lines * picture.width), grey);
  return made;
}

/// Red, green and blue differ, so that channels that change places are noticed.
[[nodiscard]] inline Raster coloured(const Luminance& picture) {
  Raster raster = Raster::of(picture.width, picture.height);
  std::uint8_t* out = raster.pixels.data();
  for (const std::uint8_t grey : picture.pixels) {
    *out++ = grey;
    *out++ = static_cast<std::uint8_t>(grey / 2);
    *out++ = static_cast<std::uint8_t>(255 - grey);
  }
  return raster;
}

}  // namespace kentongan::media
