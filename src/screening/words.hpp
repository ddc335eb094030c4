// The words the screen looks for, in classes. Written for this program from general knowledge of
// the language; nothing in it was taken from anybody's collection.
#pragma once

#include <cstdint>
#include <string_view>

namespace kentongan::screening {

/// A word may be of several classes: a set of bits.
enum class WordClass : std::uint32_t {
  insult = 1U << 0U,       ///< coarse words thrown at people
  beast = 1U << 1U,        ///< animals, dirt and demons that people are compared with
  contempt = 1U << 2U,     ///< speaks of a person as stupid, mad, false or damned
  sexual = 1U << 3U,       ///< coarse words of sex, used as insults
  violence = 1U << 4U,     ///< kill, burn, hang
  expulsion = 1U << 5U,    ///< drive out, crush, dissolve
  slur = 1U << 6U,         ///< names that exist to belittle a group
  ethnic = 1U << 7U,       ///< names of peoples, neutral by themselves
  religion = 1U << 8U,     ///< names of faiths and their people, neutral by themselves
  unbelief = 1U << 9U,     ///< words that put others outside a faith
  disability = 1U << 10U,  ///< of body and mind, also where used as an insult
  gender = 1U << 11U,      ///< gender and orientation
  ideology = 1U << 12U,    ///< political labels
  power = 1U << 13U,       ///< who governs, and parties
  addressed = 1U << 14U,   ///< you
  collective = 1U << 15U,  ///< they, all of them, that sort
  self = 1U << 16U,        ///< I, we
  body = 1U << 17U,        ///< looks, where used to belittle
  negation = 1U << 18U,    ///< not, do not
  reporting = 1U << 19U,   ///< somebody said so, police, rules, hoax: speaks about it
  friendly = 1U << 20U,    ///< laughter, thanks, affection
  peace = 1U << 21U,       ///< tolerance, respect
  oath = 1U << 22U,        ///< coarse words said to nobody, in anger or in fun
  belittling = 1U << 23U,  ///< speaks ill of a person; everyday words
  taunt = 1U << 24U,       ///< introduces an insult
};

/// The classes of a plain word (lower case, as `language::Text` gives it) or of its root; 0 when it
/// has none. Thread: pure. Cost: about 0.3 µs.
[[nodiscard]] std::uint32_t classes_of(std::string_view plain);

[[nodiscard]] constexpr std::uint32_t operator|(WordClass left, WordClass right) {
  return static_cast<std::uint32_t>(left) | static_cast<std::uint32_t>(right);
}
[[nodiscard]] constexpr std::uint32_t operator|(std::uint32_t left, WordClass right) {
  return left | static_cast<std::uint32_t>(right);
}
[[nodiscard]] constexpr bool is(std::uint32_t classes, WordClass one) {
  return (classes & static_cast<std::uint32_t>(one)) != 0;
}

}  // namespace kentongan::screening
