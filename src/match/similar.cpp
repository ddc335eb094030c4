#include "match/similar.hpp"

#include <algorithm>

namespace kentongan::match {

namespace {

/// Of a word one letter away. Chosen on the development messages with made misspellings
/// (TUNING.md).
constexpr float likeness_of_one_edit = 0.8F;

}  // namespace

bool may_be_misspelt(std::string_view word) {
  return word.size() >= shortest_misspelt && word.size() <= longest_misspelt &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::uint32_t spelling_key(std::string_view word, std::size_t left_out) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (at != left_out) hash = (hash ^ static_cast<unsigned char>(word[at])) * 0x100000001b3U;
  }
  hash ^= hash >> 33U;
  hash *= 0xff51afd7ed558ccdU;
  return static_cast<std::uint32_t>(hash >> 32U);
}

bool is_one_edit_apart(std::string_view left, std::string_view right) {
  if (left.size() > right.size()) std::swap(left, right);
  if (right.size() - left.size() > 1) return false;
  const auto first = static_cast<std::size_t>(
      std::mismatch(left.begin(), left.end(), right.begin()).first - left.begin());
  if (left.size() < right.size()) return left.substr(first) == right.substr(first + 1);
  if (first == left.size()) return false;  // the same word
  if (left.substr(first + 1) == right.substr(first + 1)) return true;
  return first + 1 < left.size() && left[first] == right[first + 1] &&
         left[first + 1] == right[first] && left.substr(first + 2) == right.substr(first + 2);
}

std::vector<SimilarWord> similar_words(const Segment& segment, std::string_view word,
                                       std::size_t limit) {
  std::vector<SimilarWord> similar;
  const auto keys = segment.spelling_keys();
  for_each_spelling(word, [&](std::uint32_t key) {
    auto found = std::lower_bound(keys.begin(), keys.end(), key);
    for (; found != keys.end() && *found == key; ++found) {
      const Segment::Word other =
          segment.spelling_words()[static_cast<std::size_t>(found - keys.begin())];
      if (is_one_edit_apart(word, segment.terms().word(other)))
        similar.push_back({other, likeness_of_one_edit});
    }
  });
  std::sort(similar.begin(), similar.end(), [&segment](const auto& left, const auto& right) {
    const auto often = segment.frequency(left.word);
    const auto other = segment.frequency(right.word);
    return often != other ? often > other : left.word < right.word;
  });
  similar.erase(
      std::unique(similar.begin(), similar.end(),
                  [](const auto& left, const auto& right) { return left.word == right.word; }),
      similar.end());
  if (similar.size() > limit) similar.resize(limit);
  return similar;
}

}  // namespace kentongan::match
