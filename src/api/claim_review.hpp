// A published fact check as search engines and other archives read it.
#pragma once

#include "api/call.hpp"
#include "tabayun/claim.hpp"

#include <optional>
#include <string>

namespace kentongan::api {

/// How true, from 1 (false) to 5 (true), or nothing where a number would say more than we know: satire,
/// opinion, unproven.
[[nodiscard]] std::optional<int> rating_of(tabayun::Verdict verdict);

/// JSON-LD. Source: schema.org 30.0, ClaimReview.
[[nodiscard]] std::string claim_review(const Call& call, const tabayun::Claim& claim);

}  // namespace kentongan::api
