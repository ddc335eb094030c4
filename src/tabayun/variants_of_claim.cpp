#include "tabayun/variants_of_claim.hpp"

#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/question_counts.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::tabayun {

Result<Claim> Tabayun::find_for_desk(db::Tx& tx, const people::Actor& actor,
                                     Id<Claim> claim) const {
  Claim found = TRY(claims::must_find(tx, claim));
  // Another district's desk does not even learn that there is such a claim.
  if (!may_see(actor, found.area)) return Error(Refusal::not_found, "tabayun.claim.not_found");
  return found;
}

Result<ClaimVariants> Tabayun::variants_of(const people::Actor& actor, Id<Claim> claim) const {
  return outside_.db.read([&](db::Tx& tx) -> Result<ClaimVariants> {
    TRY(find_for_desk(tx, actor, claim));
    return question_counts::variants(tx, claim);
  });
}

}  // namespace kentongan::tabayun
