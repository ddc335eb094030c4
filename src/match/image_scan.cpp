#include "match/image_scan.hpp"

#include "match/image_index.hpp"

#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#define KENTONGAN_HAS_AVX2_PATH 1
#endif

namespace kentongan::match {
namespace {

using Half = std::array<std::uint64_t, 2>;

Half fold_of(const Fingerprint& fingerprint) {
  const auto& bits = fingerprint.bits;
  return {bits[0] ^ bits[1], bits[2] ^ bits[3]};
}

std::size_t near_portable(const Half* folds, std::size_t begin, std::size_t end, const Half& probe,
                          int radius, std::uint32_t* near) {
  std::size_t count = 0;
  for (std::size_t index = begin; index < end; ++index) {
    const int far =
        std::popcount(folds[index][0] ^ probe[0]) + std::popcount(folds[index][1] ^ probe[1]);
    near[count] = static_cast<std::uint32_t>(index);  // kept only when it counts: no branch
    count += far <= radius ? 1 : 0;
  }
  return count;
}

#ifdef KENTONGAN_HAS_AVX2_PATH

/// The number of set bits of each byte, by two look-ups of four bits.
/// Source: W. Muła, N. Kurz, D. Lemire, "Faster population counts using AVX2 instructions", The
/// Computer Journal 61(1), 2018, section 2.
__attribute__((target("avx2"))) inline __m256i count_bytes(__m256i bits) {
  const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2,
                                         1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i low = _mm256_set1_epi8(0x0f);
  const __m256i under = _mm256_shuffle_epi8(table, _mm256_and_si256(bits, low));
  const __m256i above =
      _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(bits, 4), low));
  return _mm256_add_epi8(under, above);
}

/// Eight rows at a time; a group without a near one, which is nearly every group, costs one branch.
__attribute__((target("avx2"))) std::size_t near_avx2(const Half* folds, std::size_t begin,
                                                      std::size_t end, const Half& probe,
                                                      int radius, std::uint32_t* near) {
  const __m256i wanted =
      _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(probe.data())));
  const __m256i zero = _mm256_setzero_si256();
  const __m256i limit = _mm256_set1_epi32(radius + 1);
  std::size_t count = 0;
  std::size_t index = begin;
  const auto load = [folds](std::size_t at) __attribute__((target("avx2"))) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(folds + at));
  };
  for (; index + 8 <= end; index += 8) {
    // One register holds two rows; a sum of absolute differences with zero adds eight bytes.
    const __m256i a = _mm256_sad_epu8(count_bytes(_mm256_xor_si256(load(index), wanted)), zero);
    const __m256i b = _mm256_sad_epu8(count_bytes(_mm256_xor_si256(load(index + 2), wanted)), zero);
    const __m256i c = _mm256_sad_epu8(count_bytes(_mm256_xor_si256(load(index + 4), wanted)), zero);
    const __m256i d = _mm256_sad_epu8(count_bytes(_mm256_xor_si256(load(index + 6), wanted)), zero);
    // Sums are below 2^32: two registers share one, then the two words of each row are added.
    const __m256i ab = _mm256_or_si256(a, _mm256_slli_epi64(b, 32));
    const __m256i cd = _mm256_or_si256(c, _mm256_slli_epi64(d, 32));
    const __m256i far =
        _mm256_add_epi32(_mm256_unpacklo_epi64(ab, cd), _mm256_unpackhi_epi64(ab, cd));
    const int mask = _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(limit, far)));
    if (mask != 0) [[unlikely]] {
      // The lanes hold rows 0 2 4 6 | 1 3 5 7.
      for (int lane = 0; lane < 8; ++lane) {
        if ((mask >> lane & 1) == 0) continue;
        const int row = lane < 4 ? lane * 2 : lane * 2 - 7;
        near[count++] = static_cast<std::uint32_t>(index) + static_cast<std::uint32_t>(row);
      }
    }
  }
  return count + near_portable(folds, index, end, probe, radius, near + count);
}

#endif

}  // namespace

ScanPath best_scan_path() {
#ifdef KENTONGAN_HAS_AVX2_PATH
  return __builtin_cpu_supports("avx2") != 0 ? ScanPath::avx2 : ScanPath::portable;
#else
  return ScanPath::portable;
#endif
}

ImageSegment::ImageSegment() {
  folds_.reserve(capacity);
  rests_.reserve(capacity);
  pictures_.reserve(capacity);
}

void ImageSegment::append(const ImageSegment& other, std::optional<std::int64_t> without) {
  for (std::size_t index = 0; index < other.size(); ++index) {
    if (picture_of(other.pictures_[index]) != without) add(other.row(index));
  }
}

void ImageSegment::add(const ImageRow& row) {
  folds_.push_back(fold_of(row.fingerprint));
  rests_.push_back({row.fingerprint.bits[0], row.fingerprint.bits[2]});
  pictures_.push_back(row.picture * 2 + static_cast<std::int64_t>(row.shows));
}

ImageRow ImageSegment::row(std::size_t index) const {
  const Half& fold = folds_[index];
  const Half& rest = rests_[index];
  return {.picture = picture_of(pictures_[index]),
          .fingerprint = {.bits = {rest[0], fold[0] ^ rest[0], rest[1], fold[1] ^ rest[1]}},
          .shows = shows_of(pictures_[index])};
}

bool ImageSegment::holds(std::int64_t picture) const {
  return std::any_of(pictures_.begin(), pictures_.end(),
                     [&](std::int64_t stored) { return picture_of(stored) == picture; });
}

std::size_t ImageSegment::memory() const {
  return sizeof(ImageSegment) + folds_.capacity() * sizeof(Half) +
         rests_.capacity() * sizeof(Half) + pictures_.capacity() * sizeof(std::int64_t);
}

int ImageSegment::distance_of(std::size_t index, const Fingerprint& probe) const {
  return distance(row(index).fingerprint, probe);
}

std::size_t ImageSegment::near_folds(const Fingerprint& probe, int radius, ScanPath path,
                                     std::size_t begin, std::size_t rows,
                                     std::uint32_t* near) const {
  const Half wanted = fold_of(probe);
  switch (path) {
    case ScanPath::portable:
      return near_portable(folds_.data(), begin, begin + rows, wanted, radius, near);
    case ScanPath::avx2:
#ifdef KENTONGAN_HAS_AVX2_PATH
      return near_avx2(folds_.data(), begin, begin + rows, wanted, radius, near);
#else
      return near_portable(folds_.data(), begin, begin + rows, wanted, radius, near);
#endif
  }
  __builtin_unreachable();
}

}  // namespace kentongan::match
