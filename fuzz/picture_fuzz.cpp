// Decodes any bytes as a picture, as the confined child does: no crash, no endless loop, nothing
// larger than what was promised, and what was decoded can be drawn anew and read back.
#include "media/worker/decode.hpp"
#include "media/worker/encode.hpp"

#include "base/bug.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kentongan::media;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto raster = decode(bytes);
  if (!raster.ok()) return 0;
  const std::int64_t pixels = std::int64_t{raster->width} * raster->height;
  KENTONGAN_BUG_IF(pixels <= 0 || pixels > most_clean_pixels);
  KENTONGAN_BUG_IF(raster->pixels.size() != static_cast<std::size_t>(pixels) * 3);
  if (pixels > 256 * 256) return 0;  // the rest is slow and depends on the size only
  const Fingerprints made = fingerprints_of(luminance_of(*raster));
  KENTONGAN_BUG_IF(made.whole.empty() || made.quality < 0 || made.quality > 100);
  const auto again = decode(encode(*raster, *sniff(bytes)).bytes);
  KENTONGAN_BUG_IF(!again.ok() || again->width != raster->width);
  return 0;
}
