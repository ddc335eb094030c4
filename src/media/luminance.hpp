// Brightness of a picture and parts of it; what fingerprints and text reading work on. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace kentongan::media {

/// Brightness, row by row from the top left, 0 black … 255 white.
struct Luminance {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;

  [[nodiscard]] const std::uint8_t* row(int y) const {
    return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
  }
};

/// A part of a picture, in shares of its width and height: 0 is the left or upper edge, 1 the right
/// or lower one.
struct Window {
  double left = 0;
  double top = 0;
  double right = 1;
  double bottom = 1;

  friend bool operator==(const Window&, const Window&) = default;
};

/// The picture made smaller by averaging whole blocks, so that its shorter side stays at least
/// `shorter_side` pixels; the same when it is smaller already. Cost: one walk over the pixels.
[[nodiscard]] Luminance reduce(const Luminance& picture, int shorter_side);

/// A window of a picture as 64 × 64 samples, each the tent-weighted average of its surroundings.
/// Source: a tent is two box filters one after the other, as PDQ's Jarosz filter is; ours is as
/// wide as the distance of two samples, so that nothing finer folds back.
/// Cost: two multiplications a pixel of the window.
using Samples = std::array<float, 64 * 64>;
[[nodiscard]] Samples sample(const Luminance& picture, const Window& window);

}  // namespace kentongan::media
