#include "casework/standing.hpp"

#include "tabayun/workflow.hpp"

namespace kentongan::casework {

Standing standing_of(const people::Actor& actor, const tabayun::Claim& claim, Added added) {
  Standing standing;
  standing.sees = tabayun::may_see(actor, claim.area);
  if (!standing.sees) return standing;
  standing.checks = tabayun::may_check(actor, claim.area);
  const bool is_office = standing.checks && tabayun::side_of(actor, claim.area).is_none();
  const bool is_checker = !claim.checker.is_none() && claim.checker == actor.account;
  standing.on_case = is_office || is_checker || added == Added::yes;
  return standing;
}

}  // namespace kentongan::casework
