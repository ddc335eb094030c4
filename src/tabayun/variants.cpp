#include "tabayun/variants.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace kentongan::tabayun {

namespace {

/// Below so many words a text is one statement; in a longer one a `tidak` stands somewhere anyway.
/// Chosen by hand.
constexpr std::size_t few_words = 12;
constexpr std::array<std::string_view, 6> negations{"tidak", "bukan", "jangan",
                                                    "tanpa", "belum", "not"};

bool is_number(std::string_view word) { return word.front() >= '0' && word.front() <= '9'; }

/// Whether `one` has a number that `other` lacks.
bool has_more(const Marks& one, const Marks& other) {
  return !std::includes(other.numbers.begin(), other.numbers.end(), one.numbers.begin(),
                        one.numbers.end());
}

}  // namespace

Marks marks_of(std::string_view canonical) {
  Marks marks;
  std::size_t words = 0;
  for (const std::string_view word : split(canonical, ' ')) {
    if (word.empty()) continue;
    ++words;
    if (is_number(word)) marks.numbers.emplace(word);
    if (std::find(negations.begin(), negations.end(), word) != negations.end())
      marks.negated = true;
  }
  marks.is_short = words < few_words;
  return marks;
}

bool contradict(const Marks& one, const Marks& other) {
  if (has_more(one, other) && has_more(other, one)) return true;
  return one.is_short && other.is_short && one.negated != other.negated;
}

Variants::Cluster Variants::find_place(std::int64_t message, std::string_view canonical) {
  const match::Clusters::Placed placed = clusters_.add(message, canonical);
  for (const Cluster joined : placed.joined) {
    const auto moved = claims_.find(joined);
    if (moved == claims_.end() || joined == placed.cluster) continue;
    const std::set<Id<Claim>> claims = std::move(moved->second);
    claims_.erase(moved);
    claims_[placed.cluster].insert(claims.begin(), claims.end());
  }
  return placed.cluster;
}

std::vector<Id<Claim>> Variants::place(std::int64_t message, std::string_view canonical) {
  if (canonical.empty()) return {};
  const std::lock_guard lock(one_at_a_time_);
  const Marks marks = marks_of(canonical);
  std::vector<Id<Claim>> alike;
  const auto claims = claims_.find(find_place(message, canonical));
  if (claims == claims_.end()) return alike;
  for (const Id<Claim> claim : claims->second) {
    if (!contradict(marks, marks_[claim.raw()])) alike.push_back(claim);
  }
  return alike;
}

void Variants::belongs(std::int64_t message, std::string_view canonical, Id<Claim> claim) {
  if (canonical.empty()) return;
  const std::lock_guard lock(one_at_a_time_);
  claims_[find_place(message, canonical)].insert(claim);
  marks_.try_emplace(claim.raw(), marks_of(canonical));
}

void Variants::close(Id<Claim> claim) {
  const std::lock_guard lock(one_at_a_time_);
  if (marks_.erase(claim.raw()) == 0) return;
  for (auto cluster = claims_.begin(); cluster != claims_.end();) {
    cluster->second.erase(claim);
    if (cluster->second.empty()) {
      clusters_.drop(cluster->first);
      cluster = claims_.erase(cluster);
    } else {
      ++cluster;
    }
  }
}

void Variants::clear() {
  const std::lock_guard lock(one_at_a_time_);
  clusters_ = match::Clusters();
  claims_.clear();
  marks_.clear();
}

std::size_t Variants::size() const {
  const std::lock_guard lock(one_at_a_time_);
  return marks_.size();
}

}  // namespace kentongan::tabayun
