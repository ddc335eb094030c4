// What a word is to the comparison: a name or an everyday word, what it means, and whether it says
// anything of the story at all.
#pragma once

#include <cstdint>
#include <string_view>

namespace kentongan::match {

struct Sense {
  /// Equal for words of one meaning (`wafat`, `meninggal`) and for forms of one root
  /// (`menemukan`, `temukan`); otherwise the word's own.
  std::uint32_t meaning = 0;  ///< below 2^30
  /// No root of the Indonesian word list: a person, a place, a brand, a foreign word, an accident.
  bool is_name = false;
  /// Said of the thing that circulates, not of what it claims (`video`, `tautan`, `beredar`): one
  /// side has it and the other does not, and the story is the same.
  bool is_frame = false;

  /// A month or a day of the week.
  [[nodiscard]] bool is_date() const;
};

/// Of a plain word. Errors: none; any bytes. Thread: pure. Cost: about 300 ns.
[[nodiscard]] Sense sense_of(std::string_view plain);

}  // namespace kentongan::match
