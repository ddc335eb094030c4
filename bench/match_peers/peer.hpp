// One search engine under the same small interface as the others.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace kentongan::bench {

/// A document and what the engine thinks of it; more is better.
struct Hit {
  std::size_t document = 0;  ///< its place among the documents
  double score = 0;
};

/// The words both sides of every peer are given: lower case, cut at everything that is no letter or
/// digit of ASCII, as nearly all of the data is. So that a peer is measured, not its tokeniser.
[[nodiscard]] std::vector<std::string> words_of(const std::string& text);
/// The same, each once, in order.
[[nodiscard]] std::vector<std::string> different_words_of(const std::string& text);

class Peer {
 public:
  virtual ~Peer() = default;
  [[nodiscard]] virtual const char* name() const = 0;
  /// Whether it computes elsewhere: then wall time is measured, else CPU time of this thread.
  [[nodiscard]] virtual bool is_server() const { return false; }
  virtual void build(const std::vector<std::string>& titles) = 0;
  /// At most `limit`, best first.
  [[nodiscard]] virtual std::vector<Hit> search(const std::string& message, std::size_t limit) = 0;
  /// The score every document would get, computed by hand without an index, best first and without
  /// those that share nothing; nothing where the peer's formula is not known.
  [[nodiscard]] virtual std::vector<Hit> search_exhaustively(const std::string& message,
                                                             std::size_t limit) {
    (void)message, (void)limit;
    return {};
  }
};

/// The engine itself; `answers` tells whether it would answer a message without asking anybody, and
/// with which document.
class Ours : public Peer {
 public:
  [[nodiscard]] virtual std::vector<Hit> answers(const std::string& message) = 0;
};

[[nodiscard]] std::unique_ptr<Ours> ours();
[[nodiscard]] std::unique_ptr<Peer> xapian_or();
[[nodiscard]] std::unique_ptr<Peer> xapian_elite();
[[nodiscard]] std::unique_ptr<Peer> sqlite_fts5();
[[nodiscard]] std::unique_ptr<Peer> postgres_fts();
[[nodiscard]] std::unique_ptr<Peer> postgres_trgm();

}  // namespace kentongan::bench
