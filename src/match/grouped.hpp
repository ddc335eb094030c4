// Numbers put together by the group they belong to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kentongan::match {

/// Which of the numbers 0, 1, 2, … belong to each group. Value; thread: const calls from anywhere.
class Grouped {
 public:
  Grouped() = default;
  /// `group_of[number]` is the number's group, below `groups`.
  /// Cost: linear; 4 bytes a number and 4 a group.
  Grouped(std::span<const std::uint32_t> group_of, std::size_t groups)
      : starts_(groups + 2, 0), numbers_(group_of.size()) {
    for (const std::uint32_t group : group_of) ++starts_[group + 2];
    for (std::size_t at = 2; at < starts_.size(); ++at) starts_[at] += starts_[at - 1];
    for (std::uint32_t number = 0; number < group_of.size(); ++number)
      numbers_[starts_[group_of[number] + 1]++] = number;
    starts_.pop_back();
  }

  /// Ascending.
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t group) const {
    return std::span(numbers_).subspan(starts_[group], starts_[group + 1] - starts_[group]);
  }
  [[nodiscard]] std::size_t memory() const {
    return 4 * (starts_.size() + numbers_.size());
  }  ///< bytes

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> numbers_;
};

}  // namespace kentongan::match
