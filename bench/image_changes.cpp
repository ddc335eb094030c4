#include "image_changes.hpp"

#include "media/worker/decode.hpp"
#include "media/worker/encode.hpp"

#include <algorithm>
#include <array>

namespace kentongan::bench {
namespace {

using media::Raster;

Raster compressed(const Raster& raster, int quality) {
  auto read = media::decode(media::encode_jpeg(raster, quality));
  return std::move(read).value();
}

Raster resized(const Raster& raster, double factor) {
  const double pixels = static_cast<double>(raster.width) * raster.height * factor * factor;
  return media::shrink(raster, static_cast<std::int64_t>(pixels));
}

/// Every pixel the average of the square around it.
Raster blurred(const Raster& raster, int reach) {
  Raster soft = raster;
  for (const bool down : {false, true}) {
    const Raster from = soft;
    for (int y = 0; y < raster.height; ++y) {
      for (int x = 0; x < raster.width; ++x) {
        std::array<int, 3> sums{};
        int count = 0;
        for (int far = -reach; far <= reach; ++far) {
          const int at_x = down ? x : x + far;
          const int at_y = down ? y + far : y;
          if (at_x < 0 || at_y < 0 || at_x >= raster.width || at_y >= raster.height) continue;
          const std::uint8_t* pixel = from.row(at_y) + std::ptrdiff_t{3} * at_x;
          for (std::size_t part = 0; part < 3; ++part) sums[part] += pixel[part];
          ++count;
        }
        std::uint8_t* out = soft.row(y) + std::ptrdiff_t{3} * x;
        for (std::size_t part = 0; part < 3; ++part) {
          out[part] = static_cast<std::uint8_t>(sums[part] / count);
        }
      }
    }
  }
  return soft;
}

using Colour = std::array<std::uint8_t, 3>;
struct Box {
  double left, top, right, bottom;  // shares
};

void paint(Raster& raster, const Box& box, const Colour& colour) {
  for (int y = static_cast<int>(box.top * raster.height);
       y < static_cast<int>(box.bottom * raster.height); ++y) {
    for (int x = static_cast<int>(box.left * raster.width);
         x < static_cast<int>(box.right * raster.width); ++x) {
      std::copy(colour.begin(), colour.end(), raster.row(y) + std::ptrdiff_t{3} * x);
    }
  }
}

/// Something like letters: dark and light strokes in a row.
void scribble(Raster& raster, const Box& box, const Colour& colour) {
  constexpr int strokes = 23;
  const double width = (box.right - box.left) / strokes;
  for (int stroke = 0; stroke < strokes; stroke += 2) {
    if (stroke % 7 == 6) continue;
    const double left = box.left + stroke * width;
    paint(raster, {left, box.top, left + width, box.bottom}, colour);
  }
}

/// A red stamp across 3 % of the picture, as newsrooms put on hoaxes.
Raster stamped(const Raster& raster, double left, double top) {
  Raster marked = raster;
  paint(marked, {left, top, left + 0.3, top + 0.1}, {190, 20, 20});
  scribble(marked, {left + 0.02, top + 0.03, left + 0.28, top + 0.07}, {255, 255, 255});
  return marked;
}

Raster cut(const Raster& raster, const Box& kept) {
  const int left = static_cast<int>(kept.left * raster.width);
  const int top = static_cast<int>(kept.top * raster.height);
  const int right = static_cast<int>(kept.right * raster.width);
  const int bottom = static_cast<int>(kept.bottom * raster.height);
  Raster smaller = Raster::of(right - left, bottom - top);
  for (int y = top; y < bottom; ++y) {
    std::copy_n(raster.row(y) + std::ptrdiff_t{3} * left, 3 * smaller.width, smaller.row(y - top));
  }
  return smaller;
}

struct Bar {
  double above;  // shares of the old height
  double below;
  Colour colour;
  bool written;
};

Raster barred(const Raster& raster, const Bar& bar) {
  const int above = static_cast<int>(bar.above * raster.height);
  const int below = static_cast<int>(bar.below * raster.height);
  Raster larger = Raster::of(raster.width, above + raster.height + below);
  paint(larger, {0, 0, 1, 1}, bar.colour);
  std::copy(raster.pixels.begin(), raster.pixels.end(), larger.row(above));
  if (!bar.written) return larger;
  const Colour ink = bar.colour[0] > 127 ? Colour{20, 20, 20} : Colour{240, 240, 240};
  const double height = larger.height;
  if (above > 0) scribble(larger, {0.05, 0.3 * above / height, 0.2, 0.7 * above / height}, ink);
  if (above > 0) scribble(larger, {0.8, 0.3 * above / height, 0.95, 0.7 * above / height}, ink);
  const double begin = 1 - below / height;
  if (below > 0) {
    scribble(larger, {0.1, begin + 0.3 * below / height, 0.9, begin + 0.7 * below / height}, ink);
  }
  return larger;
}

}  // namespace

std::vector<Change> harmless_changes() {
  return {{"jpeg 50", [](const Raster& raster) { return compressed(raster, 50); }},
          {"jpeg 25", [](const Raster& raster) { return compressed(raster, 25); }},
          {"resize 1/2", [](const Raster& raster) { return resized(raster, 0.5); }},
          {"resize 1/4", [](const Raster& raster) { return resized(raster, 0.25); }},
          {"blur 5 px", [](const Raster& raster) { return blurred(raster, 2); }},
          {"blur 9 px", [](const Raster& raster) { return blurred(raster, 4); }},
          {"stamp middle", [](const Raster& raster) { return stamped(raster, 0.35, 0.45); }},
          {"stamp corner", [](const Raster& raster) { return stamped(raster, 0.65, 0.85); }},
          {"resize, jpeg 40",
           [](const Raster& raster) { return compressed(resized(raster, 0.6), 40); }}};
}

std::vector<Change> cuts() {
  return {{"cut 2 % a side",
           [](const Raster& raster) {
             return cut(raster, {.02, .02, .98, .98});
           }},
          {"cut 4 % a side",
           [](const Raster& raster) {
             return cut(raster, {.04, .04, .96, .96});
           }},
          {"cut 5 % a side",
           [](const Raster& raster) {
             return cut(raster, {.05, .05, .95, .95});
           }},
          {"cut 8 % a side",
           [](const Raster& raster) {
             return cut(raster, {.08, .08, .92, .92});
           }},
          {"cut 8 % above",
           [](const Raster& raster) {
             return cut(raster, {0, .08, 1, 1});
           }},
          {"cut 8 % below",
           [](const Raster& raster) {
             return cut(raster, {0, 0, 1, .92});
           }},
          {"cut 8 % left",
           [](const Raster& raster) {
             return cut(raster, {.08, 0, 1, 1});
           }},
          {"cut 8 % above, below",
           [](const Raster& raster) {
             return cut(raster, {0, .08, 1, .92});
           }},
          {"cut 3 / 5 % above, below", [](const Raster& raster) {
             return cut(raster, {0, .03, 1, .95});
           }}};
}

std::vector<Change> bars() {
  return {{"bar black 8 % below",
           [](const Raster& raster) {
             return barred(raster, {0, .08, {0, 0, 0}, false});
           }},
          {"bar white 8 % above",
           [](const Raster& raster) {
             return barred(raster, {.08, 0, {255, 255, 255}, false});
           }},
          {"caption white 12 % below",
           [](const Raster& raster) {
             return barred(raster, {0, .12, {255, 255, 255}, true});
           }},
          {"caption black 10 % above",
           [](const Raster& raster) {
             return barred(raster, {.10, 0, {0, 0, 0}, true});
           }},
          {"status bar dark 4 %",
           [](const Raster& raster) {
             return barred(raster, {.04, 0, {20, 24, 30}, true});
           }},
          {"status, navigation", [](const Raster& raster) {
             return barred(raster, {.04, .05, {0, 0, 0}, true});
           }}};
}

}  // namespace kentongan::bench
