// Which passwords are taken: by length and by how guessable they are, never by composition.
// Source: ASVS 5.0.0 6.2.1-6.2.12.
#pragma once

#include "base/result.hpp"
#include "people/settings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::people {

/// What belongs to the person and must not be their password.
struct PasswordOwner {
  std::string login;
  std::string name;
};

/// Errors: invalid `people.password.too_short`, `people.password.too_long`,
/// `people.password.guessable`.
[[nodiscard]] Result<> check_password(std::string_view password, const PasswordOwner& owner,
                                      const PeopleSettings& settings);

/// Whether a password is one of the common ones, a word of our trade with digits around it, one
/// letter repeated or a run of the keyboard. `words` are small letters.
[[nodiscard]] bool is_guessable(std::string_view password, const std::vector<std::string>& words);

}  // namespace kentongan::people
