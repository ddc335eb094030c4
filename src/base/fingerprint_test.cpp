#include "base/fingerprint.hpp"

#include <gtest/gtest.h>

namespace kentongan {
namespace {

TEST(Fingerprint, SurvivesItsTextAndRefusesOtherTexts) {
  const Fingerprint made{.bits = {1, 0x8000000000000000, 0xfedcba9876543210, 0x0f}};

  EXPECT_EQ(hex(made), "000000000000000ffedcba987654321080000000000000000000000000000001");
  EXPECT_EQ(parse_fingerprint(hex(made)).value(), made);
  for (const std::string bad :
       {"", "0f", "-000000000000000fedcba987654321080000000000000000000000000000001",
        "g00000000000000ffedcba987654321080000000000000000000000000000001"}) {
    EXPECT_STREQ(parse_fingerprint(bad).error().message(), "fingerprint.malformed") << bad;
  }
}

TEST(Fingerprint, DistanceCountsTheBitsThatDiffer) {
  const Fingerprint nothing;
  const Fingerprint everything{.bits = {~0ULL, ~0ULL, ~0ULL, ~0ULL}};

  EXPECT_EQ(distance(nothing, nothing), 0);
  EXPECT_EQ(distance(nothing, everything), 256);
  EXPECT_EQ(distance(nothing, {.bits = {1, 0, 0, 0x8000000000000000}}), 2);
}

}  // namespace
}  // namespace kentongan
