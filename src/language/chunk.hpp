// Between fold and text: a run of folded characters without a space in it, taken apart into tokens.
#pragma once

#include "language/text.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::language {

/// Folded characters up to the next space, each byte with its place in the raw text.
struct Chunk {
  std::string plain;
  std::vector<std::uint32_t> raw;  ///< one offset a byte
  std::uint32_t raw_end = 0;       ///< where the raw characters of the chunk end

  [[nodiscard]] std::uint32_t raw_at(std::size_t at) const {
    return at < raw.size() ? raw[at] : raw_end;
  }
  /// Where the raw character ends that byte `end - 1` came from; one may have become several (`℀`).
  [[nodiscard]] std::uint32_t raw_before(std::size_t end) const {
    std::size_t next = end;
    while (next < raw.size() && raw[next] == raw[end - 1]) ++next;
    return raw_at(next);
  }
};

/// Whether signs stand for letters too (`terc!nta`, `u@ng`): decided once for a whole message,
/// because in plain prose `awas!jangan` is two words.
enum class Signs { are_punctuation, are_letters };

/// Adds the tokens of `chunk` to `text`. Thread: pure. Cost: linear.
void read_chunk(const Chunk& chunk, Signs signs, Text& text);

}  // namespace kentongan::language
