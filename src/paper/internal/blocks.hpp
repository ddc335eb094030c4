// The blocks of a document, each as the pieces it is drawn in.
#pragma once

#include "paper/document.hpp"
#include "paper/internal/flow.hpp"
#include "paper/internal/words.hpp"

#include "base/result.hpp"

namespace kentongan::paper {

/// A4 with margins of 25 mm at the sides. Points (1/72 inch), from the upper left corner.
namespace a4 {
inline constexpr double width = 595.28;
inline constexpr double height = 841.89;
inline constexpr double left = 70.87;
inline constexpr double right = width - left;
inline constexpr double column = right - left;
inline constexpr double top = 76;      ///< of the text on all pages but the first
inline constexpr double bottom = 776;  ///< of the text
inline constexpr double whole = bottom - top;
}  // namespace a4

/// How the body is set.
inline constexpr Style body{};

/// Errors: invalid `paper.code_too_long`.
[[nodiscard]] Result<std::vector<Piece>> pieces_of(const Fonts& fonts, const Document& document);

/// A line across the column.
void draw_rule(cairo_t* pen, double top, double width, Colour colour, double left = a4::left,
               double right = a4::right);

/// Calls `draw` as the target of a click. `address` must be http or https; else nothing is linked.
void with_link(cairo_t* pen, const std::string& address, const std::function<void()>& draw);

}  // namespace kentongan::paper
