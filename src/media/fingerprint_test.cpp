#include "media/fingerprint.hpp"

#include "media/framing.hpp"
#include "media/pictures_for_tests.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace kentongan::media {
namespace {

constexpr int same = 31;    // distance of one picture, match/image_index.hpp
constexpr int unlike = 60;  // less than this is no longer chance

Fingerprint whole(const Luminance& picture) { return fingerprint_of(sample(picture, {})); }

TEST(Fingerprint, StaysWhenAPictureIsMadeSmaller) {
  const Luminance picture = landscape(450, 300);

  EXPECT_LE(distance(whole(picture), whole(landscape(225, 150))), same);
  EXPECT_LE(distance(whole(picture), whole(landscape(150, 100))), same);
  EXPECT_LE(distance(whole(picture), whole(reduce(picture, 100))), same);
}

TEST(Fingerprint, StaysUnderNoise) {
  const Luminance picture = landscape(320, 240);
  Luminance noisy = picture;
  for (std::size_t at = 0; at < noisy.pixels.size(); ++at) {
    const int step = static_cast<int>(at * 2654435761U >> 7U) % 15 - 7;
    noisy.pixels[at] = static_cast<std::uint8_t>(std::clamp(noisy.pixels[at] + step, 0, 255));
  }

  EXPECT_LE(distance(whole(picture), whole(noisy)), same);
}

TEST(Fingerprint, DiffersForAnotherPicture) {
  EXPECT_GE(distance(whole(landscape(320, 240)), whole(landscape(320, 240, 7))), unlike);
}

TEST(Fingerprint, APictureOfOneColourIsNothingAndHasNoQuality) {
  for (const std::uint8_t grey : {std::uint8_t{0}, std::uint8_t{77}, std::uint8_t{255}}) {
    Luminance empty{.width = 300, .height = 200, .pixels = {}};
    empty.pixels.assign(60'000, grey);

    EXPECT_EQ(whole(empty), Fingerprint());
    EXPECT_EQ(fingerprints_of(empty).quality, 0);
  }
  EXPECT_GE(fingerprints_of(landscape(320, 240)).quality, 50);
  EXPECT_EQ(fingerprints_of(landscape(63, 240)).quality, 0);
}

TEST(Fingerprint, TheSmallestPicturesHaveOneToo) {
  for (const auto& [width, height] : {std::pair(1, 1), std::pair(1, 500), std::pair(500, 1)}) {
    const Fingerprints made = fingerprints_of(landscape(width, height));
    EXPECT_FALSE(made.whole.empty());
    EXPECT_EQ(made.quality, 0);
  }
}

TEST(Fingerprint, NoMoreAreMadeThanAReplyCarries) {
  const Fingerprints made = fingerprints_of(landscape(320, 700));

  EXPECT_LE(made.whole.size(), 2U);
  EXPECT_LE(made.parts.size(), 8U);
  EXPECT_LE(made.probes.size(), 32U);
}

/// The nearest that a changed picture's fingerprints come to those kept of the first.
int nearest(const Luminance& kept, const Luminance& asked) {
  const Fingerprints archive = fingerprints_of(kept);
  const Fingerprints question = fingerprints_of(asked);
  int best = 256;
  for (const auto* ours : {&archive.whole, &archive.parts}) {
    for (const auto* theirs : {&question.whole, &question.parts, &question.probes}) {
      for (const Fingerprint& left : *ours) {
        for (const Fingerprint& right : *theirs) best = std::min(best, distance(left, right));
      }
    }
  }
  return best;
}

TEST(Framing, APictureIsFoundAgainAfterACutOfEightPercent) {
  const Luminance picture = landscape(300, 400);

  EXPECT_LE(nearest(picture, cut(picture, 24, 32, 276, 368)), same) << "each side";
  EXPECT_LE(nearest(picture, cut(picture, 0, 32, 300, 400)), same) << "above";
  EXPECT_LE(nearest(picture, cut(picture, 0, 0, 300, 368)), same) << "below";
  EXPECT_LE(nearest(picture, cut(picture, 12, 16, 288, 384)), same) << "half as much";
}

TEST(Framing, APictureIsFoundAgainUnderAStamp) {
  const Luminance picture = landscape(300, 400);
  for (const int top : {20, 180, 340}) {
    Luminance stamped = picture;
    for (int y = top; y < top + 40; ++y) {
      for (int x = 60; x < 150; ++x) stamped.pixels[static_cast<std::size_t>(y * 300 + x)] = 255;
    }
    EXPECT_LE(nearest(picture, stamped), same) << "stamp at line " << top;
  }
}

TEST(Framing, APictureIsFoundAgainUnderABar) {
  const Luminance picture = landscape(300, 400);

  EXPECT_LE(nearest(picture, with_bar_above(picture, 30, 0)), same);
  EXPECT_LE(nearest(picture, with_bar_above(picture, 45, 255)), same);
}

TEST(Framing, UniformBordersAreTrimmedButNeverAWholePicture) {
  const Luminance picture = landscape(300, 400);
  const Window trimmed = trim_borders(with_bar_above(picture, 100, 0));
  Luminance empty{.width = 100, .height = 100, .pixels = {}};
  empty.pixels.assign(10'000, 9);

  EXPECT_NEAR(trimmed.top, 0.2, 0.002);
  EXPECT_EQ(trimmed.bottom, 1);
  EXPECT_EQ(trim_borders(empty), Window());
}

}  // namespace
}  // namespace kentongan::media
