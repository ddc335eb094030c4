// The documents that a message may be about, each measured: what ranking, training and explaining
// start from.
#pragma once

#include "match/compare.hpp"
#include "match/features.hpp"
#include "match/model.hpp"
#include "match/question.hpp"
#include "match/retrieve.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace kentongan::match {

/// A document and what was measured of each of its fields. Value.
struct Considered {
  std::int64_t document = 0;
  std::int32_t verdict = 0;
  std::array<Overlap, fields> overlaps{};  ///< all zero for a field that was not found
  std::array<std::uint32_t, fields> passages{};
  std::uint32_t segment = 0;  ///< which of `Considering::comparisons`
  double score = 0;           ///< the ranking's; comparable within one message

  [[nodiscard]] float value(std::size_t feature) const {
    return overlaps[feature / measures].values[feature % measures];
  }
};

/// One message held against what retrieval found for it.
/// Lifetime: as long as snapshot and message. Thread: one at a time.
class Considering {
 public:
  Considering(const Snapshot& snapshot, std::string_view message);

  /// Scores by the model and puts the best first; of two alike the younger document.
  void rank(const Model& model);

  [[nodiscard]] const Question& question() const { return question_; }
  [[nodiscard]] std::vector<Considered>& documents() { return documents_; }
  [[nodiscard]] const std::vector<Considered>& documents() const { return documents_; }
  [[nodiscard]] Comparison& comparison(const Considered& considered) {
    return *comparisons_[considered.segment];
  }

 private:
  void add(const Hit& hit, std::uint32_t rank);

  Question question_;
  std::vector<std::unique_ptr<Comparison>> comparisons_;  ///< one a segment
  std::vector<Considered> documents_;
  std::unordered_map<std::int64_t, std::size_t> numbers_;  ///< documents, until they are ranked
};

/// The field whose passage speaks most for the document.
[[nodiscard]] Field strongest_field(const Model& model, const Considered& considered);

/// What tells how sure we may be of `considered[at]`, which `rank` has put in order.
[[nodiscard]] std::array<float, certainties> certainties_of(const Model& model,
                                                            const Considering& considering,
                                                            std::size_t at);

/// Ranks, and says how sure we may be of the first, at most `limit`.
[[nodiscard]] std::vector<Candidate> candidates_of(Considering& considering, std::size_t limit,
                                                   const Model& model);

}  // namespace kentongan::match
