// A published fact check as search engines and other archives read it: on its page and in the API.
#pragma once

#include "html/json.hpp"
#include "html/safe.hpp"
#include "site/visit.hpp"
#include "tabayun/claim.hpp"

#include <optional>

namespace kentongan::site {

/// How true, from 1 (false) to 5 (true), or nothing where a number would say more than we know:
/// satire, opinion, unproven. docs/formats/factchecks.md has the table.
[[nodiscard]] std::optional<int> rating_of(tabayun::Verdict verdict);

/// Writes the members of a ClaimReview into an open object, without `@context`.
void write_claim_review(html::JsonWriter& json, const Doors& doors, Language language,
                        const tabayun::Claim& claim);

/// JSON-LD. Source: schema.org 30.0, ClaimReview; required members per Google's former preset.
[[nodiscard]] html::SafeJson claim_review(const Doors& doors, Language language,
                                          const tabayun::Claim& claim);

}  // namespace kentongan::site
