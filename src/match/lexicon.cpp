#include "match/lexicon.hpp"

#include <algorithm>
#include <numeric>

namespace kentongan::match {

Lexicon::Lexicon(const Terms& terms) : senses_(terms.size()), by_meaning_(terms.size()) {
  for (Terms::Id word = 0; word < terms.size(); ++word) {
    const Sense sense = sense_of(terms.word(word));
    senses_[word] =
        sense.meaning | (sense.is_name ? name_bit : 0) | (sense.is_frame ? frame_bit : 0);
  }
  std::iota(by_meaning_.begin(), by_meaning_.end(), Terms::Id{0});
  std::sort(by_meaning_.begin(), by_meaning_.end(), [this](Terms::Id left, Terms::Id right) {
    const auto meant_left = sense(left).meaning;
    const auto meant_right = sense(right).meaning;
    return meant_left != meant_right ? meant_left < meant_right : left < right;
  });
}

std::span<const Terms::Id> Lexicon::words_of(std::uint32_t meaning) const {
  const auto from = std::lower_bound(
      by_meaning_.begin(), by_meaning_.end(), meaning,
      [this](Terms::Id word, std::uint32_t wanted) { return sense(word).meaning < wanted; });
  auto to = from;
  while (to != by_meaning_.end() && sense(*to).meaning == meaning) ++to;
  return {from, to};
}

std::size_t Lexicon::memory() const {
  return (senses_.capacity() + by_meaning_.capacity()) * sizeof(std::uint32_t);
}

}  // namespace kentongan::match
