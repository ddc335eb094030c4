#include "match/image_tables.hpp"

#include "match/image_index.hpp"

#include "base/bug.hpp"

#include <algorithm>
#include <limits>

namespace kentongan::match {
namespace {

std::size_t word_of(const Fingerprint& fingerprint, std::size_t word) {
  return fingerprint.bits[word / 4] >> (16 * (word % 4)) & 0xffff;
}

}  // namespace

ImageTables::ImageTables(std::vector<ImageRow> rows) {
  KENTONGAN_BUG_IF(rows.size() >= std::numeric_limits<std::uint32_t>::max());
  fingerprints_.reserve(rows.size());
  pictures_.reserve(rows.size());
  for (const ImageRow& row : rows) {
    fingerprints_.push_back(row.fingerprint);
    pictures_.push_back(row.picture * 2 + static_cast<std::int64_t>(row.shows));
  }
  std::vector<std::uint32_t> next(places);
  for (std::size_t word = 0; word < words; ++word) {
    auto& begins = begins_[word];
    begins.assign(places + 1, 0);
    for (const Fingerprint& fingerprint : fingerprints_) ++begins[word_of(fingerprint, word) + 1];
    for (std::size_t place = 0; place < places; ++place) begins[place + 1] += begins[place];
    std::copy(begins.begin(), begins.end() - 1, next.begin());
    rows_[word].resize(fingerprints_.size());
    for (std::uint32_t row = 0; row < fingerprints_.size(); ++row) {
      rows_[word][next[word_of(fingerprints_[row], word)]++] = row;
    }
  }
}

ImageRow ImageTables::row(std::size_t index) const {
  return {.picture = pictures_[index] >> 1,
          .fingerprint = fingerprints_[index],
          .shows = static_cast<Shows>(pictures_[index] & 1)};
}

bool ImageTables::holds(std::int64_t picture) const {
  return std::any_of(pictures_.begin(), pictures_.end(),
                     [&](std::int64_t stored) { return stored >> 1 == picture; });
}

std::size_t ImageTables::memory() const {
  return sizeof(ImageTables) + fingerprints_.capacity() * sizeof(Fingerprint) +
         pictures_.capacity() * sizeof(std::int64_t) +
         words * (places + 1 + size()) * sizeof(std::uint32_t);
}

void ImageTables::candidates(const Fingerprint& probe, std::vector<std::uint32_t>& rows) const {
  constexpr std::size_t near = 17;  // the word itself, and one bit of it the other way
  rows.clear();
  std::array<std::size_t, words * near> at;
  for (std::size_t word = 0; word < words; ++word) {
    const std::size_t own = word_of(probe, word);
    for (std::size_t flip = 0; flip < near; ++flip) {
      const std::size_t place = flip == 0 ? own : own ^ std::size_t{1} << (flip - 1);
      at[word * near + flip] = place;
      __builtin_prefetch(&begins_[word][place]);
    }
  }
  // Beginnings first, then the rows: both are scattered over memory, so each round asks for the
  // next.
  for (std::size_t index = 0; index < at.size(); ++index) {
    const std::size_t word = index / near;
    __builtin_prefetch(rows_[word].data() + begins_[word][at[index]]);
  }
  for (std::size_t index = 0; index < at.size(); ++index) {
    const std::size_t word = index / near;
    const auto first = rows_[word].begin();
    rows.insert(rows.end(), first + begins_[word][at[index]], first + begins_[word][at[index] + 1]);
  }
}

}  // namespace kentongan::match
