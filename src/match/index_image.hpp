// The index as bytes. A segment in memory and a segment on disk are the same bytes, so that a saved
// index is mapped and used as it lies, and so that every test of the one is a test of the other.
//
//   header                       magic, version, byte order, checksum, caller's stamp, counts
//   document_ids      i64[D]     ascending
//   document_verdicts i32[D]
//   exact             u64[P]     hash of the passage's tokens
//   passage_documents u32[P]     which document
//   passage_firsts    u32[P+1]   where its words begin in `forward`
//   forward           u32[F]     words of each passage in order, each once; highest bit: negated
//   term_bytes        u8[B]      the vocabulary
//   term_starts       u32[V+1]
//   term_slots        u32[2^k]   hash table of word numbers, ~0 is free
//   weights           f32[V]     inverse document frequency
//   ranges            Range[R+1] passages of one field and nearly one length, at most 32,768
//   run_firsts        u32[V+1]   where a word's runs begin
//   runs              Run[U+1]   one word in one range: where its postings begin
//   postings          u16[N]     passage numbers, counted from the first of their range
//   spelling_keys     u32[S]     hashes of words with a letter left out, ascending (similar.hpp)
//   spelling_words    u32[S]
//
// Passages are numbered field by field from the shortest to the longest. A word counts once a
// passage, so its impact there depends on the passage's length alone: lists in the order of numbers
// are lists in the order of impact, and the runs of a word are its blocks of nearly equal impact.
#pragma once

#include "base/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace kentongan::match {

enum class Section : std::uint8_t {
  document_ids,
  document_verdicts,
  exact,
  passage_documents,
  passage_firsts,
  forward,
  term_bytes,
  term_starts,
  term_slots,
  weights,
  ranges,
  run_firsts,
  runs,
  postings,
  spelling_keys,
  spelling_words,
};
inline constexpr std::size_t section_count = 16;

struct Range {
  std::uint32_t first = 0;  ///< passage
  std::uint32_t field = 0;
};
struct Run {
  std::uint32_t first = 0;  ///< posting
  std::uint32_t range = 0;
};
inline constexpr std::uint32_t largest_range = 32'768;  ///< passages; their votes fill 64 kB

struct ImageHeader {
  std::array<char, 8> magic{};
  std::uint32_t version = 0;
  std::uint32_t byte_order = 0;
  std::uint64_t checksum = 0;  ///< of every byte behind it; 0 for an index that was never saved
  std::uint64_t stamp = 0;     ///< the caller's: what read the texts (a program, a normaliser)
  std::int64_t position = 0;   ///< the caller's: how far the index had followed
  std::array<float, 3> mean_words{};  ///< of a passage, for each field
  float weight_of_unseen = 0;
  std::array<std::uint64_t, section_count> counts{};
};

/// Where the sections lie, from their counts.
class ImageLayout {
 public:
  /// Errors: `invalid` when the counts are more than 64 bits of bytes can hold.
  static Result<ImageLayout> of(const ImageHeader& header);

  [[nodiscard]] std::size_t size() const { return size_; }  ///< bytes in all

  template <typename Value>
  [[nodiscard]] std::span<Value> in(std::byte* image, Section section) const {
    const auto at = static_cast<std::size_t>(section);
    // The image is aligned to 8 bytes and so is every section.
    return {reinterpret_cast<Value*>(image + offsets_[at]), counts_[at]};
  }

 private:
  std::array<std::size_t, section_count> offsets_{};
  std::array<std::size_t, section_count> counts_{};
  std::size_t size_ = 0;
};

/// A header with the magic, version and byte order of this program.
[[nodiscard]] ImageHeader fresh_header();

/// The checksum a saved image must carry: of the header behind the checksum, and of the rest.
/// Source: the lanes of xxHash's XXH64 (Y. Collet), with a shorter end. Cost: about 5 GB/s.
[[nodiscard]] std::uint64_t checksum_of(const ImageHeader& header, std::span<const std::byte> rest);

/// The header of a whole and unchanged image of this version.
/// Errors: `invalid` for what is no index, is cut short or was changed; `conflict` for an index of
/// another version of this format.
[[nodiscard]] Result<ImageHeader> check_envelope(std::span<const std::byte> image);

}  // namespace kentongan::match
