// Canonical texts in little memory: letters are five bits, so that a million short messages can be
// compared letter by letter without asking a database.
//
//   text = code* 31, each text begun on a byte, codes from the low bit up
//   code = 0…25 a…z | 26 blank | 27 and eight bits: any byte | 28 "an" | 29 "ng" | 30 "er"
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// Texts one after another. Any bytes go in and come out as they were.
class PackedTexts {
 public:
  /// Where a text stands; stays the same while others are added.
  using Place = std::uint32_t;

  /// Errors: throws `Bug` beyond 4 GiB.
  Place add(std::string_view text);
  /// Puts the text into `text`, in place of what is there. Cost: about 2 ns a letter.
  void read(Place place, std::string& text) const;
  [[nodiscard]] std::size_t memory() const { return bytes_.capacity(); }
  void shrink() { bytes_.shrink_to_fit(); }

 private:
  std::vector<std::uint8_t> bytes_;
};

}  // namespace kentongan::match
