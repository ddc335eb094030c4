// Three steps: the index names passages (retrieve.hpp), these are measured against the message
// (consider.hpp), and the model says which is likeliest and how likely (model.hpp).
#include "match/consider.hpp"
#include "match/explain.hpp"
#include "match/matcher.hpp"

namespace kentongan::match {

std::vector<Candidate> find_in(const Snapshot& snapshot, std::string_view message,
                               std::size_t limit) {
  return find_in(snapshot, message, limit, built_in_model());
}

std::vector<Candidate> find_in(const Snapshot& snapshot, std::string_view message,
                               std::size_t limit, const Model& model) {
  Considering considering(snapshot, message);
  return candidates_of(considering, limit, model);
}

std::vector<Candidate> candidates_of(Considering& considering, std::size_t limit,
                                     const Model& model) {
  considering.rank(model);
  const std::size_t count = std::min(limit, considering.documents().size());
  std::vector<Candidate> candidates;
  candidates.reserve(count);
  for (std::size_t at = 0; at < count; ++at) {
    const Considered& considered = considering.documents()[at];
    const auto certainty = certainties_of(model, considering, at);
    candidates.push_back({.document = considered.document,
                          .verdict = considered.verdict,
                          .score = model.probability(model.certainty(certainty)),
                          .rank = considered.score,
                          .evidence = evidence_of(model, considering, at)});
  }
  return candidates;
}

}  // namespace kentongan::match
