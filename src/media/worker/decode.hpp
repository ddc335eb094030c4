// From a stranger's bytes to pixels. Runs in the confined child only (and in a fuzz target).
#pragma once

#include "media/picture.hpp"
#include "media/worker/raster.hpp"

#include "base/result.hpp"

#include <string_view>

namespace kentongan::media {

/// The picture, upright, its first frame when it moves, at most `most_clean_pixels` large.
/// Errors: invalid `media.not_a_picture`, `media.broken` (damaged or cut short),
///         `media.too_many_pixels`. Throws std::bad_alloc.
[[nodiscard]] Result<Raster> decode(std::string_view bytes);

/// Whether a picture of this size may be decoded at all.
[[nodiscard]] Result<> check_size(std::int64_t width, std::int64_t height);

// One file each. Errors and memory as above; the format was sniffed already.
[[nodiscard]] Result<Raster> decode_jpeg(std::string_view bytes);
[[nodiscard]] Result<Raster> decode_png(std::string_view bytes);
[[nodiscard]] Result<Raster> decode_webp(std::string_view bytes);
[[nodiscard]] Result<Raster> decode_gif(std::string_view bytes);

/// The orientation a JPEG's APP1 segment asks for; 1 when it says nothing sensible.
/// Source: EXIF 2.32, tag 0x0112; TIFF 6.0, section 2.
[[nodiscard]] int orientation_of(std::string_view app1);

}  // namespace kentongan::media
