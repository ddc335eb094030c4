// The slot for an embedding model that an operator brings. Off by default; without one nothing of
// this is built into memory or asked on the way of a message.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace kentongan::match {

/// Turns a message into a direction; messages of one matter point the same way.
/// Thread: const calls from anywhere at any time.
class Embedder {
 public:
  Embedder() = default;
  Embedder(const Embedder&) = delete;
  Embedder& operator=(const Embedder&) = delete;
  virtual ~Embedder() = default;

  /// How many numbers a direction has; at least 1, at most `largest_dimension`.
  [[nodiscard]] virtual std::size_t dimension() const = 0;

  /// Writes the direction of `message`, of length 1, or zeros when the model knows none of its
  /// words. Every number is finite. `direction` has room for `dimension()` numbers, else `Bug`.
  virtual void embed(std::string_view message, std::span<float> direction) const = 0;
};

inline constexpr std::size_t largest_dimension = 4096;

/// -1 … 1, the cosine of the angle between two directions of one model; 0 when either is zeros.
[[nodiscard]] float likeness(std::span<const float> left, std::span<const float> right);

/// Opens static word embeddings: a vector for each piece of a word, and the mean of a message's
/// pieces is its direction.
///
/// `tensors` is a safetensors file with one matrix (F32 or F16, named `embeddings` or
/// `embedding.weight`, or the only tensor), a row for each line of `vocabulary`: a plain word, or
/// `##` and the rest of one. A word that is not there is cut into the longest pieces that are.
///
/// Errors:   `not_found` without the files; `invalid` when they do not fit the format or each
///           other, or a number is not finite; `unavailable` when the disk refuses.
/// Lifetime: the matrix is mapped, not read; nobody may write into the file while it is open.
/// Cost:     opening, one pass over the matrix; `embed`, some microseconds for a message.
/// Source:   https://huggingface.co/docs/safetensors (format); Y. Wu and others, "Google's Neural
///           Machine Translation System", 2016 (pieces, longest first).
[[nodiscard]] Result<std::unique_ptr<const Embedder>> open_static_embedding(
    const std::filesystem::path& tensors, const std::filesystem::path& vocabulary);

}  // namespace kentongan::match
