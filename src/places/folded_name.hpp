#pragma once

#include <string>
#include <string_view>

namespace kentongan::places {

/// A name as it is compared: small letters without accents, digits, single spaces between words.
/// Apostrophes and their look-alikes vanish (Ja'an = Ja"an = Jaan); other signs part words.
///   `Keude Bakongan` → `keude bakongan`, `Lubuk Pakam I,II` → `lubuk pakam i ii`
[[nodiscard]] std::string folded_name(std::string_view name);

}  // namespace kentongan::places
