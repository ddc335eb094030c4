// Which parts of a picture are worth a fingerprint: no fingerprint survives a cut or a bar by
// itself, so the same part must be found again in the changed copy. Pure.
#pragma once

#include "media/luminance.hpp"

#include <vector>

namespace kentongan::media {

struct Framing {
  std::vector<Window> whole;   ///< all of it, and without uniform borders
  std::vector<Window> parts;   ///< without what stands above an edge; the centre; above; below
  std::vector<Window> probes;  ///< of a picture asked about: what may be one of those
};

/// The share left away at each side by the kept centre. Chosen with bench/image_bench.cpp: people
/// cut screenshots by 2 to 8 % a side.
inline constexpr double centre_margin = 0.08;

/// The upper and the lower part, which a stamp on the other one leaves alone, or one in the middle
/// both: shares of the height.
inline constexpr double part_height = 0.42;

/// The picture without uniform lines at its edges; the whole picture when less than a quarter of a
/// side would be left.
[[nodiscard]] Window trim_borders(const Luminance& picture);

/// Where a bar may have been added or stands (status bar, header, caption): rows in the upper and
/// lower third at which nearly the whole width changes its brightness at once, strongest first, as
/// shares of the height.
struct Edges {
  std::vector<double> upper;
  std::vector<double> lower;
};
[[nodiscard]] Edges find_edges(const Luminance& picture);

/// The kept centre as it would lie in a picture from which these shares were cut away.
[[nodiscard]] Window centre_after_cut(const Window& cut);

/// Cost: one walk over the pixels.
[[nodiscard]] Framing frame(const Luminance& picture);

}  // namespace kentongan::media
