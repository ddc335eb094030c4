// An immutable part of the index of known messages: their texts, and the fingerprints that lead to
// them.
//
//   fingerprint -> messages   postings_[starts_[b] .. starts_[b + 1]) with b = its highest bits;
//                             a posting is twelve further bits of the fingerprint and the message
//   message -> text, document messages_[m]
#pragma once

#include "match/fingerprint.hpp"
#include "match/near_duplicate_text.hpp"
#include "match/winnow.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// A message that a person confirmed to be about a document (its claim, an alias).
struct KnownMessage {
  std::int64_t document = 0;
  std::string
      canonical;  ///< as language::canonical gives it; at most `longest_known` bytes are kept
};
inline constexpr std::size_t longest_known = 16'384;  ///< bytes

class NearDuplicateSegment {
 public:
  /// The number of a message in its segment.
  using Message = std::uint32_t;
  static constexpr unsigned message_bits = 20;
  static constexpr std::size_t most_messages = std::size_t{1} << message_bits;

  [[nodiscard]] std::size_t size() const { return messages_.size(); }
  [[nodiscard]] std::int64_t document(Message message) const { return messages_[message].document; }
  void read_text(Message message, std::string& text) const {
    texts_.read(messages_[message].text, text);
  }
  /// How many fingerprints of a message are kept.
  [[nodiscard]] std::uint32_t fingerprints(Message message) const {
    return messages_[message].fingerprints;
  }
  /// How many different grams its text has, see near_duplicate.hpp.
  [[nodiscard]] std::uint32_t grams(Message message) const { return messages_[message].grams; }
  /// Messages that have one of `asked` (ascending), once for each they have, in no order. The
  /// fingerprints of fewest messages come first and `work` postings are read at most, so that a
  /// message of common phrases costs no more than others.
  void collect(std::span<const Fingerprint> asked, std::size_t work,
               std::vector<Message>& found) const;
  [[nodiscard]] std::size_t memory() const;  ///< bytes

 private:
  friend class NearDuplicateBuilder;
  struct Entry {
    std::int64_t document = 0;
    PackedTexts::Place text = 0;
    std::uint16_t fingerprints = 0;
    std::uint16_t grams = 0;
  };
  static constexpr std::uint32_t message_mask = most_messages - 1;
  [[nodiscard]] std::size_t bucket_of(Fingerprint fingerprint) const {
    return fingerprint >> bucket_shift_;
  }
  /// The twelve bits below those that name the bucket, in the highest place of a posting.
  [[nodiscard]] std::uint32_t tag_of(Fingerprint fingerprint) const {
    return static_cast<std::uint32_t>((fingerprint << (64 - bucket_shift_)) >> 32U) & ~message_mask;
  }

  std::vector<Entry> messages_;
  PackedTexts texts_;
  std::vector<std::uint32_t> starts_;    ///< one more than there are buckets
  std::vector<std::uint32_t> postings_;  ///< sorted within a bucket
  unsigned bucket_shift_ = 63;
};

/// Takes messages one at a time. Their order does not matter for what is found.
/// Cost: about 1.5 s and 100 MB for a million short messages.
class NearDuplicateBuilder {
 public:
  NearDuplicateBuilder();
  /// Errors: throws `Bug` beyond `most_messages`. An empty text is kept nowhere.
  void add(std::int64_t document, std::string_view canonical);
  [[nodiscard]] std::size_t size() const { return segment_->messages_.size(); }
  [[nodiscard]] std::shared_ptr<const NearDuplicateSegment> finish();

 private:
  std::shared_ptr<NearDuplicateSegment> segment_;
  std::size_t expected_ = 0;  ///< fingerprints to come
};

}  // namespace kentongan::match
