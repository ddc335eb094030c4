// A verdict as a stamp: a word and a shape, so that nobody needs to see the colour.
#pragma once

#include <array>
#include <string>

namespace kentongan::paper {

/// The shape of a stamp, the same as on the pages (site/layout/stamp_shape.html). The colour comes
/// from the shape: leaf for what holds, alarm for `cross`, teak for what misleads, grey for the
/// rest.
enum class Shape {
  tick,      ///< true: a circle with a tick
  cross,     ///< false: an octagon with a cross
  triangle,  ///< misleading: a triangle with an exclamation mark
  overlap,   ///< false context: two frames, the upper one crossed
  half,      ///< partly true: a circle, half of it filled
  mask,      ///< satire
  bubble,    ///< opinion: a speech bubble
  question   ///< unproven: a dashed circle with a question mark
};
inline constexpr std::array shapes{Shape::tick, Shape::cross, Shape::triangle, Shape::overlap,
                                   Shape::half, Shape::mask,  Shape::bubble,   Shape::question};

struct Stamp {
  std::string word;  ///< as a person reads it: `SALAH`
  Shape shape = Shape::question;
};

}  // namespace kentongan::paper
