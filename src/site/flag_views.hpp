#pragma once

#include "site/views/flag_view.hpp"

#include <string_view>

namespace kentongan::site {

/// The badges of a message, and the message with what was flagged marked. Computed when it is shown
/// (12 µs a message): a screen that learns better flags old messages better, too.
[[nodiscard]] FlagsView flags_of(std::string_view message);
/// The badges alone.
[[nodiscard]] std::vector<FlagLine> flag_lines(std::string_view message);

}  // namespace kentongan::site
