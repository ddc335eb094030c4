#include "media/fingerprint.hpp"

#include "media/framing.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kentongan::media {
namespace {

constexpr std::size_t waves = 16;
constexpr std::size_t side = 64;

/// Row k holds the wave of k + 1 half periods over 64 samples (DCT-II, orthonormal).
using Cosines = std::array<std::array<float, side>, waves>;

Cosines make_cosines() {
  Cosines made;
  for (std::size_t wave = 0; wave < waves; ++wave) {
    for (std::size_t at = 0; at < side; ++at) {
      const double angle = std::numbers::pi / 2 / static_cast<double>(side) *
                           static_cast<double>(wave + 1) * static_cast<double>(2 * at + 1);
      made[wave][at] =
          static_cast<float>(std::sqrt(2.0 / static_cast<double>(side)) * std::cos(angle));
    }
  }
  return made;
}

const Cosines& cosines() {
  static const Cosines made = make_cosines();
  return made;
}

}  // namespace

Fingerprint fingerprint_of(const Samples& samples) {
  const Cosines& wave = cosines();
  std::array<std::array<float, side>, waves> down{};  // waves down each column
  for (std::size_t k = 0; k < waves; ++k) {
    for (std::size_t y = 0; y < side; ++y) {
      const float share = wave[k][y];
      for (std::size_t x = 0; x < side; ++x) down[k][x] += share * samples[y * side + x];
    }
  }
  std::array<float, waves * waves> strength{};
  for (std::size_t k = 0; k < waves; ++k) {
    for (std::size_t l = 0; l < waves; ++l) {
      float sum = 0;
      for (std::size_t x = 0; x < side; ++x) sum += down[k][x] * wave[l][x];
      strength[k * waves + l] = sum;
    }
  }
  auto sorted = strength;
  std::nth_element(sorted.begin(), sorted.begin() + 127, sorted.end());
  // What is left of one colour after rounding is no picture: below a thousandth of a grey step the
  // signs would be noise.
  const float median = sorted[127] + 1e-3F;
  Fingerprint fingerprint;
  for (std::size_t bit = 0; bit < strength.size(); ++bit) {
    if (strength[bit] > median) fingerprint.bits[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  return fingerprint;
}

int quality_of(const Samples& samples) {
  int sum = 0;
  const auto step = [](float left, float right) {
    return static_cast<int>(std::abs((left - right) * 100 / 255));
  };
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      if (x + 1 < side) sum += step(samples[y * side + x], samples[y * side + x + 1]);
      if (y + 1 < side) sum += step(samples[y * side + x], samples[(y + 1) * side + x]);
    }
  }
  return std::min(100, sum / 90);
}

Fingerprints fingerprints_of(const Luminance& picture) {
  constexpr int enough = 192;  // pixels of the shorter side: three a sample
  const Luminance small = reduce(picture, enough);
  const Framing framing = frame(small);
  const auto add = [&](std::vector<Fingerprint>& list, const Window& window) {
    const Fingerprint made = fingerprint_of(sample(small, window));
    if (std::find(list.begin(), list.end(), made) == list.end()) list.push_back(made);
  };
  Fingerprints fingerprints;
  const bool tiny = std::min(picture.width, picture.height) < static_cast<int>(side);
  fingerprints.quality = tiny ? 0 : quality_of(sample(small, {}));
  for (const Window& window : framing.whole) add(fingerprints.whole, window);
  for (const Window& window : framing.parts) add(fingerprints.parts, window);
  for (const Window& window : framing.probes) add(fingerprints.probes, window);
  return fingerprints;
}

}  // namespace kentongan::media
