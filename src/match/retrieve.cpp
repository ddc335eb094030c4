// Score at a time, a range at a time: which runs are worth reading is settled first, by impact;
// then they are read range by range, so that the votes of one range stay in the nearest cache.
#include "match/retrieve.hpp"

#include "match/retrieve_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace kentongan::match {

namespace {

/// How many passages are weighed exactly for each that is wanted: a passage's votes lack the words
/// that the budget left out.
constexpr std::size_t weighed_for_each = 8;
constexpr std::size_t impact_levels = 256;
constexpr std::size_t stride = 64;  ///< votes looked at together; ranges are padded to it

using Vote = std::int16_t;
constexpr float most_votes = 32'000;

struct Weighed {
  float score = 0;
  std::uint32_t passage = 0;
};

bool is_better(const Weighed& left, const Weighed& right) {
  return left.score != right.score ? left.score > right.score : left.passage < right.passage;
}

/// Keeps the best `most`, in no particular order.
void keep_best(std::vector<Weighed>& pool, std::size_t most) {
  if (pool.size() <= most) return;
  std::nth_element(pool.begin(), pool.begin() + static_cast<std::ptrdiff_t>(most), pool.end(),
                   is_better);
  pool.resize(most);
}

/// Ranges of one field: from `first` up to, not including, `end`.
struct Stretch {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

std::vector<Stretch> stretches_of(const Segment& segment) {
  std::vector<Stretch> stretches;
  const auto ranges = static_cast<std::uint32_t>(segment.range_count());
  for (std::uint32_t at = 0; at < ranges; ++at) {
    if (stretches.empty() || segment.range(at).field != segment.range(at - 1).field)
      stretches.push_back({at, at});
    stretches.back().end = at + 1;
  }
  return stretches;
}

/// One segment searched for one query.
class SegmentSearch {
 public:
  SegmentSearch(const Part& part, std::span<const Understood> words, const RetrieveLimits& limits)
      : part_(part),
        segment_(*part.segment),
        words_(words),
        limits_(limits),
        scale_(segment_, words) {
    float all = 0;
    for (const Understood& word : words_) all += word.weight;
    const float votes_for_one = all > 0 ? most_votes / all : 0;
    for (const Understood& word : words_) {
      votes_.push_back(static_cast<Vote>(std::max(1.0F, word.weight * votes_for_one)));
      runs_.push_back(segment_.runs_of(word.word));
    }
    next_.assign(words_.size(), 0);
    worth_ = votes_for_one > 0 ? 1 / votes_for_one : 0;
  }

  /// Adds the best passages of one field to `hits`.
  void search(const Stretch& stretch, std::vector<Weighed>& best) {
    const auto field = static_cast<Field>(segment_.range(stretch.first).field);
    pool_.clear();
    least_ = 0;
    spent_ = 0;
    const float threshold = least_impact(stretch);
    for (std::uint32_t range = stretch.first; range < stretch.end; ++range) {
      vote(range, threshold);
    }
    keep_best(pool_, limits_.passages * weighed_for_each);
    // In the order of numbers, so that neighbours share cache lines.
    std::sort(pool_.begin(), pool_.end(), [](const Weighed& left, const Weighed& right) {
      return left.passage < right.passage;
    });
    for (Weighed& one : pool_) one.score = scale_.weigh(one.passage, field);
    keep_best(pool_, limits_.passages);
    best.insert(best.end(), pool_.begin(), pool_.end());
  }

 private:
  /// The best share of length in a range: that of its first, shortest passage.
  [[nodiscard]] float best_norm(std::uint32_t range) const {
    const Range& info = segment_.range(range);
    return segment_.norm(static_cast<Field>(info.field), segment_.words_of(info.first).size());
  }

  [[nodiscard]] std::uint32_t length_of(std::size_t word, std::size_t run) const {
    return runs_[word][run + 1].first - runs_[word][run].first;
  }

