#pragma once

#include "paper/document.hpp"
#include "quarantine/quarantine.hpp"
#include "site/visit.hpp"

namespace kentongan::site {

/// What goes with sealed evidence to an authority: what, when, hashes, forms, who sealed, who
/// opened it, the masked text. Nothing of the message itself.
[[nodiscard]] paper::Document handover_sheet(const Doors& doors, const Visit& visit,
                                             const quarantine::CaseFile& file);

}  // namespace kentongan::site
