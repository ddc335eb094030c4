// The door of the room: what a person should look at in a text.
#pragma once

#include "screening/flags.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::screening {

/// Flags of a message, the most serious first, at most one of each kind. Empty when nothing speaks
/// for any: that proves nothing. Only the first 100,000 bytes are looked at.
/// Thread: pure. Cost: docs/screening.md.
[[nodiscard]] std::vector<Flag> screen(std::string_view raw);

/// Personal data alone: numbers of sixteen digits, mobile phones, addresses, bank accounts.
[[nodiscard]] std::vector<Flag> find_personal_data(std::string_view raw);

/// `raw` with personal data masked, for lists that many people see.
[[nodiscard]] std::string mask_personal_data(std::string_view raw);

/// Every span of the flags in order, joined where they overlap; to mark them in the text.
[[nodiscard]] std::vector<Span> spans_of(const std::vector<Flag>& flags);

}  // namespace kentongan::screening
