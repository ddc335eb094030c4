#include "match/near_duplicate.hpp"

#include <algorithm>
#include <bit>

namespace kentongan::match {

namespace {

// Found on the development split: bench/near_bench.cpp mangles its messages and prints what they
// give; src/match/TUNING.md has the table.
constexpr double same_resemblance = 0.36;
constexpr double same_share = 0.80;
constexpr std::uint32_t fewest_grams = 20;  ///< of a text that is told by being inside another

constexpr std::size_t gram_width = 5;

double share(std::uint32_t part, std::uint32_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / whole;
}

/// Calls `use(gram, position)` for every five letters of a text with a blank on either side.
template <typename Use>
void each_gram(std::string_view text, Use&& use) {
  constexpr std::uint64_t mask = (std::uint64_t{1} << (8 * gram_width)) - 1;
  if (text.empty()) return;
  std::uint64_t gram = ' ';
  std::uint32_t letters = 1;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const auto letter = at < text.size() ? static_cast<unsigned char>(text[at]) : ' ';
    gram = ((gram << 8U) | letter) & mask;
    ++letters;
    if (letters >= gram_width) use(gram, letters - static_cast<std::uint32_t>(gram_width));
  }
  if (letters < gram_width) use(gram, 0U);
}

/// The most positions (ascending) that stand within one stretch.
std::uint32_t most_together(const std::vector<std::uint32_t>& positions, std::size_t stretch) {
  std::size_t most = 0;
  std::size_t first = 0;
  for (std::size_t last = 0; last < positions.size(); ++last) {
    while (positions[last] - positions[first] >= stretch) ++first;
    most = std::max(most, last - first + 1);
  }
  return static_cast<std::uint32_t>(most);
}

std::size_t stretch_for(std::size_t size) { return size + size / 2 + 2 * gram_width; }

std::size_t mixed(std::uint64_t gram) { return (gram * 0x9E3779B97F4A7C15U) >> 20U; }

}  // namespace

double Likeness::resemblance() const { return share(shared, known_grams + asked_grams - shared); }
double Likeness::known_share() const { return share(known_together, known_grams); }
double Likeness::asked_share() const { return share(asked_together, asked_grams); }

bool is_same_message(const Likeness& likeness) {
  if (likeness.exact || likeness.resemblance() >= same_resemblance) return true;
  return (likeness.known_grams >= fewest_grams && likeness.known_share() >= same_share) ||
         (likeness.asked_grams >= fewest_grams && likeness.asked_share() >= same_share);
}

AskedText::AskedText(std::string_view canonical)
    : text_(canonical.substr(0, longest_compared)), slots_(std::bit_ceil(2 * text_.size() + 8)) {
  each_gram(text_, [this](std::uint64_t gram, std::uint32_t position) {
    Slot& slot = slot_of(gram + 1);
    if (slot.gram != 0) return;
    slot = {.gram = gram + 1, .position = position};
    ++grams_;
  });
}

AskedText::Slot& AskedText::slot_of(std::uint64_t gram) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = mixed(gram) & mask;
  while (slots_[at].gram != 0 && slots_[at].gram != gram) at = (at + 1) & mask;
  return slots_[at];
}

Likeness AskedText::compare(std::string_view known, std::uint32_t known_grams) {
  known = known.substr(0, longest_compared);
  ++comparisons_;
  asked_positions_.clear();
  known_positions_.clear();
  each_gram(known, [this](std::uint64_t gram, std::uint32_t position) {
    Slot& slot = slot_of(gram + 1);
    if (slot.gram == 0 || slot.seen_for == comparisons_) return;
    slot.seen_for = comparisons_;
    asked_positions_.push_back(slot.position);
    known_positions_.push_back(position);
  });
  Likeness likeness{.shared = static_cast<std::uint32_t>(asked_positions_.size()),
                    .known_grams = known_grams,
                    .asked_grams = grams_};
  likeness.asked_together = most_together(known_positions_, stretch_for(text_.size()));
  if (stretch_for(known.size()) < text_.size()) {
    std::sort(asked_positions_.begin(), asked_positions_.end());
    likeness.known_together = most_together(asked_positions_, stretch_for(known.size()));
  } else {
    likeness.known_together = likeness.shared;
  }
  likeness.exact = known == text_ && !known.empty() && known.size() < longest_compared;
  return likeness;
}

std::uint32_t count_grams(std::string_view text) {
  text = text.substr(0, AskedText::longest_compared);
  std::vector<std::uint64_t> slots(std::bit_ceil(2 * text.size() + 8), 0);
  const std::size_t mask = slots.size() - 1;
  std::uint32_t count = 0;
  each_gram(text, [&](std::uint64_t gram, std::uint32_t) {
    std::size_t at = mixed(gram + 1) & mask;
    while (slots[at] != 0 && slots[at] != gram + 1) at = (at + 1) & mask;
    if (slots[at] != 0) return;
    slots[at] = gram + 1;
    ++count;
  });
  return count;
}

}  // namespace kentongan::match
