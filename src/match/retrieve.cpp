// Score at a time, a range at a time: which runs are worth reading is settled first, by impact;
// then they are read range by range, so that the votes of one range stay in the nearest cache.
#include "match/retrieve.hpp"

#include "match/retrieve_words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <functional>

namespace kentongan::match {

namespace {

/// How many passages are weighed exactly for each that is wanted: a passage's votes lack the words
/// that the budget left out.
constexpr std::size_t weighed_for_each = 3;
constexpr std::size_t impact_levels = 256;
constexpr std::uint32_t far = 8;
constexpr std::size_t soon = 3;               ///< runs ahead that are fetched
constexpr std::size_t stride = 32;            ///< votes looked at together; a cache line or two
constexpr std::size_t together = 4 * stride;  ///< looked over at once

using Vote = std::int16_t;
constexpr Vote most_votes = 32'000;

/// Eight neighbours' votes at a time. The vector type is g++'s and clang's, on every processor.
using Lane [[gnu::vector_size(16)]] = Vote;
constexpr std::uint32_t lane = sizeof(Lane) / sizeof(Vote);

static_assert(stride % lane == 0);

template <std::size_t count>
Lane highest_lane(const Vote* votes) {
  Lane highest{};
#pragma GCC unroll 16
  for (std::size_t at = 0; at < count; at += lane) {
    Lane some{};
    std::memcpy(&some, votes + at, sizeof some);
    highest = some > highest ? some : highest;
  }
  return highest;
}

/// Of a stride of neighbours.
Vote highest_of(const Vote* votes) {
  const Lane highest = highest_lane<stride>(votes);
  Vote most = 0;
  for (std::uint32_t at = 0; at < lane; ++at) most = std::max<Vote>(most, highest[at]);
  return most;
}

/// Whether any of `count` neighbours has more than `least`.
template <std::size_t count>
bool exceeds(const Vote* votes, Vote least) {
  const Lane reached = highest_lane<count>(votes) > least;
  std::array<std::uint64_t, 2> halves{};
  std::memcpy(halves.data(), &reached, sizeof reached);
  return (halves[0] | halves[1]) != 0;
}

/// Calls `visit(place)` for each of a lane of neighbours that has more than `least`.
template <typename Visit>
void for_each_exceeding(const Vote* votes, Vote least, Visit&& visit) {
  constexpr unsigned width = 8 * sizeof(Vote);
  Lane some{};
  std::memcpy(&some, votes, sizeof some);
  const Lane reached = some > least;
  std::array<std::uint64_t, 2> halves{};
  std::memcpy(halves.data(), &reached, sizeof reached);
  for (std::uint32_t half = 0; half < halves.size(); ++half) {
    for (std::uint64_t left = halves[half]; left != 0;) {
      const std::uint32_t place = static_cast<std::uint32_t>(std::countr_zero(left)) / width;
      visit(half * lane / 2 + place);
      left &= ~(std::uint64_t{0xffff} << (place * width));
    }
  }
}

/// The score that so many of what was counted have, give or take a step: what is below it is of no
/// use any more. Cost: a few ns a score.
class Bar {
 public:
  /// `highest`: what no score exceeds.
  void reset(std::size_t wanted, float highest) {
    steps_.fill(0);
    wanted_ = wanted;
    above_ = 0;
    at_ = 0;
    steps_for_one_ = highest > 0 ? static_cast<float>(steps) / highest : 0;
  }
  void count(float score) {
    const auto step =
        std::min(static_cast<std::size_t>(score * steps_for_one_), std::size_t{steps - 1});
    if (step < at_) return;
    ++steps_[step];
    ++above_;
    while (above_ - steps_[at_] >= wanted_) above_ -= steps_[at_++];
  }
  [[nodiscard]] float height() const {
    return at_ == 0 ? 0 : static_cast<float>(at_) / steps_for_one_;
  }

 private:
  static constexpr std::size_t steps = 4096;
  std::array<std::uint32_t, steps> steps_{};
  std::size_t wanted_ = 0;
  std::size_t above_ = 0;  ///< counted and not below
  std::size_t at_ = 0;
  float steps_for_one_ = 0;
};

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
  }

