// The published claims as directions of the model an operator brought; there is none of this
// without one. Inside the room only.
#pragma once

#include "match/document.hpp"
#include "match/embedding.hpp"

#include <cstdint>
#include <memory>
#include <shared_mutex>
#include <span>
#include <string_view>
#include <vector>

namespace kentongan::tabayun {

/// Thread: everything may be called from anywhere.
class Directions {
 public:
  explicit Directions(std::shared_ptr<const match::Embedder> embedder);

  /// Puts new ones in place of all.
  void adopt(std::span<const match::Document> documents);
  /// Adds or replaces one: its title and its first wordings.
  void publish(const match::Document& document);
  void withdraw(std::int64_t document);

  struct Near {
    std::int64_t document = 0;
    float likeness = 0;  ///< -1…1
  };
  /// The documents that point where the message does, nearest first, at least `near_enough`.
  /// Cost: a walk over all, about 0.1 µs a wording and a hundred dimensions.
  [[nodiscard]] std::vector<Near> find(std::string_view message, std::size_t most) const;

  /// Farther ones are about something else more often than not. Chosen by hand, as models differ:
  /// whoever is asked loses a glance.
  static constexpr float near_enough = 0.6F;
  static constexpr std::size_t most_wordings = 4;  ///< of one document, its title included

 private:
  struct Row {
    std::int64_t document;
    std::vector<float> direction;
  };
  [[nodiscard]] std::vector<Row> rows_of(const match::Document& document) const;

  // set at construction
  std::shared_ptr<const match::Embedder> embedder_;

  mutable std::shared_mutex many_readers_;
  // guarded by many_readers_
  std::vector<Row> rows_;
};

}  // namespace kentongan::tabayun
