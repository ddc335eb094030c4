#include "match/near_duplicates.hpp"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

namespace kentongan::match {

namespace {

using Documents = NearDuplicateSnapshot::Documents;
using Part = NearDuplicateSnapshot::Part;
using Message = NearDuplicateSegment::Message;

constexpr std::size_t most_work = 4096;  ///< postings of a part read for one question
/// A part is merged into the one before it as soon as it has a quarter of its messages: few parts
/// to search against few times to build. Source: O'Neil et al., "The log-structured merge-tree",
/// Acta Informatica 1996.
constexpr std::size_t growth = 4;

/// A message and how many of its kept fingerprints the asked text has.
struct Vote {
  Message message = 0;
  std::uint32_t votes = 0;
  float share = 0;  ///< of the fingerprints kept of it
};

/// Messages with their votes, in the order of their first hit.
std::vector<Vote> count_votes(const std::vector<Message>& hits) {
  std::vector<Vote> votes;
  std::vector<std::uint32_t> slots(std::bit_ceil(2 * hits.size() + 2), 0);  // in `votes`, plus one
  const std::size_t mask = slots.size() - 1;
  for (const Message hit : hits) {
    std::size_t at = (hit * 0x9E3779B1U >> 8U) & mask;
    while (slots[at] != 0 && votes[slots[at] - 1].message != hit) at = (at + 1) & mask;
    if (slots[at] == 0) {
      votes.push_back({.message = hit});
      slots[at] = static_cast<std::uint32_t>(votes.size());
    }
    ++votes[slots[at] - 1].votes;
  }
  return votes;
}

/// Leaves those with two votes or more and, where these are few, the first with one. What is asked
/// of a message's own memory afterwards is then asked of few.
void drop_single_votes(std::vector<Vote>& votes) {
  constexpr std::size_t enough = 4 * most_compared;
  if (votes.size() <= enough) return;
  const auto singles = std::stable_partition(votes.begin(), votes.end(),
                                             [](const Vote& vote) { return vote.votes > 1; });
  const auto kept = static_cast<std::size_t>(singles - votes.begin());
  votes.resize(std::max(kept, enough));
}

/// Leaves those that come within a third of the most votes or of the largest share.
void drop_hopeless(std::vector<Vote>& votes) {
  std::uint32_t most = 0;
  float largest = 0;
  for (const Vote& vote : votes) {
    most = std::max(most, vote.votes);
    largest = std::max(largest, vote.share);
  }
  std::erase_if(votes, [most, largest](const Vote& vote) {
    return vote.votes * 3 < most && vote.share * 3 < largest;
  });
}

/// Those worth comparing: half by how many fingerprints they share (pieces of a long message), half
/// by that and by the share of theirs (short ones inside a long one).
void keep_best(std::vector<Vote>& votes) {
  if (votes.size() <= most_compared) return;
  const auto by_count = [](const Vote& left, const Vote& right) {
    return left.votes != right.votes ? left.votes > right.votes : left.message < right.message;
  };
  const auto by_share = [](const Vote& left, const Vote& right) {
    const float left_worth = static_cast<float>(left.votes) * left.share;
    const float right_worth = static_cast<float>(right.votes) * right.share;
    return left_worth != right_worth ? left_worth > right_worth : left.message < right.message;
  };
  constexpr std::ptrdiff_t half = most_compared / 2;
  std::nth_element(votes.begin(), votes.begin() + half, votes.end(), by_count);
  std::nth_element(votes.begin() + half, votes.begin() + 2 * half, votes.end(), by_share);
  votes.resize(most_compared);
}

bool is_better(const NearDuplicate& left, const NearDuplicate& right) {
  const auto rank = [](const NearDuplicate& one) {
    const Likeness& likeness = one.likeness;
    return std::make_tuple(
        likeness.exact, one.is_same(),
        likeness.resemblance() + std::max(likeness.known_share(), likeness.asked_share()) / 2,
        one.document);
  };
  return rank(left) > rank(right);
}

std::size_t size_of(const Part& part) { return part.segment->size(); }

void add_all(NearDuplicateBuilder& builder, const Part& part) {
  std::string text;
  for (Message message = 0; message < size_of(part); ++message) {
    const std::int64_t document = part.segment->document(message);
    if (part.gone->contains(document)) continue;
    part.segment->read_text(message, text);
    builder.add(document, text);
  }
}

Part new_part(NearDuplicateBuilder& builder) {
  return {builder.finish(), std::make_shared<const Documents>()};
}

/// The part without what is gone joins the dropped documents; parts that hold none stay as they
/// are.
void drop(Part& part, std::span<const std::int64_t> dropped) {
  std::unordered_set<std::int64_t> wanted(dropped.begin(), dropped.end());
  auto gone = std::make_shared<Documents>(*part.gone);
  for (Message message = 0; message < size_of(part); ++message) {
    if (wanted.contains(part.segment->document(message)))
      gone->insert(part.segment->document(message));
  }
  if (gone->size() != part.gone->size()) part.gone = std::move(gone);
}

void merge_equals(std::vector<Part>& parts) {
  while (parts.size() >= 2) {
    Part& last = parts.back();
    Part& before = parts[parts.size() - 2];
    const std::size_t together = size_of(last) + size_of(before);
    if (size_of(last) * growth < size_of(before) || together > NearDuplicateSegment::most_messages)
      return;
    NearDuplicateBuilder builder;
    add_all(builder, before);
    add_all(builder, last);
    parts.resize(parts.size() - 2);
    parts.push_back(new_part(builder));
  }
}

}  // namespace

std::vector<NearDuplicate> find_near(const NearDuplicateSnapshot& snapshot,
                                     std::string_view canonical, std::size_t limit) {
  std::vector<NearDuplicate> found;
  if (canonical.empty()) return found;
  canonical = canonical.substr(0, AskedText::longest_compared);
  const std::vector<Fingerprint> fingerprints = all_fingerprints(canonical);
  AskedText asked(canonical);
  std::vector<Message> hits;
  std::string text;
  for (const Part& part : snapshot.parts) {
    hits.clear();
    part.segment->collect(fingerprints, most_work, hits);
    std::vector<Vote> votes = count_votes(hits);
    drop_single_votes(votes);
    if (!part.gone->empty()) {
      std::erase_if(votes, [&part](const Vote& vote) {
        return part.gone->contains(part.segment->document(vote.message));
      });
    }
    for (Vote& vote : votes) {
      const std::uint32_t kept = part.segment->fingerprints(vote.message);
      vote.share = static_cast<float>(vote.votes) / static_cast<float>(kept);
    }
    drop_hopeless(votes);
    keep_best(votes);
    for (const Vote& vote : votes) {
      part.segment->read_text(vote.message, text);
      found.push_back({part.segment->document(vote.message),
                       asked.compare(text, part.segment->grams(vote.message))});
    }
  }
  std::sort(found.begin(), found.end(), is_better);
  std::unordered_set<std::int64_t> seen;
  std::erase_if(found,
                [&seen](const NearDuplicate& one) { return !seen.insert(one.document).second; });
  if (found.size() > limit) found.resize(limit);
  return found;
}

NearDuplicates::NearDuplicates() = default;

void NearDuplicates::replace(std::span<const std::int64_t> dropped,
                             const std::vector<KnownMessage>& added) {
  const std::lock_guard lock(one_writer_);
  NearDuplicateSnapshot next = snapshot();
  if (!dropped.empty()) {
    for (Part& part : next.parts) drop(part, dropped);
  }
  for (std::size_t at = 0; at < added.size();) {
    NearDuplicateBuilder builder;
    while (at < added.size() && builder.size() < NearDuplicateSegment::most_messages) {
      builder.add(added[at].document, added[at].canonical);
      ++at;
    }
    if (builder.size() == 0) continue;
    next.parts.push_back(new_part(builder));
    merge_equals(next.parts);
  }
  now_.locked([&next](NearDuplicateSnapshot& now) { std::swap(now, next); });
}

std::vector<NearDuplicate> NearDuplicates::find(std::string_view canonical,
                                                std::size_t limit) const {
  return find_near(snapshot(), canonical, limit);
}

NearDuplicateSnapshot NearDuplicates::snapshot() const {
  return now_.locked([](const NearDuplicateSnapshot& now) { return now; });
}

std::size_t NearDuplicates::size() const {
  std::size_t messages = 0;
  for (const Part& part : snapshot().parts) messages += size_of(part);
  return messages;
}

std::size_t NearDuplicates::memory() const {
  std::size_t bytes = 0;
  for (const Part& part : snapshot().parts) {
    bytes += part.segment->memory() + part.gone->size() * 2 * sizeof(std::int64_t);
  }
  return bytes;
}

}  // namespace kentongan::match
