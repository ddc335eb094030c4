// Numbers that belong to a person do not go out with the news: identity numbers and mobile phones
// are masked when an item is published. Pure.
#pragma once

#include <string>
#include <string_view>

namespace kentongan::newsroom {

inline constexpr std::string_view masked_identity_number = "[NIK disamarkan]";
inline constexpr std::string_view masked_phone_number = "[nomor telepon disamarkan]";

/// `text` with every number of sixteen digits (NIK, KK, bank card) and every mobile phone number
/// masked. Blanks, dots, hyphens and brackets between the digits do not hide a number. Kept:
/// landlines and short numbers (an office's), amounts of money, and a service number that the
/// author declares by a Markdown link `[0812-3456-7890](tel:+6281234567890)`. Inside the address of
/// a link only numbers that look like a real NIK, or that follow wa.me, are masked, so that
/// ordinary links go on working. Cost: one pass. Source: Permendagri 72/2022 (NIK: area, day of
/// birth, serial), Permenkominfo 14/2018 (mobile: 08…).
[[nodiscard]] std::string mask_personal_numbers(std::string_view text);

}  // namespace kentongan::newsroom