  /// The impact from which on all runs together stay within the budget.
  [[nodiscard]] float least_impact(const Stretch& stretch) {
    float heaviest = 0;
    for (const Understood& word : words_) heaviest = std::max(heaviest, word.weight);
    norms_.assign(segment_.range_count(), 0);
    float norm = 0;
    for (std::uint32_t range = stretch.first; range < stretch.end; ++range)
      norm = std::max(norm, norms_[range] = best_norm(range));
    const float level = heaviest * norm / impact_levels;
    if (!(level > 0)) return 0;
    std::array<std::uint64_t, impact_levels> cost{};
    for (std::size_t word = 0; word < words_.size(); ++word) {
      for (std::size_t run = 0; run + 1 < runs_[word].size(); ++run) {
        const std::uint32_t range = runs_[word][run].range;
        if (range < stretch.first || range >= stretch.end) continue;
        const auto at = static_cast<std::size_t>(words_[word].weight * norms_[range] / level);
        cost[std::min(at, impact_levels - 1)] += length_of(word, run);
      }
    }
    std::uint64_t spent = 0;
    std::size_t at = impact_levels;
    while (at > 0 && spent + cost[at - 1] <= limits_.postings) spent += cost[--at];
    at = std::min(at, impact_levels - 1);  // the heaviest is read whatever it costs
    return level * static_cast<float>(at);
  }

  /// Reads what is worth reading of a range and pools its best passages.
  void vote(std::uint32_t range, float threshold) {
    const Range& info = segment_.range(range);
    const std::uint32_t size = segment_.range(range + 1).first - info.first;
    chosen_.clear();
    int most = 0;
    for (std::size_t word = 0; word < words_.size(); ++word) {
      std::size_t& run = next_[word];
      while (run + 1 < runs_[word].size() && runs_[word][run].range < range) ++run;
      if (run + 1 >= runs_[word].size() || runs_[word][run].range != range) continue;
      if (words_[word].weight * norms_[range] < threshold) continue;
      chosen_.push_back(word);
      most += votes_[word];
    }
    const float norm = norms_[range];
    const float needed = least_ / (norm * worth_);
    if (chosen_.empty() || static_cast<float>(most) < needed) return;
    if (spent_ > 2 * limits_.postings) return;  // many words of one impact, all of them common
    counted_.assign((size + stride - 1) / stride * stride, 0);
    for (const std::size_t word : chosen_) {
      const std::size_t run = next_[word];
      const Vote votes = votes_[word];
      spent_ += length_of(word, run);
      for (const std::uint16_t posting :
           segment_.postings().subspan(runs_[word][run].first, length_of(word, run)))
        counted_[posting] = static_cast<Vote>(counted_[posting] + votes);
    }
    const auto enough = static_cast<Vote>(std::clamp(needed, 1.0F, most_votes));
    for (std::uint32_t at = 0; at < counted_.size(); at += stride) {
      Vote highest = 0;
      for (std::uint32_t one = at; one < at + stride; ++one)
        highest = std::max(highest, counted_[one]);
      if (highest < enough) continue;
      for (std::uint32_t one = at; one < at + stride; ++one) {
        if (counted_[one] >= enough) pool(info, one, counted_[one]);
      }
    }
    if (pool_.size() > pool_target()) raise_least();
  }

  void pool(const Range& range, std::uint32_t at, Vote votes) {
    const std::uint32_t passage = range.first + at;
    if (part_.is_gone(segment_.document_of(passage))) return;
    const float norm =
        segment_.norm(static_cast<Field>(range.field), segment_.words_of(passage).size());
    const float score = static_cast<float>(votes) * worth_ * norm;
    if (score < least_) return;
    pool_.push_back({score, passage});
    if (pool_.size() >= 4 * pool_target()) raise_least();
  }

  [[nodiscard]] std::size_t pool_target() const { return limits_.passages * weighed_for_each; }

  void raise_least() {
    keep_best(pool_, pool_target());
    // `is_better` puts the worst last.
    least_ = std::max_element(pool_.begin(), pool_.end(), is_better)->score;
  }

