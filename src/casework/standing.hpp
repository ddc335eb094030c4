// Who may do what with a case. Pure: tabayun says whose claim it is, this says what follows.
#pragma once

#include "people/actor.hpp"
#include "tabayun/claim.hpp"

namespace kentongan::casework {

/// Whether somebody was let into the discussions.
enum class Added { no, yes };

struct Standing {
  bool sees = false;     ///< has the claim's desk: reads evidence, notes and requests
  bool checks = false;   ///< checks there: adds evidence, notes and requests
  bool on_case = false;  ///< its checker, the office, or added: discussions, witnesses' names
};

[[nodiscard]] Standing standing_of(const people::Actor& actor, const tabayun::Claim& claim,
                                   Added added);

}  // namespace kentongan::casework
