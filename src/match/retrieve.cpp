// Score at a time, a range at a time: which runs are worth reading is settled first, by impact;
// then they are read range by range, so that the votes of one range stay in the nearest cache.
#include "match/retrieve.hpp"

#include "match/retrieve_words.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace kentongan::match {

namespace {

/// How many passages are weighed exactly for each that is wanted: a passage's votes lack the words
/// that the budget left out.
constexpr std::size_t weighed_for_each = 4;
constexpr std::size_t impact_levels = 256;
constexpr std::uint32_t far = 8;
constexpr std::uint32_t not_chosen = ~std::uint32_t{0};
constexpr std::size_t stride = 32;  ///< votes looked at together; a cache line or two

using Vote = std::int16_t;
constexpr Vote most_votes = 32'000;

/// Eight neighbours' votes at a time. The vector type is g++'s and clang's, on every processor.
using Lane [[gnu::vector_size(16)]] = Vote;
constexpr std::size_t lane = sizeof(Lane) / sizeof(Vote);

/// Whether any of `count` neighbours has enough; `count` is a multiple of `lane`.
bool reaches(const Vote* votes, std::size_t count, Vote enough) {
  Lane highest{};
  for (std::size_t at = 0; at < count; at += lane) {
    Lane some{};
    std::memcpy(&some, votes + at, sizeof some);
    highest = some > highest ? some : highest;
  }
  const Lane reached = highest >= enough;
  std::array<std::uint64_t, 2> halves{};
  std::memcpy(halves.data(), &reached, sizeof reached);
  return (halves[0] | halves[1]) != 0;
}

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
    const float votes_for_one = all > 0 ? float{most_votes} / all : 0;
    for (const Understood& word : words_) {
      votes_.push_back(static_cast<Vote>(std::max(1.0F, word.weight * votes_for_one)));
      runs_.push_back(segment_.runs_of(word.word));
    }
    worth_ = votes_for_one > 0 ? 1 / votes_for_one : 0;
  }

  /// Adds the best passages of one field to `best`.
  void search(const Stretch& stretch, std::vector<Weighed>& best) {
    const auto field = static_cast<Field>(segment_.range(stretch.first).field);
    pool_.clear();
    least_ = 0;
    spent_ = 0;
    choose_runs(stretch);
    // Every eighth range, then the others: short and long passages early, so that a high score is
    // soon met and few low ones are pooled.
    for (std::uint32_t offset = 0; offset < far; ++offset) {
      for (std::uint32_t at = stretch.first + (offset + far / 2) % far; at < stretch.end; at += far)
        vote(stretch, at);
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

  [[nodiscard]] std::uint32_t length_of(std::size_t word, std::uint32_t run) const {
    return runs_[word][run + 1].first - runs_[word][run].first;
  }

  /// Calls `visit(word, run, range, level of impact)` for every run of the stretch.
  template <typename Visit>
  void for_each_run(const Stretch& stretch, float level, Visit&& visit) const {
    for (std::size_t word = 0; word < words_.size(); ++word) {
      const float weight = words_[word].weight / level;
      for (std::uint32_t run = 0; run + 1 < runs_[word].size(); ++run) {
        const std::uint32_t range = runs_[word][run].range;
        if (range < stretch.first || range >= stretch.end) continue;
        const auto at = static_cast<std::size_t>(weight * norms_[range]);
        visit(word, run, range, std::min(at, impact_levels - 1));
      }
    }
  }

  /// The runs of the highest impact that together stay within the budget.
  void choose_runs(const Stretch& stretch) {
    float heaviest = 0;
    for (const Understood& word : words_) heaviest = std::max(heaviest, word.weight);
    norms_.assign(segment_.range_count(), 0);
    float norm = 0;
    for (std::uint32_t range = stretch.first; range < stretch.end; ++range)
      norm = std::max(norm, norms_[range] = best_norm(range));
    chosen_.assign((stretch.end - stretch.first) * words_.size(), not_chosen);
    const float level = heaviest * norm / impact_levels;
    if (!(level > 0)) return;
    std::array<std::uint64_t, impact_levels> cost{};
    for_each_run(stretch, level,
                 [&](std::size_t word, std::uint32_t run, std::uint32_t, std::size_t impact) {
                   cost[impact] += length_of(word, run);
                 });
    std::uint64_t spent = 0;
    std::size_t least = impact_levels;
    while (least > 0 && spent + cost[least - 1] <= limits_.postings) spent += cost[--least];
    least = std::min(least, impact_levels - 1);  // the heaviest is read whatever it costs
    for_each_run(stretch, level,
                 [&](std::size_t word, std::uint32_t run, std::uint32_t range, std::size_t impact) {
                   if (impact >= least)
                     chosen_[(range - stretch.first) * words_.size() + word] = run;
                 });
  }

  /// Reads what was chosen of a range and pools its best passages.
  void vote(const Stretch& stretch, std::uint32_t range) {
    const Range& info = segment_.range(range);
    const std::uint32_t size = segment_.range(range + 1).first - info.first;
    const auto chosen =
        std::span(chosen_).subspan((range - stretch.first) * words_.size(), words_.size());
    int most = 0;
    for (std::size_t word = 0; word < words_.size(); ++word)
      most += chosen[word] != not_chosen ? votes_[word] : 0;
    worth_here_ = worth_ * norms_[range];
    enough_ = votes_for(least_);
    if (most == 0 || most < enough_) return;
    if (spent_ > 2 * limits_.postings) return;  // many words of one impact, all of them common
    counted_.assign((size + stride - 1) / stride * stride, 0);
    for (std::size_t word = 0; word < words_.size(); ++word) {
      if (chosen[word] == not_chosen) continue;
      const std::uint32_t length = length_of(word, chosen[word]);
      const Vote votes = votes_[word];
      Vote* counted = counted_.data();
      for (const std::uint16_t posting :
           segment_.postings().subspan(runs_[word][chosen[word]].first, length))
        counted[posting] = static_cast<Vote>(counted[posting] + votes);
      spent_ += length;
    }
    if (!(least_ > 0)) {
      enough_ = first_threshold();
      if (enough_ > 1) least_ = static_cast<float>(enough_) * worth_here_;
    }
    for_each_with(enough_, [&](std::uint32_t at) {
      if (counted_[at] >= enough_)  // more than before
        pool(info.first + at, static_cast<float>(counted_[at]) * worth_here_);
    });
  }

  /// The votes that make a score in the range in hand.
  [[nodiscard]] Vote votes_for(float score) const {
    return static_cast<Vote>(std::clamp(score / worth_here_, 1.0F, float{most_votes}));
  }

  /// Visits the places in the range in hand that have enough votes.
  template <typename Visit>
  void for_each_with(Vote enough, Visit&& visit) const {
    for (std::uint32_t at = 0; at < counted_.size(); at += stride) {
      if (!reaches(counted_.data() + at, stride, enough)) continue;
      for (std::uint32_t some = at; some < at + stride; some += lane) {
        if (!reaches(counted_.data() + some, lane, enough)) continue;
        for (std::uint32_t one = some; one < some + lane; ++one) {
          if (counted_[one] >= enough) visit(one);
        }
      }
    }
  }

  /// Before anything is pooled: votes that as many passages of the range have as are wanted, or
  /// one.
  [[nodiscard]] Vote first_threshold() const {
    Vote votes = most_votes;
    for (; votes > 1; votes = static_cast<Vote>(votes - votes / 4 - 1)) {
      std::size_t passages = 0;
      for_each_with(votes, [&passages](std::uint32_t) { ++passages; });
      if (passages >= limits_.passages) break;
    }
    return std::max<Vote>(votes, 1);
  }

  /// `score` takes the passage for the shortest of its range.
  void pool(std::uint32_t passage, float score) {
    if (part_.gone != nullptr && part_.is_gone(segment_.document_of(passage))) return;
    pool_.push_back({score, passage});
    if (pool_.size() >= 2 * pool_target()) raise_least();
  }

  [[nodiscard]] std::size_t pool_target() const { return limits_.passages * weighed_for_each; }

  void raise_least() {
    keep_best(pool_, pool_target());
    // `is_better` puts the worst last.
    least_ = std::max_element(pool_.begin(), pool_.end(), is_better)->score;
    enough_ = votes_for(least_);
  }

  const Part& part_;
  const Segment& segment_;
  std::span<const Understood> words_;
  const RetrieveLimits& limits_;
  Scale scale_;
  std::vector<Vote> votes_;                 ///< for each word
  std::vector<std::span<const Run>> runs_;  ///< for each word
  std::vector<float> norms_;                ///< for each range of the field in hand
  float worth_ = 0;                         ///< weight of one vote
  std::vector<std::uint32_t> chosen_;       ///< for each range of the field and each word: the run
  float worth_here_ = 0;                    ///< of one vote in the range in hand
  Vote enough_ = 1;                         ///< votes that are of use in the range in hand
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
