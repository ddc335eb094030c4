#include "search/segment.hpp"

#include "language/stem.hpp"
#include "search/roots.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <tuple>

namespace kentongan::search {

namespace {

constexpr std::array<double, field_count> field_weights{5, 2, 1};
/// Words without stop words in a usual title, summary and article of a district's news.
constexpr std::array<double, field_count> usual_words{7, 18, 120};
constexpr double length_share = 0.75;  // b
constexpr double saturation = 1.5;     // k

constexpr std::array<std::uint64_t, 5> below_level{10'000'000'000, 100'000'000, 1'000'000, 10'000,
                                                   1};

}  // namespace

std::uint8_t impact_of(const Occurrences& occurrences) {
  double times = 0;
  for (std::size_t field = 0; field < field_count; ++field) {
    if (occurrences.times[field] == 0) continue;
    const double length = occurrences.words[field] / usual_words[field];
    times += field_weights[field] * occurrences.times[field] /
             (1 - length_share + length_share * length);
  }
  const double share = times / (saturation + times);
  return static_cast<std::uint8_t>(std::clamp(std::lround(share * 255), 1L, 255L));
}

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char c : word) {
    const bool is_letter = c >= 'a' && c <= 'z';
    const bool is_digit = c >= '0' && c <= '9';
    letters |= std::uint32_t{1} << (is_letter  ? static_cast<unsigned>(c - 'a')
                                    : is_digit ? 26U
                                               : 27U);
  }
  return letters;
}

PackedArea::PackedArea(const places::AreaCode& code) : level_(code.level()) {
  for (const char c : code.text()) {
    if (c >= '0' && c <= '9') digits_ = digits_ * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (level_ == places::Level::nation) return;
  digits_ *= below_level[static_cast<std::size_t>(level_)];
}

bool PackedArea::touches(PackedArea other) const {
  const auto coarser = static_cast<std::size_t>(std::min(level_, other.level_));
  return digits_ / below_level[coarser] == other.digits_ / below_level[coarser];
}

std::optional<std::uint32_t> Segment::find(Kind kind, std::int64_t id) const {
  const auto at =
      std::lower_bound(by_id_.begin(), by_id_.end(), std::pair(id, kind),
                       [this](std::uint32_t document, const std::pair<std::int64_t, Kind>& wanted) {
                         return std::pair(entries_[document].id, entries_[document].kind) < wanted;
                       });
  if (at == by_id_.end() || entries_[*at].id != id || entries_[*at].kind != kind)
    return std::nullopt;
  return *at;
}

bool Segment::touches(std::uint32_t document, PackedArea area) const {
  const auto first = areas_.begin() + entries_[document].first_area;
  const auto end = areas_.begin() + entries_[document + 1].first_area;
  return std::any_of(first, end, [area](PackedArea own) { return own.touches(area); });
}

Segment::Word Segment::first_not_before(std::string_view wanted) const {
  Word first = 0;
  for (auto left = static_cast<Word>(word_count()); left > 0;) {
    const Word half = left / 2;
    if (word(first + half) < wanted) {
      first += half + 1;
      left -= half + 1;
    } else {
      left = half;
    }
  }
  return first;
}

std::optional<Segment::Word> Segment::find(std::string_view wanted) const {
  const Word at = first_not_before(wanted);
  if (at == word_count() || word(at) != wanted) return std::nullopt;
  return at;
}

std::pair<Segment::Word, Segment::Word> Segment::beginning_with(std::string_view prefix) const {
  const Word first = first_not_before(prefix);
  // No byte of UTF-8 is 0xFF.
  const Word end = first_not_before(std::string(prefix) + '\xFF');
  return {first, end};
}

std::vector<Segment::Word> Segment::of_root(std::string_view root) const {
  const std::uint32_t hash = hash_of_root(root);
  std::vector<Word> words;
  auto at = std::lower_bound(roots_.begin(), roots_.end(), std::pair(hash, Word{0}));
  language::StemBuffer buffer;
  for (; at != roots_.end() && at->first == hash; ++at) {
    if (language::stem(word(at->second), buffer) == root) words.push_back(at->second);
  }
  return words;
}

std::size_t Segment::memory() const {
  return bytes_.capacity() + starts_.capacity() * sizeof(std::uint32_t) +
         letters_.capacity() * sizeof(std::uint32_t) +
         roots_.capacity() * sizeof(std::pair<std::uint32_t, Word>) +
         posting_firsts_.capacity() * sizeof(std::uint32_t) +
         postings_.capacity() * sizeof(Posting) + entries_.capacity() * sizeof(Entry) +
         areas_.capacity() * sizeof(PackedArea) + by_id_.capacity() * sizeof(std::uint32_t);
}

std::size_t Snapshot::size() const {
  return std::accumulate(parts.begin(), parts.end(), std::size_t{0},
                         [](std::size_t sum, const Part& part) { return sum + part.size(); });
}

std::size_t Snapshot::memory() const {
  return std::accumulate(
      parts.begin(), parts.end(), std::size_t{0},
      [](std::size_t sum, const Part& part) { return sum + part.segment->memory(); });
}

}  // namespace kentongan::search