  /// Adds the best passages of one field to `best`.
  void search(const Stretch& stretch, std::vector<Weighed>& best) {
    const auto field = static_cast<Field>(segment_.range(stretch.first).field);
    pool_.clear();
    spent_ = 0;
    choose_runs(stretch);
    // Every eighth range, then the others: short and long passages early, so that a high score is
    // soon met and few low ones are pooled.
    for (std::uint32_t offset = 0; offset < far; ++offset) {
      for (std::uint32_t at = stretch.first + (offset + far / 2) % far; at < stretch.end; at += far)
        vote(at);
    }
    const float least = bar_.height();
    std::erase_if(pool_, [least](const Weighed& one) { return one.score < least; });
    keep_best(pool_, pool_target());
    // Passages lie scattered over the index: all are fetched while the first are weighed.
    for (const Weighed& one : pool_) segment_.prefetch_words(one.passage);
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

  /// Notes every run of the stretch, and its impact in parts of `level`.
  void note_runs(const Stretch& stretch, float level) {
    noted_.clear();
    for (std::uint32_t word = 0; word < words_.size(); ++word) {
      const float weight = words_[word].weight / level;
      for (std::uint32_t run = 0; run + 1 < runs_[word].size(); ++run) {
        const std::uint32_t range = runs_[word][run].range;
        if (range < stretch.first || range >= stretch.end) continue;
        const auto impact = static_cast<std::uint32_t>(weight * norms_[range]);
        noted_.push_back({.range = range,
                          .impact = std::min(impact, std::uint32_t{impact_levels - 1}),
                          .first = runs_[word][run].first,
                          .length = length_of(word, run),
                          .votes = votes_[word]});
      }
    }
  }

  /// The runs of the highest impact that together stay within the budget, range by range.
  void choose_runs(const Stretch& stretch) {
    float heaviest = 0;
    for (const Understood& word : words_) heaviest = std::max(heaviest, word.weight);
    norms_.assign(segment_.range_count(), 0);
    float norm = 0;
    for (std::uint32_t range = stretch.first; range < stretch.end; ++range)
      norm = std::max(norm, norms_[range] = best_norm(range));
    bar_.reset(pool_target(), float{most_votes} * norm);
    chosen_.clear();
    chosen_firsts_.assign(segment_.range_count() + 2, 0);
    const float level = heaviest * norm / impact_levels;
    if (!(level > 0)) return;
    note_runs(stretch, level);
    std::array<std::uint64_t, impact_levels> cost{};
    for (const NotedRun& run : noted_) cost[run.impact] += run.length;
    std::uint64_t spent = 0;
    std::size_t least = impact_levels;
    while (least > 0 && spent + cost[least - 1] <= limits_.postings) spent += cost[--least];
    least = std::min(least, impact_levels - 1);  // the heaviest is read whatever it costs
    std::erase_if(noted_, [least](const NotedRun& run) { return run.impact < least; });
    for (const NotedRun& run : noted_) ++chosen_firsts_[run.range + 2];
    for (std::size_t at = 2; at < chosen_firsts_.size(); ++at)
      chosen_firsts_[at] += chosen_firsts_[at - 1];
    chosen_.resize(noted_.size());
    for (const NotedRun& run : noted_) chosen_[chosen_firsts_[run.range + 1]++] = run;
  }

  /// Reads what was chosen of a range and pools its best passages.
  void vote(std::uint32_t range) {
    const Range& info = segment_.range(range);
    const std::uint32_t size = segment_.range(range + 1).first - info.first;
    const auto chosen = std::span(chosen_).subspan(
        chosen_firsts_[range], chosen_firsts_[range + 1] - chosen_firsts_[range]);
    int most = 0;
    for (const NotedRun& run : chosen) most += run.votes;
    norm_ = norms_[range];
    Vote enough = votes_for(bar_.height());
    if (most == 0 || most < enough) return;
    if (spent_ > 2 * limits_.postings) return;  // many words of one impact, all of them common

    counted_.assign((size + together - 1) / together * together, 0);
    Vote* counted = counted_.data();
    const std::uint16_t* postings = segment_.postings().data();
    for (std::size_t at = 0; at < chosen.size(); ++at) {
      // Runs are short and lie far apart.
      if (at + soon < chosen.size()) __builtin_prefetch(postings + chosen[at + soon].first);
      const Vote votes = chosen[at].votes;
      const std::uint16_t* run = postings + chosen[at].first;
      const std::uint32_t length = chosen[at].length;
#pragma GCC unroll 8
      for (std::uint32_t place = 0; place < length; ++place)
        counted[run[place]] = static_cast<Vote>(counted[run[place]] + votes);
      spent_ += chosen[at].length;
    }
    if (!(bar_.height() > 0)) enough = first_threshold();
    for (std::uint32_t some = 0; some < counted_.size(); some += together) {
      if (!exceeds<together>(counted + some, static_cast<Vote>(enough - 1))) continue;
      for (std::uint32_t at = some; at < some + together; at += stride)
        enough = pool_stride(info.first, at, enough);
    }
  }

  /// Pools those of a stride that have `enough` votes; what is enough for the next.
  Vote pool_stride(std::uint32_t first, std::uint32_t at, Vote enough) {
    const Vote* counted = counted_.data();
    const auto least = static_cast<Vote>(enough - 1);
    if (!exceeds<stride>(counted + at, least)) return enough;
    for (std::uint32_t some = at; some < at + stride; some += lane) {
      for_each_exceeding(counted + some, least, [&](std::uint32_t place) {
        pool(first + some + place, static_cast<float>(counted[some + place]) * norm_);
      });
    }
    return std::max(enough, votes_for(bar_.height()));
  }

  /// The votes that make a score in the range in hand.
  [[nodiscard]] Vote votes_for(float score) const {
    return static_cast<Vote>(std::clamp(score / norm_, 1.0F, float{most_votes}));
  }

  /// Before anything is pooled: votes that as many passages of the range have as are wanted, or
  /// one. The highest of every stride is enough to know.
  [[nodiscard]] Vote first_threshold() {
    highest_.clear();
    for (std::size_t at = 0; at < counted_.size(); at += stride)
      highest_.push_back(highest_of(counted_.data() + at));
    if (highest_.size() <= pool_target()) return 1;
    const auto wanted = highest_.begin() + static_cast<std::ptrdiff_t>(pool_target() - 1);
    std::nth_element(highest_.begin(), wanted, highest_.end(), std::greater<>());
    return std::max<Vote>(*wanted, 1);
  }

  /// `score` takes the passage for the shortest of its range.
  void pool(std::uint32_t passage, float score) {
    if (part_.gone != nullptr && part_.is_gone(segment_.document_of(passage))) return;
    pool_.push_back({score, passage});
    bar_.count(score);
  }

  [[nodiscard]] std::size_t pool_target() const { return limits_.passages * weighed_for_each; }

  struct NotedRun {
    std::uint32_t range = 0;
    std::uint32_t impact = 0;
    std::uint32_t first = 0;  ///< posting
    std::uint32_t length = 0;
    Vote votes = 0;  ///< of the word
  };

  const Part& part_;
  const Segment& segment_;
  std::span<const Understood> words_;
  const RetrieveLimits& limits_;
  Scale scale_;
  std::vector<Vote> votes_;                 ///< for each word
  std::vector<std::span<const Run>> runs_;  ///< for each word
  std::vector<float> norms_;                ///< for each range of the field in hand
  std::vector<NotedRun> noted_;
  std::vector<NotedRun> chosen_;              ///< by range
  std::vector<std::uint32_t> chosen_firsts_;  ///< for each range: where in `chosen_`
  float norm_ = 0;                            ///< of the range in hand
  std::vector<Vote> counted_;                 ///< for each passage of the range in hand
  std::vector<Vote> highest_;                 ///< of each stride of it
  std::vector<Weighed> pool_;                 ///< scores are votes times share of length
  Bar bar_;
  std::uint64_t spent_ = 0;  ///< postings of the field in hand
};

struct Placed {
  Hit hit;
  std::uint32_t part = 0;
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
  std::erase_if(found, [&](const Placed& one) {
    return ++kept[static_cast<std::size_t>(one.hit.field)] > most;
  });
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
        found.push_back({{&segment, one.passage, field, one.score}, part});
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
