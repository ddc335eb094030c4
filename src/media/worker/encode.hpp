// A picture drawn anew: pixels only, nothing of what else was in the stranger's file.
#pragma once

#include "media/picture.hpp"
#include "media/worker/raster.hpp"

#include <string>

namespace kentongan::media {

struct Encoded {
  Format format;
  std::string bytes;
};

/// In the format it came in (GIF becomes PNG); a photo that came as PNG and would be large
/// becomes JPEG. Throws std::bad_alloc, and std::runtime_error when a library refuses.
[[nodiscard]] Encoded encode(const Raster& raster, Format came_as);

/// The clean copy: the same, made smaller until it has at most `most_drawn_pixels` and
/// `largest_clean` bytes.
struct Drawn {
  int width;
  int height;
  Encoded encoded;
};
[[nodiscard]] Drawn draw_anew(Raster raster, Format came_as);

/// `quality` 1 … 100. Throws as above.
[[nodiscard]] std::string encode_jpeg(const Raster& raster, int quality);

}  // namespace kentongan::media
