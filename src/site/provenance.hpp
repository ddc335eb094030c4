#pragma once

#include "site/views/exchange_view.hpp"
#include "tabayun/claim.hpp"

namespace kentongan::site {

/// Where a fact check comes from, for the foot of its page.
[[nodiscard]] ProvenanceView provenance_of(const Doors& doors, const Visit& visit,
                                           const tabayun::Claim& claim);
/// Who checked it, as people call them.
[[nodiscard]] std::string source_name(const Doors& doors, const tabayun::Claim& claim);

}  // namespace kentongan::site