  const Part& part_;
  const Segment& segment_;
  std::span<const Understood> words_;
  const RetrieveLimits& limits_;
  Scale scale_;
  std::vector<Vote> votes_;                 ///< for each word
  std::vector<std::span<const Run>> runs_;  ///< for each word
  std::vector<std::size_t> next_;           ///< for each word: the run not read yet
  std::vector<float> norms_;                ///< for each range of the field in hand
  float worth_ = 0;                         ///< weight of one vote
  std::vector<std::size_t> chosen_;         ///< words read in the range in hand
  std::vector<Vote> counted_;               ///< for each passage of the range in hand
  std::vector<Weighed> pool_;
  std::uint64_t spent_ = 0;  ///< postings of the field in hand
  float least_ = 0;          ///< score that is of no use any more
};

struct Placed {
  Hit hit;
  std::uint32_t part = 0;
  Field field = Field::title;
};

bool is_better_hit(const Placed& left, const Placed& right) {
  if (left.hit.score != right.hit.score) return left.hit.score > right.hit.score;
  if (left.part != right.part) return left.part < right.part;
  return left.hit.passage < right.hit.passage;
}

/// The best of each field over all segments, segment by segment.
std::vector<Hit> best_of_each_field(std::vector<Placed> found, std::size_t most) {
  std::sort(found.begin(), found.end(), is_better_hit);
  std::array<std::size_t, 3> kept{};
  std::erase_if(
      found, [&](const Placed& one) { return ++kept[static_cast<std::size_t>(one.field)] > most; });
  std::sort(found.begin(), found.end(), [](const Placed& left, const Placed& right) {
    return left.part != right.part ? left.part < right.part : left.hit.passage < right.hit.passage;
  });
  std::vector<Hit> hits;
  hits.reserve(found.size());
  for (const Placed& one : found) hits.push_back(one.hit);
  return hits;
}

/// Searches every segment by `search(part, words, stretch, best)`.
template <typename Search>
Retrieved retrieve_by(const Snapshot& snapshot, const Query& query, const RetrieveLimits& limits,
                      Search&& search) {
  Retrieved retrieved;
  retrieved.words = understood_words(snapshot, query, limits.words);
  std::vector<Placed> found;
  for (std::uint32_t part = 0; part < snapshot.parts.size(); ++part) {
    const Segment& segment = *snapshot.parts[part].segment;
    const auto words =
        std::find_if(retrieved.words.begin(), retrieved.words.end(),
                     [&segment](const SegmentWords& one) { return one.segment == &segment; });
    if (words == retrieved.words.end()) continue;
    search(snapshot.parts[part], words->words, [&](Field field, std::vector<Weighed>& weighed) {
      for (const Weighed& one : weighed)
        found.push_back({{&segment, one.passage, one.score}, part, field});
      weighed.clear();
    });
  }
  retrieved.hits = best_of_each_field(std::move(found), limits.passages);
  return retrieved;
}

}  // namespace

Retrieved retrieve(const Snapshot& snapshot, const Query& query, const RetrieveLimits& limits) {
  return retrieve_by(snapshot, query, limits,
                     [&limits](const Part& part, std::span<const Understood> words, auto&& keep) {
                       SegmentSearch search(part, words, limits);
                       std::vector<Weighed> best;
                       for (const Stretch& stretch : stretches_of(*part.segment)) {
                         search.search(stretch, best);
                         keep(static_cast<Field>(part.segment->range(stretch.first).field), best);
                       }
                     });
}

Retrieved retrieve_exhaustively(const Snapshot& snapshot, const Query& query,
                                const RetrieveLimits& limits) {
  return retrieve_by(snapshot, query, limits,
                     [&limits](const Part& part, std::span<const Understood> words, auto&& keep) {
                       const Segment& segment = *part.segment;
                       Scale scale(segment, words);
                       std::vector<Weighed> best;
                       for (std::size_t range = 0; range < segment.range_count(); ++range) {
                         const auto field = static_cast<Field>(segment.range(range).field);
                         for (auto at = segment.range(range).first;
                              at < segment.range(range + 1).first; ++at) {
                           if (part.is_gone(segment.document_of(at))) continue;
                           const float score = scale.weigh(at, field);
                           if (score > 0) best.push_back({score, at});
                         }
                         keep_best(best, limits.passages);
                         keep(field, best);
                       }
                     });
}

}  // namespace kentongan::match
