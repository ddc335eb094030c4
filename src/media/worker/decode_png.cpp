#include "media/reply.hpp"
#include "media/worker/decode.hpp"

#include <png.h>

namespace kentongan::media {
namespace {

struct Image {
  png_image head{};
  Image() { head.version = PNG_IMAGE_VERSION; }
  ~Image() { png_image_free(&head); }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
};

}  // namespace

Result<Raster> decode_png(std::string_view bytes) {
  Image image;
  if (png_image_begin_read_from_memory(&image.head, bytes.data(), bytes.size()) == 0) {
    return error_of(Trouble::broken);
  }
  TRY(check_size(image.head.width, image.head.height));
  image.head.format = PNG_FORMAT_RGB;
  Raster raster =
      Raster::of(static_cast<int>(image.head.width), static_cast<int>(image.head.height));
  const png_color white{.red = 255, .green = 255, .blue = 255};
  const bool read =
      png_image_finish_read(&image.head, &white, raster.pixels.data(), 0, nullptr) != 0;
  if (!read) return error_of(Trouble::broken);
  return shrink(std::move(raster), most_clean_pixels);
}

}  // namespace kentongan::media
