// How alike two canonical texts are, letter by letter. Pure.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// Two texts as sets of five letters in a row ("grams"), one blank before and behind each text.
struct Likeness {
  std::uint32_t shared = 0;          ///< grams in both
  std::uint32_t known_grams = 0;     ///< different grams of the known text
  std::uint32_t asked_grams = 0;     ///< different grams of the asked text
  std::uint32_t known_together = 0;  ///< shared grams that stand in one stretch of the asked text
  std::uint32_t asked_together = 0;  ///< shared grams that stand in one stretch of the known text
  bool exact = false;                ///< byte for byte, and shorter than what is looked at

  /// 0 nothing shared … 1 the same grams. Two texts without grams are not alike.
  /// Source: the Jaccard index, as A. Broder, "On the resemblance and containment of documents",
  /// SEQUENCES 1997.
  [[nodiscard]] double resemblance() const;
  /// How much of the known text stands in one place of the asked one: a forward with a greeting
  /// before it. 0 … 1. Source: Broder's containment, counted only within a stretch half as long
  /// again as the known text, because a long article holds the grams of any short text somewhere.
  [[nodiscard]] double known_share() const;
  /// How much of the asked text stands in one place of the known one: a piece cut out of it.
  [[nodiscard]] double asked_share() const;
};

/// Whether two texts are one message: most of either in the other, or one of them, long enough to
/// say something, whole within the other. Thresholds: near_duplicate.cpp.
[[nodiscard]] bool is_same_message(const Likeness& likeness);

/// How many different grams a text has. Cost: about 4 ns a byte.
[[nodiscard]] std::uint32_t count_grams(std::string_view text);

/// An asked text made ready to be compared with many. Only the first `longest_compared` bytes of
/// either text are looked at.
/// Thread: none; `compare` writes into the table.
class AskedText {
 public:
  static constexpr std::size_t longest_compared = 65'536;  ///< bytes

  explicit AskedText(std::string_view canonical);
  /// `known_grams` is `count_grams` of the known text, which is the same each time.
  /// Cost: about 4 ns a byte of the known text.
  [[nodiscard]] Likeness compare(std::string_view known, std::uint32_t known_grams);

 private:
  struct Slot {
    std::uint64_t gram = 0;      ///< five bytes, plus one; 0 is free
    std::uint32_t position = 0;  ///< in the asked text, of its first appearance
    std::uint32_t seen_for = 0;  ///< the number of the comparison that met it
  };
  [[nodiscard]] Slot& slot_of(std::uint64_t gram);

  std::string_view text_;
  std::vector<Slot> slots_;
  std::uint32_t grams_ = 0;
  std::uint32_t comparisons_ = 0;
  std::vector<std::uint32_t> asked_positions_;  ///< of shared grams
  std::vector<std::uint32_t> known_positions_;
};

}  // namespace kentongan::match
