// What changed between two versions of a text, for a history that people read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::html {

struct Difference {
  enum class Kind : std::uint8_t { same, removed, added };
  Kind kind = Kind::same;
  std::string text;
  friend bool operator==(const Difference&, const Difference&) = default;
};

/// The pieces in reading order: `same` and `removed` together are `before`, `same` and `added`
/// together are `after`, byte for byte; of two neighbours never both have one kind, and what was
/// removed stands before what came in its place. Lines are compared first, then the words of lines
/// that changed. Errors: none; any bytes may come (they are cut between words only, so UTF-8 stays
/// whole). Cost: linear in size plus a fixed budget of steps; beyond it a stretch is shown as
/// removed and added whole. Source: E. Myers, "An O(ND) difference algorithm and its variations",
/// Algorithmica 1986.
[[nodiscard]] std::vector<Difference> difference_of(std::string_view before,
                                                    std::string_view after);

}  // namespace kentongan::html
