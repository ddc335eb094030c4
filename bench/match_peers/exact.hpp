// Scorers that weigh every text, without an index: what the engines' answers are held to.
#pragma once

#include "peer.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace kentongan::bench {

/// Texts as lists of word numbers. Memory: 4 bytes a word and 8 a text.
class WordLists {
 public:
  explicit WordLists(const std::vector<std::string>& texts);

  [[nodiscard]] std::size_t size() const { return firsts_.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> words_of(std::size_t text) const {
    return std::span(words_).subspan(firsts_[text], firsts_[text + 1] - firsts_[text]);
  }
  [[nodiscard]] double mean_length() const {
    return static_cast<double>(words_.size()) / static_cast<double>(size());
  }
  /// How many texts have the word.
  [[nodiscard]] std::uint32_t frequency(const std::string& word) const;

  /// What a word that stands there so often adds to a text so long.
  using Part = std::function<double(const std::string& word, double count, double length)>;
  /// The texts with the highest sums of `part` over the asked words, which are different ones;
  /// equal sums in the order of the texts. Cost: every word of every text.
  [[nodiscard]] std::vector<Hit> best(const std::vector<std::string>& asked, std::size_t limit,
                                      const Part& part) const;

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::uint32_t> frequencies_;
  std::vector<std::size_t> firsts_{0};
  std::vector<std::uint32_t> words_;
};

/// BM25 with k1 = 1.2 and b = 0.75 as the peers compute it; they differ in the weight of a word and
/// in how short a document may count. Source: Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework", 2009.
class ExactBm25 {
 public:
  /// The weight of a word that so many of so many documents have.
  using WordWeight = std::function<double(double documents, double with_word)>;

  /// `shortest_share`: of the mean length.
  ExactBm25(const std::vector<std::string>& texts, WordWeight weight, double shortest_share)
      : lists_(texts), weight_(std::move(weight)), shortest_share_(shortest_share) {}
  [[nodiscard]] std::vector<Hit> search(const std::vector<std::string>& words,
                                        std::size_t limit) const;

 private:
  WordLists lists_;
  WordWeight weight_;
  double shortest_share_;
};

/// ts_rank of a query that is an OR of words, all of weight D, divided by the logarithm of the
/// length (normalisation 1). Source: PostgreSQL 15, src/backend/utils/adt/tsrank.c, calc_rank_or.
class ExactTsRank {
 public:
  explicit ExactTsRank(const std::vector<std::string>& texts) : lists_(texts) {}
  [[nodiscard]] std::vector<Hit> search(const std::vector<std::string>& words,
                                        std::size_t limit) const;

 private:
  WordLists lists_;
};

/// pg_trgm's similarity: groups of three letters of the words, two blanks before and one behind
/// each, those in both of those in either. Texts below `least` are left out.
/// Source: PostgreSQL 15, contrib/pg_trgm/trgm_op.c.
[[nodiscard]] std::vector<Hit> most_similar(const std::vector<std::string>& texts,
                                            const std::string& message, std::size_t limit,
                                            double least);

}  // namespace kentongan::bench
