#include "people/new_password.hpp"

#include <string_view>

namespace kentongan::people {

std::string make_one_time_password(const Random& random) {
  constexpr std::string_view alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
  std::string password;
  for (int i = 0; i < 16; ++i) {
    if (i > 0 && i % 4 == 0) password += '-';
    password += alphabet[random.below(alphabet.size())];
  }
  return password;
}

}  // namespace kentongan::people
