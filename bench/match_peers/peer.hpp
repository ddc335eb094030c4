// One search engine under the same small interface as the others.
#pragma once

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace kentongan::bench {

/// What is known: titles, and behind them messages that were confirmed to be about one of them.
struct Known {
  std::vector<std::string> texts;
  std::vector<std::size_t> claims;  ///< the place of the title each text belongs to; a title's own
  std::size_t titles = 0;

  void add_title(std::string text) {
    claims.push_back(texts.size());
    texts.push_back(std::move(text));
    ++titles;
  }
  void add_message(std::string text, std::size_t claim) {
    claims.push_back(claim);
    texts.push_back(std::move(text));
  }
};

/// A text and what the engine thinks of it; more is better.
struct Hit {
  std::size_t document = 0;  ///< its place among the texts
  double score = 0;
};

/// The words both sides of every peer are given: lower case, cut at everything that is no letter or
/// digit of ASCII, as nearly all of the data is. So that a peer is measured, not its tokeniser.
[[nodiscard]] std::vector<std::string> words_of(const std::string& text);
/// The same, each once, in order.
[[nodiscard]] std::vector<std::string> different_words_of(const std::string& text);

/// A server gave up after `longest_query` milliseconds.
struct TimedOut : std::runtime_error {
  TimedOut() : std::runtime_error("timed out") {}
};
inline constexpr double longest_query = 60'000;

class Peer {
 public:
  virtual ~Peer() = default;
  [[nodiscard]] virtual const char* name() const = 0;
  /// Whether it computes elsewhere: then wall time is measured, else CPU time of this thread.
  [[nodiscard]] virtual bool is_server() const { return false; }
  /// CPU milliseconds its process has spent; 0 when it has none of its own.
  [[nodiscard]] virtual double server_milliseconds() const { return 0; }
  /// Lifetime: `known` outlives the peer.
  virtual void build(const Known& known) = 0;
  /// At most `limit`, best first. Errors: `TimedOut`, from servers.
  [[nodiscard]] virtual std::vector<Hit> search(const std::string& message, std::size_t limit) = 0;
  /// The best of all texts, each weighed by hand without an index, without those that share
  /// nothing; nothing where there is no such scorer.
  [[nodiscard]] virtual std::vector<Hit> search_exhaustively(const std::string& message,
                                                             std::size_t limit) {
    (void)message, (void)limit;
    return {};
  }
  /// How many of the exhaustive scorer's best ten must be found again, over all messages checked.
  [[nodiscard]] virtual double least_found() const { return 1; }
};

/// The engine itself; `answers` tells whether it would answer a message without asking anybody, and
/// with which title.
class Ours : public Peer {
 public:
  enum class Copies { not_looked_for, looked_for };
  [[nodiscard]] virtual std::vector<Hit> answers(const std::string& message, Copies copies) = 0;
};

/// The whole text path: reading, candidates, comparison, model, decision.
[[nodiscard]] std::unique_ptr<Ours> ours();
/// Reading the message and the ranked list of the index alone, as the peers give it.
[[nodiscard]] std::unique_ptr<Peer> ours_candidates();
[[nodiscard]] std::unique_ptr<Peer> xapian_or();
[[nodiscard]] std::unique_ptr<Peer> xapian_elite();
[[nodiscard]] std::unique_ptr<Peer> sqlite_fts5();
[[nodiscard]] std::unique_ptr<Peer> postgres_rank();
[[nodiscard]] std::unique_ptr<Peer> postgres_rank_cd();
[[nodiscard]] std::unique_ptr<Peer> trigrams_gist();
[[nodiscard]] std::unique_ptr<Peer> trigrams_gin();

}  // namespace kentongan::bench
