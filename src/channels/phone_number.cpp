#include "channels/phone_number.hpp"

#include "base/text.hpp"

namespace kentongan::channels {
namespace {

constexpr std::size_t fewest_digits = 8;
constexpr std::size_t most_digits = 15;
constexpr std::string_view indonesia = "62";

bool is_dress(char c) {
  return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/';
}

}  // namespace

Result<PhoneNumber> PhoneNumber::parse(std::string_view text) {
  text = trim(text);
  const Error malformed(Refusal::invalid, "channels.phone.malformed");
  const bool international = text.starts_with('+');
  if (international) text.remove_prefix(1);
  std::string digits;
  for (const char c : text) {
    if (is_dress(c)) continue;
    if (c < '0' || c > '9' || digits.size() > most_digits) return malformed;
    digits += c;
  }
  if (!international && digits.starts_with("00")) {
    digits.erase(0, 2);
  } else if (!international && digits.starts_with('0')) {
    digits.replace(0, 1, indonesia);
  } else if (!international && !digits.starts_with(indonesia)) {
    return malformed;
  }
  if (digits.size() < fewest_digits || digits.size() > most_digits || digits.starts_with('0'))
    return malformed;
  return PhoneNumber("+" + digits);
}

}  // namespace kentongan::channels
