// One message in work, with the parts of its album. Inside the room only.
#pragma once

#include "intake/intake.hpp"
#include "intake/internal/messages.hpp"

#include <vector>

namespace kentongan::intake {

struct Intake::Work {
  std::vector<messages::Taken> parts;  ///< never empty; the first is the one that counts
  [[nodiscard]] const messages::Taken& first() const { return parts.front(); }
  [[nodiscard]] const channels::Incoming& message() const { return parts.front().message; }
};

/// The mouth as tabayun names it.
[[nodiscard]] tabayun::Mouth mouth_of(channels::Way way);

}  // namespace kentongan::intake
