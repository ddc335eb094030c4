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
  int quality = 0;  ///< 0 too when a side has fewer than 64 pixels
  /// To keep and to ask with: the whole picture, and without uniform borders when it has some.
  std::vector<Fingerprint> whole;
  /// To keep and to ask with: the centre, the upper and the lower part, the picture below its
  /// strongest edge. What matches by these only is asked about: the rest may say something else.
  std::vector<Fingerprint> parts;
  /// To ask with only, as parts: what the centre would be if this picture had been cut out of a
  /// larger one, and the picture without bars that may have been added. At most 32.
  std::vector<Fingerprint> probes;
};

/// Cost: one walk over the pixels, then about 0.15 ms a fingerprint.
[[nodiscard]] Fingerprints fingerprints_of(const Luminance& picture);

}  // namespace kentongan::media
