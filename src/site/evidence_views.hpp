// The evidence of a fact check that its desk made public.
#pragma once

#include "site/views/evidence_view.hpp"
#include "tabayun/claim.hpp"

#include <vector>

namespace kentongan::site {

/// Strongest first; empty when nothing was made public. For `{> evidence_list(...)}`.
[[nodiscard]] std::vector<EvidenceSource> sources_of(const Doors& doors, const Visit& visit,
                                                     Id<tabayun::Claim> claim);

/// `21 November 2026` of `2026-11-21`; empty for anything else.
[[nodiscard]] std::string day_for_people(const Doors& doors, const Visit& visit,
                                         const std::string& iso_day);

}  // namespace kentongan::site
