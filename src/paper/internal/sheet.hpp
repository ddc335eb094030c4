#pragma once

#include "paper/document.hpp"
#include "paper/internal/fonts.hpp"

#include "base/result.hpp"

#include <string>

namespace kentongan::paper {

/// A PDF of A4 pages. Errors: invalid `paper.too_long`, `paper.code_too_long`.
[[nodiscard]] Result<std::string> draw_sheet(const Fonts& fonts, const Document& document);

}  // namespace kentongan::paper
