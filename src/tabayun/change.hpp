// The shape of a command on a claim: load, decide, save, note. Inside the room only.
#pragma once

#include "tabayun/commands.hpp"
#include "tabayun/workflow.hpp"

#include "people/people.hpp"

#include <functional>
#include <string>

namespace kentongan::tabayun {

struct Change {
  Move move;
  std::string note = {};  ///< kept in the claim's history
  std::string why = {};   ///< the name of a reason code, for the ledger; empty: none
};
using DecideClaim = std::function<Result<Claim>(const Claim&, const Act&)>;

/// Runs one decision as a command. Errors: not_found `tabayun.claim.not_found`, those of `decide`.
[[nodiscard]] Result<Claim> change_claim(const people::Surroundings& outside,
                                         const OnClaim& command, const Change& change,
                                         const DecideClaim& decide);

}  // namespace kentongan::tabayun
