// Drawn things that are no letters: the shapes of stamps, our drum, QR codes.
#pragma once

#include "paper/internal/words.hpp"
#include "paper/stamp.hpp"

#include "base/result.hpp"

#include <string_view>
#include <vector>

namespace kentongan::paper {

/// Moves and lines as SVG writes them: M L H V C S A Z, absolute and relative; arcs of circles
/// only. Source: SVG 1.1, 8.3 "Path data". Data are literals of ours: anything else is a bug.
void trace(cairo_t* pen, std::string_view path);

/// Leaf for what holds, alarm for what is false, teak for what misleads, soft for the rest.
[[nodiscard]] Colour colour_of(Shape shape);
/// Drawn into a square of `side` at (left, top), in the shape's colour.
void draw_shape(cairo_t* pen, Shape shape, double left, double top, double side);
/// The drum of the masthead, `side` wide and high; the slit shows `ground`.
void draw_drum(cairo_t* pen, double left, double top, double side, Colour ground);

/// A QR code as squares, `side` of them in a row; error correction M (15 %), no quiet zone.
/// Source: ISO/IEC 18004 (qrencode).
class Squares {
 public:
  /// Errors: invalid `paper.code_too_long` beyond 1,000 bytes or when empty.
  [[nodiscard]] static Result<Squares> of(std::string_view content);
  [[nodiscard]] int side() const { return side_; }
  [[nodiscard]] bool is_dark(int row, int column) const {
    return dark_[static_cast<std::size_t>(row * side_ + column)];
  }
  /// With its quiet zone of four squares, on slip, in a square of `width`.
  void draw(cairo_t* pen, double left, double top, double width) const;

 private:
  int side_ = 0;
  std::vector<bool> dark_;
};

}  // namespace kentongan::paper
