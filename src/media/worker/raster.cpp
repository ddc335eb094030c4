#include "media/worker/raster.hpp"

#include <algorithm>
#include <cmath>

namespace kentongan::media {

Raster Raster::of(int width, int height) {
  Raster raster{.width = width, .height = height, .pixels = {}};
  raster.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  return raster;
}

Luminance luminance_of(const Raster& raster) {
  Luminance grey{.width = raster.width, .height = raster.height, .pixels = {}};
  grey.pixels.resize(raster.pixels.size() / 3);
  const std::uint8_t* pixel = raster.pixels.data();
  for (std::uint8_t& value : grey.pixels) {
    value = static_cast<std::uint8_t>((77 * pixel[0] + 150 * pixel[1] + 29 * pixel[2] + 128) >> 8);
    pixel += 3;
  }
  return grey;
}

Raster shrink(Raster raster, std::int64_t pixels) {
  const std::int64_t has = std::int64_t{raster.width} * raster.height;
  if (has <= pixels) return raster;
  const double factor = std::sqrt(static_cast<double>(pixels) / static_cast<double>(has));
  const int width = std::max(1, static_cast<int>(raster.width * factor));
  const int height = static_cast<int>(std::clamp<std::int64_t>(
      static_cast<std::int64_t>(raster.height * factor), 1, pixels / width));
  Raster small = Raster::of(width, height);
  const auto place = [](int at, int count, int of) {
    return static_cast<int>(std::int64_t{at} * count / of);
  };
  for (int y = 0; y < height; ++y) {
    const int top = place(y, raster.height, height);
    const int bottom = std::max(top + 1, place(y + 1, raster.height, height));
    std::uint8_t* out = small.row(y);
    for (int x = 0; x < width; ++x) {
      const int left = place(x, raster.width, width);
      const int right = std::max(left + 1, place(x + 1, raster.width, width));
      std::array<std::int64_t, 3> sums{};
      for (int from_y = top; from_y < bottom; ++from_y) {
        const std::uint8_t* pixel = raster.row(from_y) + std::ptrdiff_t{3} * left;
        for (int from_x = left; from_x < right; ++from_x, pixel += 3) {
          for (std::size_t part = 0; part < 3; ++part) sums[part] += pixel[part];
        }
      }
      const std::int64_t area = std::int64_t{right - left} * (bottom - top);
      for (const std::int64_t sum : sums) {
        *out++ = static_cast<std::uint8_t>((sum + area / 2) / area);
      }
    }
  }
  return small;
}

Raster turn(Raster raster, int orientation) {
  if (orientation < 2 || orientation > 8) return raster;
  const bool lying = orientation >= 5;
  Raster upright =
      Raster::of(lying ? raster.height : raster.width, lying ? raster.width : raster.height);
  const int right = raster.width - 1;
  const int bottom = raster.height - 1;
  for (int y = 0; y < upright.height; ++y) {
    std::uint8_t* out = upright.row(y);
    for (int x = 0; x < upright.width; ++x) {
      int from_x = lying ? y : x;
      int from_y = lying ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) {
        from_x = right - from_x;
      }
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) {
        from_y = bottom - from_y;
      }
      const std::uint8_t* pixel = raster.row(from_y) + std::ptrdiff_t{3} * from_x;
      out = std::copy(pixel, pixel + 3, out);
    }
  }
  return upright;
}

}  // namespace kentongan::media
