// Numbers that belong to a person do not go out: identity numbers and mobile phones are found, and
// masked before anything is published. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan {

inline constexpr std::string_view masked_identity_number = "[NIK disamarkan]";
inline constexpr std::string_view masked_phone_number = "[nomor telepon disamarkan]";

enum class PersonalNumberKind { identity, phone };

/// One of them, where it stands: bytes [begin, end).
struct PersonalNumber {
  PersonalNumberKind kind = PersonalNumberKind::identity;
  std::size_t begin = 0;
  std::size_t end = 0;
  /// The digits are made as the rule says: of an identity number, its province and its day of birth
  /// exist. Sixteen digits without that may be a bank card or an order.
  bool well_formed = false;
};

/// Every number of sixteen digits (NIK, KK, bank card) and every mobile phone number, in order.
/// Blanks, dots, hyphens and brackets between the digits do not hide a number. Left out: landlines
/// and short numbers (an office's), amounts of money, and a service number that the author declares
/// by a Markdown link `[0812-3456-7890](tel:+6281234567890)`. Inside the address of a link only
/// numbers that look like a real NIK, or that follow wa.me, are found, so that ordinary links go on
/// working. Cost: one pass. Source: Permendagri 72/2022 (NIK: area, day of birth, serial),
/// Permenkominfo 14/2018 (mobile: 08…).
[[nodiscard]] std::vector<PersonalNumber> find_personal_numbers(std::string_view text);

/// `text` with each of them masked.
[[nodiscard]] std::string mask_personal_numbers(std::string_view text);

/// Whether sixteen digits are made like a NIK: a province that exists, a day of birth that exists
/// (women: plus 40).
[[nodiscard]] bool is_identity_number(std::string_view digits);

}  // namespace kentongan
