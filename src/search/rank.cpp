#include "search/rank.hpp"

#include <algorithm>
#include <numeric>

namespace kentongan::search {

namespace {

constexpr float least_share = 0.5F;  ///< of the weight asked for

struct Slot {
  float total = 0;
  float best = 0;           ///< of the word in hand; of no meaning until its bit is set
  std::uint32_t words = 0;  ///< one bit each
};

struct Candidate {
  Ranked ranked;
  std::int64_t at = 0;
};

bool is_before(const Candidate& left, const Candidate& right) {
  if (left.ranked.has_all_words != right.ranked.has_all_words) return left.ranked.has_all_words;
  if (left.ranked.score != right.ranked.score) return left.ranked.score > right.ranked.score;
  if (left.at != right.at) return left.at > right.at;
  return left.ranked.id < right.ranked.id;
}

/// Adds up what the words say of the documents of one segment. Of the variants of a word the best
/// counts.
std::vector<Slot> add_up(const Segment& segment, const Understanding& asked) {
  std::vector<Slot> slots(segment.size());
  for (std::size_t at = 0; at < asked.words.size(); ++at) {
    const std::uint32_t bit = 1U << at;
    for (const Variant& variant : asked.words[at].variants) {
      const auto word = segment.find(variant.word);
      if (!word) continue;
      const float step = asked.words[at].weight * variant.likeness / 255.0F;
      for (const Segment::Posting posting : segment.postings(*word)) {
        Slot& slot = slots[posting.document()];
        const float value = step * static_cast<float>(posting.impact());
        const float before = (slot.words & bit) != 0 ? slot.best : 0;
        if (value <= before) continue;
        slot.total += value - before;
        slot.best = value;
        slot.words |= bit;
      }
    }
  }
  return slots;
}

/// For every set of words: whether it weighs enough to be shown, and whether it is all of them.
class Shares {
 public:
  explicit Shares(const Understanding& asked) {
    float all = 0;
    for (std::size_t at = 0; at < asked.words.size(); ++at) {
      if (asked.words[at].variants.empty()) continue;
      all_ |= 1U << at;
      all += asked.words[at].weight;
    }
    for (std::uint32_t words = 1; words < enough_.size(); ++words) {
      float weight = 0;
      for (std::size_t at = 0; at < asked.words.size(); ++at)
        weight += (words >> at & 1U) != 0 ? asked.words[at].weight : 0;
      enough_[words] = weight >= least_share * all;
    }
  }
  [[nodiscard]] bool enough(std::uint32_t words) const { return enough_[words]; }
  [[nodiscard]] bool are_all(std::uint32_t words) const { return words == all_; }

 private:
  std::uint32_t all_ = 0;
  std::array<bool, 1U << most_words> enough_{};
};

bool is_wished(const Segment& segment, std::uint32_t document, const Wish& wish, PackedArea area) {
  const Segment::Entry& entry = segment.entry(document);
  if (wish.only && (entry.kind != *wish.only || (wish.label && entry.label != *wish.label)))
    return false;
  return wish.area.text().empty() || segment.touches(document, area);
}

}  // namespace

float freshness(std::int64_t at_micros, Instant now) {
  constexpr float most = 0.15F;
  constexpr double half_year = 182.5 * 24 * 3600 * 1e6;  // microseconds
  if (at_micros <= 0) return 1;
  const double age = std::max(0.0, static_cast<double>(now.micros() - at_micros));
  return 1 + most / static_cast<float>(1 + age / half_year);
}

Ranking rank(const Snapshot& snapshot, const Understanding& asked, const Wish& wish) {
  Ranking ranking;
  const bool any = std::any_of(asked.words.begin(), asked.words.end(),
                               [](const UnderstoodWord& word) { return !word.variants.empty(); });
  if (!any) return ranking;
  const Shares shares(asked);
  const PackedArea area(wish.area);
  std::array<std::vector<Candidate>, kind_count> found;
  for (const Part& part : snapshot.parts) {
    const std::vector<Slot> slots = add_up(*part.segment, asked);
    for (std::uint32_t document = 0; document < slots.size(); ++document) {
      const Slot& slot = slots[document];
      if (!shares.enough(slot.words) || part.is_gone(document) ||
          !is_wished(*part.segment, document, wish, area))
        continue;
      const Segment::Entry& entry = part.segment->entry(document);
      found[static_cast<std::size_t>(entry.kind)].push_back(
          {.ranked = {.id = entry.id,
                      .score = slot.total * freshness(entry.at, wish.now),
                      .has_all_words = shares.are_all(slot.words)},
           .at = entry.at});
    }
  }
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    std::vector<Candidate>& candidates = found[kind];
    RankedPage& page = ranking[kind];
    page.all = candidates.size();
    page.with_all_words = static_cast<std::size_t>(
        std::count_if(candidates.begin(), candidates.end(),
                      [](const Candidate& one) { return one.ranked.has_all_words; }));
    if (wish.skip + wish.limit > deepest) continue;
    const std::size_t end = std::min(candidates.size(), wish.skip + wish.limit);
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(end),
                      candidates.end(), is_before);
    for (std::size_t at = wish.skip; at < end; ++at) page.best.push_back(candidates[at].ranked);
  }
  return ranking;
}

}  // namespace kentongan::search
