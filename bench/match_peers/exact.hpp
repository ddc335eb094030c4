// BM25 over every document, without an index: what the engines' answers are held to.
#pragma once

#include "peer.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace kentongan::bench {

/// BM25 with k1 = 1.2 and b = 0.75 as the peers compute it; they differ in the weight of a word and
/// in how short a document may count. Source: Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework", 2009.
class ExactBm25 {
 public:
  /// The weight of a word that so many of so many documents have.
  using WordWeight = std::function<double(double documents, double with_word)>;

  ExactBm25(const std::vector<std::string>& titles, WordWeight weight, double shortest_share);
  /// Best first; documents that share no word are left out.
  [[nodiscard]] std::vector<Hit> search(const std::string& message, std::size_t limit) const;

 private:
  std::vector<std::unordered_map<std::string, int>> counts_;  ///< per document
  std::vector<double> lengths_;
  std::unordered_map<std::string, int> with_word_;
  double mean_length_ = 0;
  WordWeight weight_;
  double shortest_share_;  ///< of the mean length
};

}  // namespace kentongan::bench
