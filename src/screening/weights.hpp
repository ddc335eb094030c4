// The small linear score: one weight for every feature, for hate speech and for a call to violence.
#pragma once

#include "screening/features.hpp"

#include <array>

namespace kentongan::screening {

struct Weight {
  Feature feature = Feature::bias;
  float hate = 0;
  float violence = 0;
};
[[nodiscard]] const std::array<Weight, feature_count>& weights();

/// What a score must reach (0…1, the logistic function of the weighted sum).
inline constexpr float hate_low = 0.45F;  ///< flagged at all
inline constexpr float hate_medium = 0.65F;
inline constexpr float hate_high = 0.85F;
inline constexpr float violence_medium = 0.20F;  ///< flagged as a call to violence
inline constexpr float violence_high = 0.45F;

struct Scores {
  float hate = 0;
  float violence = 0;
};
[[nodiscard]] Scores score(const Seen& seen);

}  // namespace kentongan::screening
