// A picture's fingerprint: 256 signs of its coarse waves. Pure.
#pragma once

#include "media/luminance.hpp"

#include "base/fingerprint.hpp"

#include <vector>

namespace kentongan::media {

/// The fingerprint of 64 × 64 samples: of the 16 × 16 lowest waves (without the average), which are
/// stronger than the median. Stays within 31 of 256 bits when a picture is compressed, resized,
/// blurred or stamped; a picture of one colour gives zero.
/// Source: Facebook, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm",
/// 2019, and github.com/facebook/ThreatExchange, pdq/. Cost: 82,000 multiplications.
[[nodiscard]] Fingerprint fingerprint_of(const Samples& samples);

/// How much there is to recognise: 0 one colour … 100. Below 50 a fingerprint should not be used.
/// Source: as above, the sum of the steps between neighbours in percent, over 90.
[[nodiscard]] int quality_of(const Samples& samples);

/// What a picture is known and asked by.
struct Fingerprints {
  int quality = 0;
  /// To keep: the whole picture, the frame left when uniform borders and bars are trimmed (when
  /// that differs), the centre. One to three.
  std::vector<Fingerprint> kept;
  /// To ask with, besides `kept`: what the centre would be if this picture had been cut out of a
  /// larger one, and the picture without bars that may have been added. At most 32.
  std::vector<Fingerprint> probes;
};

/// Cost: one walk over the pixels, then about 0.15 ms a fingerprint.
[[nodiscard]] Fingerprints fingerprints_of(const Luminance& picture);

}  // namespace kentongan::media
