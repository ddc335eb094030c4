#include "match/similar.hpp"

#include "language/stem.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

namespace kentongan::match {

namespace {

// Chosen on the development messages with made misspellings and scans, and on Javanese, Sundanese
// and Ngaju sentences (TUNING.md).
constexpr float likeness_of_one_edit = 0.8F;
constexpr float likeness_of_one_root = 0.7F;
constexpr float likeness_of_letters = 0.8F;  ///< times the share of letter groups in common
constexpr float least_share = 0.3F;          ///< of letter groups in common
/// Words looked at for one: the rarest letter groups say most.
constexpr std::size_t most_followed = 1000;

constexpr std::size_t shortest = 4;  ///< bytes; below it every word is one letter from another
constexpr std::size_t longest = 30;
constexpr std::size_t group = 4;  ///< letters

bool may_be_misspelt(std::string_view word) {
  return word.size() >= shortest && word.size() <= longest &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::uint32_t hash_of(std::uint64_t hash) {
  hash ^= hash >> 33U;
  hash *= 0xff51afd7ed558ccdU;
  return static_cast<std::uint32_t>(hash >> 32U);
}

/// Of a word without the letter at `left_out`; of the whole word when that is its size.
std::uint32_t key_without(std::string_view word, std::size_t left_out) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (at != left_out) hash = (hash ^ static_cast<unsigned char>(word[at])) * 0x100000001b3U;
  }
  return hash_of(hash);
}

std::uint32_t key_of_root(std::string_view word) {
  language::StemBuffer buffer;
  const std::string_view root = language::stem(word, buffer);
  return hash_of(key_without(root, root.size()) ^ 0x9E3779B185EBCA87U);
}

template <typename Visit>
void for_each_edit(std::string_view word, Visit&& visit) {
  for (std::size_t left_out = 0; left_out <= word.size(); ++left_out) {
    // The second of a double letter leaves the same word as the first.
    if (left_out > 0 && left_out < word.size() && word[left_out] == word[left_out - 1]) continue;
    visit(key_without(word, left_out));
  }
}

/// The edges of the word count as letters, so that beginnings and ends weigh more.
template <typename Visit>
void for_each_group(std::string_view word, Visit&& visit) {
  std::array<char, longest + 2> edged{'^'};
  std::copy(word.begin(), word.end(), edged.begin() + 1);
  edged[word.size() + 1] = '$';
  for (std::size_t at = 0; at + group <= word.size() + 2; ++at) {
    std::uint32_t letters = 0;
    std::memcpy(&letters, edged.data() + at, sizeof letters);
    visit(hash_of(0x165667B19E3779F9U ^ letters));
  }
}

std::size_t groups_of(std::string_view word) { return word.size() + 2 - group + 1; }
/// One fewer than the shortest word has, so that rounding never leaves out what belongs.
constexpr std::size_t fewest_groups = shortest + 2 - group;

/// Where among `size` keys, which are hashes and lie evenly, a key probably stands.
std::size_t first_guess(std::uint32_t key, std::size_t size) {
  return static_cast<std::size_t>((std::uint64_t{key} * size) >> 32U);
}

/// Words filed under a key; no more than one too many to follow. Two guesses come so near the place
/// that a few steps, each twice as long as the last, enclose it.
std::span<const Segment::Word> filed(const Segment& segment, std::uint32_t key) {
  const auto keys = segment.spelling_keys();
  if (keys.empty()) return {};
  const auto size = static_cast<std::int64_t>(keys.size());
  auto guess = static_cast<std::int64_t>(first_guess(key, keys.size()));
  for (int refined = 0; refined < 2; ++refined) {
    const std::int64_t apart = std::int64_t{key} - keys[static_cast<std::size_t>(guess)];
    guess =
        std::clamp<std::int64_t>(guess + apart / ((std::int64_t{1} << 32U) / size), 0, size - 1);
  }
  const auto is_before = [&](std::int64_t at) { return keys[static_cast<std::size_t>(at)] < key; };
  std::int64_t low = guess;   // everything before it is before the key
  std::int64_t high = guess;  // nothing from it on is before the key
  for (std::int64_t step = 1; low > 0 && !is_before(low - 1); step *= 2)
    low = std::max<std::int64_t>(0, low - step);
  for (std::int64_t step = 1; high < size && is_before(high); step *= 2)
    high = std::min(size, high + step);
  const auto begin = keys.begin();
  const auto first =
      static_cast<std::size_t>(std::lower_bound(begin + low, begin + high, key) - begin);
  std::size_t end = first;
  while (end < keys.size() && keys[end] == key && end - first <= most_followed) ++end;
  return segment.spelling_words().subspan(first, end - first);
}

/// The keys of a word, in the order of `for_each_edit` and `for_each_group`; a word's fit.
struct Keys {
  std::array<std::uint32_t, 2 * (longest + 2)> keys{};
  std::size_t count = 0;

