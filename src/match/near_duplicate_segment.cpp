#include "match/near_duplicate_segment.hpp"

#include "match/near_duplicate.hpp"

#include "base/bug.hpp"

#include <algorithm>
#include <bit>

namespace kentongan::match {

namespace {

/// A bucket of fewer is read at once, a longer one waits for its turn.
constexpr std::size_t short_bucket = 32;
/// Postings to a bucket: fewer cost memory for the starts, more cost time to read over.
constexpr std::size_t postings_each = 4;

}  // namespace

void NearDuplicateSegment::collect(std::span<const Fingerprint> asked, std::size_t work,
                                   std::vector<Message>& found) const {
  struct Long {
    std::uint32_t size = 0;
    Fingerprint fingerprint = 0;
  };
  std::vector<Long> later;
  const auto read = [&](Fingerprint fingerprint) {
    const std::size_t bucket = bucket_of(fingerprint);
    const std::uint32_t tag = tag_of(fingerprint);
    const auto begin = postings_.begin() + starts_[bucket];
    const auto end = postings_.begin() + starts_[bucket + 1];
    const bool is_long = static_cast<std::size_t>(end - begin) > short_bucket;
    for (auto at = is_long ? std::lower_bound(begin, end, tag) : begin; at != end; ++at) {
      if ((*at & ~message_mask) == tag) {
        if (work == 0) return;
        --work;
        found.push_back(*at & message_mask);
      } else if (is_long) {
        break;
      }
    }
  };
  for (const Fingerprint fingerprint : asked) {
    const std::size_t bucket = bucket_of(fingerprint);
    const std::uint32_t size = starts_[bucket + 1] - starts_[bucket];
    if (size == 0) continue;
    if (size > short_bucket) {
      later.push_back({size, fingerprint});
    } else {
      read(fingerprint);
    }
  }
  std::sort(later.begin(), later.end(), [](const Long& left, const Long& right) {
    return left.size != right.size ? left.size < right.size : left.fingerprint < right.fingerprint;
  });
  for (const Long& one : later) read(one.fingerprint);
}

std::size_t NearDuplicateSegment::memory() const {
  return messages_.capacity() * sizeof(Entry) + texts_.memory() +
         (starts_.capacity() + postings_.capacity()) * sizeof(std::uint32_t);
}

NearDuplicateBuilder::NearDuplicateBuilder() : segment_(std::make_shared<NearDuplicateSegment>()) {}

void NearDuplicateBuilder::add(std::int64_t document, std::string_view canonical) {
  if (canonical.empty()) return;
  KENTONGAN_BUG_IF(size() >= NearDuplicateSegment::most_messages);
  canonical = canonical.substr(0, longest_known);
  segment_->messages_.push_back({.document = document,
                                 .text = segment_->texts_.add(canonical),
                                 .grams = static_cast<std::uint16_t>(count_grams(canonical))});
  expected_ += winnowed_count(canonical.size());
}

std::shared_ptr<const NearDuplicateSegment> NearDuplicateBuilder::finish() {
  NearDuplicateSegment& segment = *segment_;
  FingerprintCounts counts(2 * segment.texts_.memory());
  std::string text;
  for (NearDuplicateSegment::Message m = 0; m < segment.size(); ++m) {
    segment.read_text(m, text);
    counts.add(text);
  }
  const std::size_t buckets = std::bit_ceil(std::max<std::size_t>(expected_ / postings_each, 2));
  segment.bucket_shift_ = 64U - static_cast<unsigned>(std::countr_zero(buckets));
  segment.starts_.assign(buckets + 2, 0);
  // Twice over the texts, so that a million messages need no second copy of their fingerprints.
  for (NearDuplicateSegment::Message m = 0; m < segment.size(); ++m) {
    segment.read_text(m, text);
    const std::vector<Fingerprint> kept = winnow(text, counts);
    segment.messages_[m].fingerprints = static_cast<std::uint16_t>(kept.size());
    for (const Fingerprint one : kept) ++segment.starts_[segment.bucket_of(one) + 2];
  }
  for (std::size_t at = 2; at < segment.starts_.size(); ++at) {
    segment.starts_[at] += segment.starts_[at - 1];
  }
  segment.postings_.resize(segment.starts_.back());
  for (NearDuplicateSegment::Message m = 0; m < segment.size(); ++m) {
    segment.read_text(m, text);
    for (const Fingerprint one : winnow(text, counts)) {
      segment.postings_[segment.starts_[segment.bucket_of(one) + 1]++] = segment.tag_of(one) | m;
    }
  }
  segment.starts_.pop_back();
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    std::sort(segment.postings_.begin() + segment.starts_[bucket],
              segment.postings_.begin() + segment.starts_[bucket + 1]);
  }
  segment.messages_.shrink_to_fit();
  segment.texts_.shrink();
  segment.starts_.shrink_to_fit();
  return std::move(segment_);
}

}  // namespace kentongan::match
