#pragma once

#include "site/views/ask_view.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::site {

[[nodiscard]] ClaimLine line_of(const Doors& doors, const Visit& visit,
                                const tabayun::Claim& claim);
[[nodiscard]] AnswerView answer_of(const Doors& doors, const Visit& visit,
                                   const tabayun::Claim& claim);
/// Adds the words that made the matcher think so.
void explain_match(AnswerView& view, const match::Evidence& evidence);

}  // namespace kentongan::site
