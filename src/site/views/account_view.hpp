#pragma once

#include "site/visit.hpp"

#include <string>
#include <vector>

namespace kentongan::site {

struct AccountView {
  std::string name = {};
  std::string login = {};
  bool must_change = false;             ///< the password is a one-time one
  std::vector<std::string> roles = {};  ///< `Petugas IKP, Kabupaten Majalengka`
};

/// A role and where it is held, in words.
[[nodiscard]] std::string describe_role(const Doors& doors, Language language,
                                        const people::Held& held);

}  // namespace kentongan::site
