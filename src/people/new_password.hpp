#pragma once

#include "base/random.hpp"

#include <string>

namespace kentongan::people {

/// `hk3p-9xw2-rt6m-vd8q`: 79 bits in letters and digits that are not mistaken for each other.
[[nodiscard]] std::string make_one_time_password(const Random& random);

}  // namespace kentongan::people
