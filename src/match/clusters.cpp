#include "match/clusters.hpp"

#include "match/near_duplicate_grams.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace kentongan::match {

namespace {

constexpr unsigned gram_bits = 20;
constexpr std::size_t fingerprint_text = std::size_t{1} << 22U;
/// A fingerprint of more questions than that says nothing, or its questions are one cluster
/// already: the newest are enough.
constexpr std::uint32_t longest_chain = 48;
/// Pretends that so many clusters were seen before the first, so that the first questions are not
/// judged by chance. Chosen by hand.
constexpr double clusters_before = 20;

std::size_t place_of(std::uint64_t gram) {
  return (gram * 0x9E3779B97F4A7C15U) >> (64 - gram_bits);
}

/// The heaviest stretch of positions; sorts them.
double most_together(std::vector<std::pair<std::uint32_t, double>>& placed, std::size_t size) {
  const std::size_t stretch = stretch_for(size);
  std::sort(placed.begin(), placed.end());
  double heaviest = 0;
  double weight = 0;
  std::size_t first = 0;
  for (const auto& [position, added] : placed) {
    weight += added;
    while (position - placed[first].first >= stretch) weight -= placed[first++].second;
    heaviest = std::max(heaviest, weight);
  }
  return heaviest;
}

}  // namespace

/// A question's grams with their weights, to be compared with several others.
class Clusters::Asked {
 public:
  Asked(const Clusters& clusters, std::string_view text)
      : clusters_(clusters), text_(text), slots_(std::bit_ceil(2 * text.size() + 8)) {
    each_gram(text, [this](std::uint64_t gram, std::uint32_t position) {
      Slot& slot = slot_of(gram);
      if (slot.gram != 0) return;
      slot = {gram + 1, clusters_.weight_of(gram), position};
      weight_ += slot.weight;
    });
  }

  struct Shares {
    double resemblance = 0;
    double share = 0;  ///< of whichever lies more within the other, and weighs enough
  };
  [[nodiscard]] Shares compare(std::string_view known, double enough) {
    ++comparisons_;
    here_.clear();
    there_.clear();
    double known_weight = 0;
    double shared = 0;
    each_gram(known, [&](std::uint64_t gram, std::uint32_t position) {
      Slot& slot = slot_of(gram);
      if (slot.gram == 0) {
        known_weight += clusters_.weight_of(gram);
      } else if (slot.seen_for != comparisons_) {
        slot.seen_for = comparisons_;
        known_weight += slot.weight;
        shared += slot.weight;
        here_.emplace_back(slot.position, slot.weight);
        there_.emplace_back(position, slot.weight);
      }
    });
    Shares shares;
    if (shared <= 0) return shares;
    shares.resemblance = shared / (weight_ + known_weight - shared);
    if (known_weight >= enough) shares.share = most_together(here_, known.size()) / known_weight;
    if (weight_ >= enough)
      shares.share = std::max(shares.share, most_together(there_, text_.size()) / weight_);
    return shares;
  }

 private:
  struct Slot {
    std::uint64_t gram = 0;  ///< plus one; 0 is free
    double weight = 0;
    std::uint32_t position = 0;
    std::uint32_t seen_for = 0;
  };
  Slot& slot_of(std::uint64_t gram) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = place_of(gram) & mask;
    while (slots_[at].gram != 0 && slots_[at].gram != gram + 1) at = (at + 1) & mask;
    return slots_[at];
  }

  const Clusters& clusters_;
  std::string_view text_;
  std::vector<Slot> slots_;
  double weight_ = 0;
  std::uint32_t comparisons_ = 0;
  std::vector<std::pair<std::uint32_t, double>> here_;
  std::vector<std::pair<std::uint32_t, double>> there_;
};

Clusters::Clusters(ClusterRules rules)
    : rules_(rules),
      gram_counts_(std::size_t{1} << gram_bits, 0),
      fingerprint_counts_(fingerprint_text) {}

/// Source: inverse document frequency (K. Spärck Jones, J. Documentation 1972), of clusters.
double Clusters::weight_of(std::uint64_t gram) const {
  const double with = gram_counts_[place_of(gram)];
  return std::max(0.0, std::log((static_cast<double>(begun_) + clusters_before) / (with + 1)));
}

Clusters::Member Clusters::first_of(Member member) const {
  while (members_[member].parent != member) member = members_[member].parent;
  return member;
}

