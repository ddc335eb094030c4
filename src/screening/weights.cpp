// Learned by `screening_bench FOLDER --learn` from the dev half of the data named in
// docs/screening.md: only how much each of our own features weighs, no word of anybody's. Read a
// line as "this speaks for hate speech so much, and for a call to violence so much".
#include "screening/weights.hpp"

#include <cmath>

namespace kentongan::screening {

const std::array<Weight, feature_count>& weights() {
  static constexpr std::array<Weight, feature_count> table{{
      Weight{Feature::bias, -0.01F, -3.15F},
      Weight{Feature::insult, 0.83F, -0.43F},
      Weight{Feature::beast, -0.64F, -0.33F},
      Weight{Feature::contempt, 1.16F, -0.02F},
      Weight{Feature::sexual, -0.30F, -0.18F},
      Weight{Feature::violence, 0.41F, 0.21F},
      Weight{Feature::expulsion, 2.04F, 4.74F},
      Weight{Feature::slur, -0.14F, 0.01F},
      Weight{Feature::ethnic, -0.21F, -0.21F},
      Weight{Feature::religion, -0.20F, -0.03F},
      Weight{Feature::unbelief, -0.02F, -0.09F},
      Weight{Feature::disability, -0.11F, -0.41F},
      Weight{Feature::gender, -0.08F, -0.49F},
      Weight{Feature::ideology, 1.01F, 0.10F},
      Weight{Feature::power, 0.21F, 0.38F},
      Weight{Feature::addressed, 1.11F, -0.77F},
      Weight{Feature::collective, 0.10F, 0.18F},
      Weight{Feature::self, -0.85F, -0.05F},
      Weight{Feature::body, -0.16F, -0.36F},
      Weight{Feature::reporting, -0.38F, -0.89F},
      Weight{Feature::friendly, -0.70F, 0.02F},
      Weight{Feature::peace, 0.04F, 0.13F},
      Weight{Feature::oath, -0.74F, -0.74F},
      Weight{Feature::belittling, 1.46F, -0.33F},
      Weight{Feature::taunt, 0.86F, -0.59F},
      Weight{Feature::hard_words, 0.70F, -0.73F},
      Weight{Feature::hard_at_you, 0.63F, -0.02F},
      Weight{Feature::hard_at_target, 0.59F, 0.76F},
      Weight{Feature::hard_at_all, 0.37F, -0.42F},
      Weight{Feature::beast_at_target, 0.59F, 0.09F},
      Weight{Feature::violence_target, 0.29F, 0.75F},
      Weight{Feature::violence_you, 0.11F, -0.48F},
      Weight{Feature::negated, -0.88F, -0.40F},
      Weight{Feature::quoted, -0.73F, 0.17F},
      Weight{Feature::two_hard, 0.32F, 0.17F},
      Weight{Feature::soft_at_you, 0.39F, -0.31F},
      Weight{Feature::soft_at_target, 0.33F, -0.21F},
      Weight{Feature::slur_with_hard, 0.58F, -0.03F},
      Weight{Feature::shouted, 0.30F, 0.67F},
      Weight{Feature::exclaimed, 0.89F, 1.02F},
      Weight{Feature::asked, -0.24F, -1.06F},
      Weight{Feature::linked, 0.06F, -0.01F},
      Weight{Feature::length, -1.60F, -1.63F},
  }};
  return table;
}

Scores score(const Seen& seen) {
  float hate = 0;
  float violence = 0;
  for (const Weight& weight : weights()) {
    const float value = seen.features[static_cast<std::size_t>(weight.feature)];
    hate += weight.hate * value;
    violence += weight.violence * value;
  }
  return {1 / (1 + std::exp(-hate)), 1 / (1 + std::exp(-violence))};
}

}  // namespace kentongan::screening
