// What the screen sees in a text, as numbers: how often words of each class stand there, and which
// stand beside each other. Pure.
#pragma once

#include "screening/flags.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kentongan::screening {

enum class Feature : std::uint8_t {
  bias,
  insult,  // counts of words, as log(1 + n)
  beast,
  contempt,
  sexual,
  violence,
  expulsion,
  slur,
  ethnic,
  religion,
  unbelief,
  disability,
  gender,
  ideology,
  power,
  addressed,
  collective,
  self,
  body,
  reporting,
  friendly,
  peace,
  oath,
  belittling,
  taunt,
  hard_words,       ///< any word that wounds, each counted once
  hard_at_you,      ///< one of them within three words of "you"
  hard_at_target,   ///< within four words of a group, a slur or who governs
  hard_at_all,      ///< within three words of "they", "all of them"
  beast_at_target,  ///< a comparison with animals or dirt within four words of a group
  violence_target,  ///< violence or expulsion within four words of a group or a slur
  violence_you,     ///< within three words of "you" or "they"
  negated,          ///< a negation at most two words before a hard word
  quoted,           ///< hard words between quotation marks
  two_hard,         ///< two different hard words within three words
  soft_at_you,      ///< a belittling word within three words of "you" or "they"
  soft_at_target,   ///< within four words of a group or who governs
  slur_with_hard,   ///< both a slur and a hard word
  shouted,          ///< share of capital letters above 0.5
  exclaimed,        ///< exclamation marks
  asked,            ///< question marks
  linked,           ///< has a link: news rather than talk
  length,           ///< log of the number of words
};
inline constexpr std::size_t feature_count = static_cast<std::size_t>(Feature::length) + 1;
[[nodiscard]] std::string_view name_of(Feature feature);

struct Seen {
  std::array<float, feature_count> features{};
  std::vector<Span> hard = {};     ///< words that wound, and groups beside them
  std::vector<Span> violent = {};  ///< calls to violence and whom they are aimed at
};

/// Cost: linear; about 10 µs for a message of 400 bytes.
[[nodiscard]] Seen look_at(std::string_view raw);

}  // namespace kentongan::screening
