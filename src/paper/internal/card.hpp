#pragma once

#include "paper/card.hpp"
#include "paper/internal/fonts.hpp"

#include "base/result.hpp"

#include <string>

namespace kentongan::paper {

/// A PNG. Errors: invalid `paper.code_too_long`.
[[nodiscard]] Result<std::string> draw_card(const Fonts& fonts, const Card& card);

}  // namespace kentongan::paper
