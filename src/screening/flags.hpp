// What the screen says of a text. Values. A flag asks a person to look; it decides nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kentongan::screening {

enum class FlagKind : std::uint8_t {
  hate_speech,
  call_to_violence,  ///< hate speech that calls for violence or expulsion: look first
  identity_number,   ///< NIK, KK or another number of sixteen digits
  phone_number,
  address,       ///< of a house: street with number, RT/RW
  bank_account,  ///< the word for it and digits beside it
};
/// How sure the screen is: `low` is often wrong, `high` seldom (docs/screening.md has the figures).
enum class Suspicion : std::uint8_t { low, medium, high };

/// Bytes [begin, end) of the raw text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

struct Flag {
  FlagKind kind = FlagKind::hate_speech;
  Suspicion suspicion = Suspicion::low;
  std::vector<Span> spans = {};  ///< in order, apart; what made it suspicious
};

/// The words used in addresses and messages: `hate_speech`, `low`. The catalogue has
/// `screening.kind.*` and `screening.suspicion.*` for people.
[[nodiscard]] std::string_view name_of(FlagKind kind);
[[nodiscard]] std::string_view name_of(Suspicion suspicion);
[[nodiscard]] bool is_personal(FlagKind kind);

}  // namespace kentongan::screening
