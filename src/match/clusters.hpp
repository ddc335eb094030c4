// Questions that are one message, gathered as they come: a hundred variants are one row in the
// queue. One pass, in order; the same questions in the same order give the same clusters.
//
//   Clusters clusters;
//   const Clusters::Placed placed = clusters.add(question, language::canonical(text));
//   placed.cluster      the first question of its cluster, which is the cluster's name
//   placed.joined       clusters that turned out to be the same one and are part of it from now on
#pragma once

#include "match/fingerprint.hpp"
#include "match/near_duplicate_text.hpp"
#include "match/winnow.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kentongan::match {

/// When two questions are one message. Grams (five letters) weigh by how few clusters have them, so
/// that "tolong dicek, dapat dari grup" ties nobody together; 0 … 1 as shares of that weight.
/// Chosen on the development split: TUNING.md.
struct ClusterRules {
  double resemblance = 0.50;  ///< shared weight of the weight of both
  double share = 0.75;        ///< of one of them that stands in one place of the other
  double enough = 80;         ///< weight of a text that is told by being inside another
  double joining = 0.60;      ///< resemblance to another cluster that makes the two one
};

/// Thread: none; keep it behind a lock or on one thread. Memory: about 0.5 KB a question and 6 MB.
class Clusters {
 public:
  using Question = std::int64_t;

  struct Placed {
    Question cluster = 0;
    std::vector<Question> joined = {};
  };

  explicit Clusters(ClusterRules rules = {});

  /// Puts a question into the cluster it belongs to, or begins one. A question that is there
  /// already is told where it is. Only the first `longest_read` bytes are looked at. Cost: about
  /// 0.2 ms at 100,000 questions; bounded by `most_votes` and `most_compared`.
  Placed add(Question question, std::string_view canonical);
  /// Takes out every question of a cluster: it was answered. Nothing when there is no such cluster.
  /// Cost: what is taken out stays in memory until half of all is; then everything is built anew.
  void drop(Question cluster);
  /// The cluster of a question, or 0.
  [[nodiscard]] Question cluster_of(Question question) const;
  [[nodiscard]] std::size_t size() const { return places_.size(); }  ///< questions

  static constexpr std::size_t longest_read = 4096;  ///< bytes
  static constexpr std::size_t most_votes = 8192;    ///< postings read for one question
  static constexpr std::size_t most_compared = 12;   ///< questions compared letter by letter

 private:
  using Member = std::uint32_t;
  static constexpr Member nobody = ~Member{0};
  struct Entry {
    Question question = 0;
    Member parent = 0;  ///< towards the first of its cluster, which is its own
    PackedTexts::Place text = 0;
    bool dropped = false;
  };
  struct Posting {
    Member member = 0;
    std::uint32_t next = 0;  ///< in `postings_`, plus one; 0 ends
  };
  struct Chain {
    std::uint32_t first = 0;  ///< in `postings_`, plus one
    std::uint32_t length = 0;
  };
  struct Alike {
    Member member = 0;
    double resemblance = 0;
  };
  class Asked;

  [[nodiscard]] Member first_of(Member member) const;
  [[nodiscard]] double weight_of(std::uint64_t gram) const;
  [[nodiscard]] std::vector<Member> candidates(std::string_view text) const;
  [[nodiscard]] std::vector<Alike> alike(std::string_view text) const;
  void count(std::string_view text);
  void index(Member member, std::string_view text);
  void build_anew();

  ClusterRules rules_;
  std::vector<Entry> members_;
  std::unordered_map<Question, Member> places_;
  PackedTexts texts_;
  std::unordered_map<Fingerprint, Chain> chains_;
  std::vector<Posting> postings_;
  /// How many clusters have a gram or a fingerprint, hashed; of each only its first question
  /// counts.
  std::vector<std::uint16_t> gram_counts_;
  FingerprintCounts fingerprint_counts_;
  std::size_t begun_ = 0;    ///< clusters ever begun
  std::size_t dropped_ = 0;  ///< members taken out
};

}  // namespace kentongan::match
