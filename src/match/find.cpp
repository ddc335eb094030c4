// Two steps: the index names passages (retrieve.hpp), then these are compared with the message word
// by word (compare.hpp).
#include "match/compare.hpp"
#include "match/matcher.hpp"
#include "match/question.hpp"
#include "match/retrieve.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <unordered_set>

namespace kentongan::match {

namespace {

struct Found {
  Candidate candidate;
  std::uint32_t passage = 0;
  const Comparison* comparison = nullptr;
};

bool better(const Found& left, const Found& right) {
  if (left.candidate.score != right.candidate.score)
    return left.candidate.score > right.candidate.score;
  return left.candidate.document > right.candidate.document;  // the younger fact check
}

/// Every document once, with its best passage.
void keep_best(std::vector<Found>& found) {
  std::sort(found.begin(), found.end(), better);
  std::unordered_set<std::int64_t> seen;
  std::erase_if(found,
                [&seen](const Found& one) { return !seen.insert(one.candidate.document).second; });
}

}  // namespace

std::vector<Candidate> find_in(const Snapshot& snapshot, std::string_view message,
                               std::size_t limit) {
  const Question question(message, snapshot);
  if (question.words.empty()) return {};
  std::vector<std::unique_ptr<Comparison>> comparisons;  // one a segment
  std::vector<Found> found;
  for (const Hit& hit : retrieve(snapshot, query_of(question), {}).hits) {
    if (comparisons.empty() || &comparisons.back()->segment() != hit.segment)
      comparisons.push_back(std::make_unique<Comparison>(*hit.segment, question));
    Comparison& comparison = *comparisons.back();
    found.push_back({comparison.compare(hit.passage), hit.passage, &comparison});
  }
  keep_best(found);
  if (found.size() > limit) found.resize(limit);
  std::vector<Candidate> candidates;
  for (Found& one : found) {
    one.candidate.evidence.words = one.comparison->shared_words(one.passage);
    candidates.push_back(std::move(one.candidate));
  }
  return candidates;
}

}  // namespace kentongan::match
