#include "match/retrieve.hpp"

#include <algorithm>

namespace kentongan::match {

namespace {

struct Voter {
  std::string_view word;
  float weight = 0;
};

/// The words that vote: the heaviest of the query, so that a megabyte costs no more than a page.
std::vector<Voter> voters(const Snapshot& snapshot, const Query& query, std::size_t most) {
  std::vector<Voter> words;
  words.reserve(query.words.size());
  for (const Wanted& wanted : query.words)
    words.push_back({wanted.word, wanted.share * weight_of(snapshot, wanted.word)});
  if (words.size() > most) {
    std::nth_element(
        words.begin(), words.begin() + static_cast<std::ptrdiff_t>(most), words.end(),
        [](const Voter& left, const Voter& right) { return left.weight > right.weight; });
    words.resize(most);
  }
  return words;
}

void best_of(const Segment& segment, const std::vector<Voter>& words, std::size_t most,
             std::vector<Hit>& hits) {
  std::vector<float> votes(segment.passage_count(), 0.0F);
  std::vector<std::uint32_t> touched;
  for (const Voter& voter : words) {
    const auto word = segment.terms().find(voter.word);
    if (!word) continue;
    for (const std::uint32_t passage : segment.passages_with(*word)) {
      if (votes[passage] == 0.0F) touched.push_back(passage);
      votes[passage] += voter.weight;
    }
  }
  for (const std::uint32_t passage : touched) votes[passage] *= segment.passage(passage).norm;
  if (touched.size() > most) {
    std::nth_element(touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(most),
                     touched.end(), [&votes](std::uint32_t left, std::uint32_t right) {
                       return votes[left] != votes[right] ? votes[left] > votes[right]
                                                          : left < right;
                     });
    touched.resize(most);
  }
  for (const std::uint32_t passage : touched) hits.push_back({&segment, passage, votes[passage]});
}

}  // namespace

float weight_of(const Snapshot& snapshot, std::string_view word) {
  if (const auto known = snapshot.base->terms().find(word)) return snapshot.base->weight(*known);
  if (const auto fresh = snapshot.live->terms().find(word)) return snapshot.live->weight(*fresh);
  return snapshot.base->weight_of_unseen();
}

std::vector<Hit> retrieve(const Snapshot& snapshot, const Query& query,
                          const RetrieveLimits& limits) {
  std::vector<Hit> hits;
  const std::vector<Voter> words = voters(snapshot, query, limits.words);
  best_of(*snapshot.base, words, limits.passages, hits);
  std::erase_if(hits, [&snapshot](const Hit& hit) {
    const Segment& segment = *hit.segment;
    return snapshot.gone->contains(segment.documents()[segment.passage(hit.passage).document].id);
  });
  best_of(*snapshot.live, words, limits.passages, hits);
  return hits;
}

}  // namespace kentongan::match