/// The members that share most fingerprints with a text, weighed by how few have each.
std::vector<Clusters::Member> Clusters::candidates(std::string_view text) const {
  std::unordered_map<Member, double> votes;
  std::size_t work = most_votes;
  for (const Fingerprint fingerprint : all_fingerprints(text)) {
    const auto chain = chains_.find(fingerprint);
    if (chain == chains_.end()) continue;
    const double weight = 1.0 / (1.0 + fingerprint_counts_.of(fingerprint));
    std::uint32_t left = longest_chain;
    for (std::uint32_t at = chain->second.first; at != 0 && left > 0 && work > 0; --left, --work) {
      const Posting& posting = postings_[at - 1];
      if (!members_[posting.member].dropped) votes[posting.member] += 1.0 + weight;
      at = posting.next;
    }
  }
  std::vector<std::pair<double, Member>> ordered;
  ordered.reserve(votes.size());
  for (const auto& [member, weight] : votes) ordered.emplace_back(-weight, member);
  const std::size_t kept = std::min(ordered.size(), most_compared);
  std::partial_sort(ordered.begin(), ordered.begin() + static_cast<std::ptrdiff_t>(kept),
                    ordered.end());
  std::vector<Member> best;
  for (std::size_t at = 0; at < kept; ++at) best.push_back(ordered[at].second);
  return best;
}

/// The members that are one message with a text, most alike first.
std::vector<Clusters::Alike> Clusters::alike(std::string_view text) const {
  std::vector<Alike> found;
  Asked asked(*this, text);
  std::string other;
  for (const Member member : candidates(text)) {
    texts_.read(members_[member].text, other);
    const Asked::Shares shares = asked.compare(other, rules_.enough);
    const bool is_inside = shares.share >= rules_.share;
    if (other != text && shares.resemblance < rules_.resemblance && !is_inside) continue;
    const double likeness = other == text ? 2.0 : shares.resemblance;
    found.push_back({member, std::max(likeness, is_inside ? shares.share / 2 : 0.0)});
  }
  std::sort(found.begin(), found.end(), [](const Alike& left, const Alike& right) {
    return left.resemblance != right.resemblance ? left.resemblance > right.resemblance
                                                 : left.member < right.member;
  });
  return found;
}

Clusters::Placed Clusters::add(Question question, std::string_view canonical) {
  if (const Question known = cluster_of(question); known != 0) return {.cluster = known};
  const std::string_view text = canonical.substr(0, longest_read);
  const std::vector<Alike> others = alike(text);
  const auto member = static_cast<Member>(members_.size());
  members_.push_back({.question = question, .parent = member, .text = texts_.add(text)});
  places_.emplace(question, member);
  Placed placed{.cluster = question};
  if (others.empty()) {
    ++begun_;
    count(text);
  } else {
    const Member first = first_of(others.front().member);
    members_[member].parent = first;
    placed.cluster = members_[first].question;
    for (const Alike& other : others) {
      const Member another = first_of(other.member);
      const Member own = first_of(member);
      if (another == own || other.resemblance < rules_.joining) continue;
      const Member older = std::min(another, own);
      const Member younger = std::max(another, own);
      members_[younger].parent = older;
      placed.joined.push_back(members_[younger].question);
      placed.cluster = members_[older].question;
    }
  }
  index(member, text);
  return placed;
}

void Clusters::count(std::string_view text) {
  std::vector<std::uint64_t> grams;
  each_gram(text, [&grams](std::uint64_t gram, std::uint32_t) { grams.push_back(gram); });
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  for (const std::uint64_t gram : grams) {
    std::uint16_t& seen = gram_counts_[place_of(gram)];
    if (seen < std::numeric_limits<std::uint16_t>::max()) ++seen;
  }
  fingerprint_counts_.add(text);
}

void Clusters::index(Member member, std::string_view text) {
  for (const Fingerprint fingerprint : winnow(text, fingerprint_counts_)) {
    Chain& chain = chains_[fingerprint];
    postings_.push_back({member, chain.first});
    chain.first = static_cast<std::uint32_t>(postings_.size());
    ++chain.length;
  }
}

void Clusters::drop(Question cluster) {
  const auto place = places_.find(cluster);
  if (place == places_.end() || first_of(place->second) != place->second) return;
  const Member first = place->second;
  for (Member member = first; member < members_.size(); ++member) {
    if (members_[member].dropped || first_of(member) != first) continue;
    members_[member].dropped = true;
    places_.erase(members_[member].question);
    ++dropped_;
  }
  if (dropped_ * 2 > members_.size()) build_anew();
}

void Clusters::build_anew() {
  Clusters next(rules_);
  next.begun_ = begun_;
  next.gram_counts_ = std::move(gram_counts_);
  next.fingerprint_counts_ = std::move(fingerprint_counts_);
  std::vector<Member> moved(members_.size(), nobody);
  std::string text;
  for (Member member = 0; member < members_.size(); ++member) {
    if (members_[member].dropped) continue;
    const auto to = static_cast<Member>(next.members_.size());
    moved[member] = to;
    texts_.read(members_[member].text, text);
    next.members_.push_back({.question = members_[member].question,
                             .parent = moved[first_of(member)],
                             .text = next.texts_.add(text)});
    next.places_.emplace(members_[member].question, to);
    next.index(to, text);
  }
  *this = std::move(next);
}

Clusters::Question Clusters::cluster_of(Question question) const {
  const auto place = places_.find(question);
  return place == places_.end() ? 0 : members_[first_of(place->second)].question;
}

}  // namespace kentongan::match
