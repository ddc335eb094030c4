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
  struct Bucket {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    std::uint32_t tag = 0;
  };
  const auto read = [&](const Bucket& bucket) {
    const auto end = postings_.begin() + bucket.begin + bucket.size;
    auto at = postings_.begin() + bucket.begin;
    if (bucket.size > short_bucket) at = std::lower_bound(at, end, bucket.tag);
    for (; at != end && (*at & ~message_mask) <= bucket.tag; ++at) {
      if ((*at & ~message_mask) != bucket.tag) continue;
      if (work == 0) return;
      --work;
      found.push_back(*at & message_mask);
    }
  };
  // Each step asks for the memory of the next one, which is far from here in a large segment: so
  // the waiting is done once for all of them.
  for (const Fingerprint one : asked) __builtin_prefetch(&starts_[bucket_of(one)]);
  std::vector<Bucket> buckets;
  buckets.reserve(asked.size());
  for (const Fingerprint one : asked) {
    const std::uint32_t begin = starts_[bucket_of(one)];
    const std::uint32_t size = starts_[bucket_of(one) + 1] - begin;
    if (size == 0) continue;
    __builtin_prefetch(&postings_[begin]);
    buckets.push_back({begin, size, tag_of(one)});
  }
  const auto first_long = std::partition(buckets.begin(), buckets.end(), [](const Bucket& bucket) {
    return bucket.size <= short_bucket;
  });
  std::sort(first_long, buckets.end(), [](const Bucket& left, const Bucket& right) {
    return left.size != right.size ? left.size < right.size : left.begin < right.begin;
  });
  for (const Bucket& bucket : buckets) read(bucket);
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
  std::vector<Fingerprint> all;
  all.reserve(expected_);
  for (NearDuplicateSegment::Message m = 0; m < segment.size(); ++m) {
    segment.read_text(m, text);
    const std::vector<Fingerprint> kept = winnow(text, counts);
    segment.messages_[m].fingerprints = static_cast<std::uint16_t>(kept.size());
    for (const Fingerprint one : kept) ++segment.starts_[segment.bucket_of(one) + 2];
    all.insert(all.end(), kept.begin(), kept.end());
  }
  for (std::size_t at = 2; at < segment.starts_.size(); ++at) {
    segment.starts_[at] += segment.starts_[at - 1];
  }
  segment.postings_.resize(segment.starts_.back());
  auto next = all.begin();
  for (NearDuplicateSegment::Message m = 0; m < segment.size(); ++m) {
    for (std::uint32_t left = segment.fingerprints(m); left > 0; --left, ++next) {
      segment.postings_[segment.starts_[segment.bucket_of(*next) + 1]++] =
          segment.tag_of(*next) | m;
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
