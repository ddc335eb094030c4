#include "media/luminance.hpp"

#include "base/bug.hpp"

#include <algorithm>
#include <cmath>

namespace kentongan::media {
namespace {

constexpr int side = 64;

/// Which pixels of one axis make a sample, and how much each counts.
struct Weights {
  int begin = 0;
  std::vector<float> shares;  ///< add up to 1
};

std::array<Weights, side> tents(double from, double to, int pixels) {
  from = std::clamp(from * pixels, 0.0, pixels - 1.0);
  to = std::clamp(to * pixels, from + 1.0, static_cast<double>(pixels));
  const double step = (to - from) / side;
  const double reach = std::max(step, 1.0);
  const int first = static_cast<int>(from);
  const int last = std::min(pixels - 1, static_cast<int>(std::ceil(to)) - 1);
  std::array<Weights, side> made;
  for (int index = 0; index < side; ++index) {
    const double centre = from + (index + 0.5) * step;
    Weights& weights = made[static_cast<std::size_t>(index)];
    weights.begin = std::clamp(static_cast<int>(std::floor(centre - reach)), first, last);
    const int end = std::clamp(static_cast<int>(std::ceil(centre + reach)), first, last);
    float sum = 0;
    for (int pixel = weights.begin; pixel <= end; ++pixel) {
      const double far = std::abs(pixel + 0.5 - centre);
      weights.shares.push_back(static_cast<float>(std::max(0.0, 1 - far / reach)));
      sum += weights.shares.back();
    }
    if (sum <= 0) {  // the nearest pixel is more than one sample away: a very small picture
      weights.begin = std::clamp(static_cast<int>(centre), first, last);
      weights.shares = {1};
      continue;
    }
    for (float& share : weights.shares) share /= sum;
  }
  return made;
}

}  // namespace

Luminance reduce(const Luminance& picture, int shorter_side) {
  const int factor = std::min(picture.width, picture.height) / shorter_side;
  if (factor < 2) return picture;
  Luminance small;
  small.width = picture.width / factor;
  small.height = picture.height / factor;
  small.pixels.reserve(static_cast<std::size_t>(small.width) *
                       static_cast<std::size_t>(small.height));
  const auto area = static_cast<std::uint32_t>(factor * factor);
  std::vector<std::uint32_t> sums(static_cast<std::size_t>(small.width));
  for (int y = 0; y < small.height; ++y) {
    std::fill(sums.begin(), sums.end(), area / 2);
    for (int inner = 0; inner < factor; ++inner) {
      const std::uint8_t* pixel = picture.row(y * factor + inner);
      for (std::uint32_t& sum : sums) {
        for (int count = 0; count < factor; ++count) sum += *pixel++;
      }
    }
    for (const std::uint32_t sum : sums) {
      small.pixels.push_back(static_cast<std::uint8_t>(sum / area));
    }
  }
  return small;
}

Samples sample(const Luminance& picture, const Window& window) {
  KENTONGAN_BUG_IF(picture.width <= 0 || picture.height <= 0);
  const auto across = tents(window.left, window.right, picture.width);
  const auto down = tents(window.top, window.bottom, picture.height);
  const int first = down.front().begin;
  const int last = down.back().begin + static_cast<int>(down.back().shares.size());
  std::vector<float> narrow(static_cast<std::size_t>(last - first) * side);  // 64 wide, full height
  for (int y = first; y < last; ++y) {
    const std::uint8_t* row = picture.row(y);
    float* out = narrow.data() + static_cast<std::size_t>(y - first) * side;
    for (const Weights& weights : across) {
      const std::uint8_t* pixel = row + weights.begin;
      float sum = 0;
      for (const float share : weights.shares) sum += share * static_cast<float>(*pixel++);
      *out++ = sum;
    }
  }
  Samples samples{};
  for (std::size_t y = 0; y < side; ++y) {
    int line = down[y].begin - first;
    for (const float share : down[y].shares) {
      const float* row = narrow.data() + static_cast<std::size_t>(line++) * side;
      for (std::size_t x = 0; x < side; ++x) samples[y * side + x] += share * row[x];
    }
  }
  return samples;
}

}  // namespace kentongan::media