  void add(std::uint32_t key) { keys[count++] = key; }
  /// Keys lie scattered over the index: all are fetched before the first is looked up.
  void fetch(const Segment& segment) const {
    const auto all = segment.spelling_keys();
    for (std::size_t at = 0; at < count && !all.empty(); ++at)
      __builtin_prefetch(all.data() + first_guess(keys[at], all.size()));
  }
  [[nodiscard]] std::span<const std::uint32_t> span() const { return std::span(keys).first(count); }
};

void add_edits(const Segment& segment, std::string_view word, std::span<const std::uint32_t> edits,
               std::vector<SimilarWord>& similar) {
  for (const std::uint32_t key : edits) {
    for (const Segment::Word other : filed(segment, key)) {
      if (is_one_edit_apart(word, segment.terms().word(other)))
        similar.push_back({other, likeness_of_one_edit});
    }
  }
}

/// How often each of at most `most_followed` words was met.
class Tally {
 public:
  struct Met {
    Segment::Word word = Terms::none;
    std::uint32_t times = 0;
  };
  void meet(Segment::Word word) {
    std::size_t at = (word * 0x9E3779B1U) >> (32U - bits);
    while (slots_[at].times != 0 && slots_[at].word != word) at = (at + 1) % slots_.size();
    slots_[at].word = word;
    ++slots_[at].times;
  }
  [[nodiscard]] std::span<const Met> slots() const { return slots_; }

 private:
  static constexpr unsigned bits = 11;
  static_assert((1U << bits) > 2 * most_followed);
  std::array<Met, 1U << bits> slots_{};
};

/// Words with many letter groups in common. Source: Dice's coefficient, Ecology 1945.
void add_alike(const Segment& segment, std::string_view word, std::span<const std::uint32_t> groups,
               std::vector<SimilarWord>& similar) {
  std::array<std::span<const Segment::Word>, longest + 2> lists;
  std::size_t count = 0;
  for (const std::uint32_t key : groups) lists[count++] = filed(segment, key);
  std::sort(lists.begin(), lists.begin() + static_cast<std::ptrdiff_t>(count),
            [](const auto& left, const auto& right) { return left.size() < right.size(); });
  Tally tally;
  std::size_t followed = 0;
  for (const auto& list : std::span(lists).first(count)) {
    if (followed + list.size() > most_followed) break;
    followed += list.size();
    for (const Segment::Word other : list) tally.meet(other);
  }
  const std::size_t own = groups_of(word);
  for (const Tally::Met& met : tally.slots()) {
    const float twice = 2 * static_cast<float>(met.times);
    // Most are met once, too seldom even for the shortest word: their letters are not read.
    if (twice < least_share * static_cast<float>(own + fewest_groups)) continue;
    const std::size_t both = own + groups_of(segment.terms().word(met.word));
    const float share = twice / static_cast<float>(both);
    if (share >= least_share)
      similar.push_back({met.word, likeness_of_letters * std::min(share, 1.0F)});
  }
}

void keep_likest(const Segment& segment, std::vector<SimilarWord>& similar, std::size_t limit) {
  std::sort(similar.begin(), similar.end(), [](const auto& left, const auto& right) {
    return left.word != right.word ? left.word < right.word : left.likeness > right.likeness;
  });
  const auto is_same = [](const auto& left, const auto& right) { return left.word == right.word; };
  similar.erase(std::unique(similar.begin(), similar.end(), is_same), similar.end());
  std::sort(similar.begin(), similar.end(), [&segment](const auto& left, const auto& right) {
    if (left.likeness != right.likeness) return left.likeness > right.likeness;
    const auto often = segment.frequency(left.word);
    const auto other = segment.frequency(right.word);
    return often != other ? often > other : left.word < right.word;
  });
  if (similar.size() > limit) similar.resize(limit);
}

}  // namespace

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

std::vector<std::uint32_t> spelling_keys_of(std::string_view word) {
  std::vector<std::uint32_t> keys;
  if (!may_be_misspelt(word)) return keys;
  const auto add = [&keys](std::uint32_t key) { keys.push_back(key); };
  for_each_edit(word, add);
  for_each_group(word, add);
  add(key_of_root(word));
  return keys;
}

std::vector<SimilarWord> similar_words(const Segment& segment, std::string_view word,
                                       std::size_t limit) {
  if (!may_be_misspelt(word)) return {};
  Keys edits;
  Keys groups;
  for_each_edit(word, [&edits](std::uint32_t key) { edits.add(key); });
  for_each_group(word, [&groups](std::uint32_t key) { groups.add(key); });
  edits.fetch(segment);
  groups.fetch(segment);
  std::vector<SimilarWord> similar;
  add_edits(segment, word, edits.span(), similar);
  add_alike(segment, word, groups.span(), similar);
  keep_likest(segment, similar, limit);
  return similar;
}

std::vector<SimilarWord> words_of_one_root(const Segment& segment, std::string_view word,
                                           std::size_t limit) {
  if (!may_be_misspelt(word)) return {};
  std::vector<SimilarWord> similar;
  for (const Segment::Word other : filed(segment, key_of_root(word))) {
    if (segment.terms().word(other) != word) similar.push_back({other, likeness_of_one_root});
  }
  keep_likest(segment, similar, limit);
  return similar;
}

}  // namespace kentongan::match
