// Counts over `questions`, for one claim: read-only.
#pragma once

#include "db/db.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/variants_of_claim.hpp"

namespace kentongan::tabayun::question_counts {

/// Cost: one pass over the claim's questions by index, and one row a wording that is shown.
[[nodiscard]] ClaimVariants variants(db::Tx& tx, Id<Claim> claim);

}  // namespace kentongan::tabayun::question_counts
