#include "media/worker/encode.hpp"

#include <cstdio>

#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>

#include <csetjmp>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <utility>

namespace kentongan::media {
namespace {

constexpr int jpeg_quality = 85;
constexpr float webp_quality = 80;
/// A PNG above this many bytes a pixel is a photo, and three times as large as it need be.
constexpr double photo_bytes = 1.0;

struct Jumping {
  jpeg_error_mgr manager{};
  std::jmp_buf place{};
};

void leave(j_common_ptr codec) { std::longjmp(reinterpret_cast<Jumping*>(codec->err)->place, 1); }

/// Everything that is alive while libjpeg works: it leaves by longjmp.
struct Job {
  jpeg_compress_struct codec{};
  Jumping errors;
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
};

bool run(Job& job, const Raster& raster, int quality) {
  jpeg_compress_struct& codec = job.codec;
  codec.err = jpeg_std_error(&job.errors.manager);
  codec.err->error_exit = leave;
  if (setjmp(job.errors.place) != 0) return false;  // NOLINT(cert-err52-cpp): libjpeg's way out
  jpeg_create_compress(&codec);
  jpeg_mem_dest(&codec, &job.bytes, &job.size);
  codec.image_width = static_cast<JDIMENSION>(raster.width);
  codec.image_height = static_cast<JDIMENSION>(raster.height);
  codec.input_components = 3;
  codec.in_color_space = JCS_RGB;
  jpeg_set_defaults(&codec);
  jpeg_set_quality(&codec, quality, TRUE);
  jpeg_start_compress(&codec, TRUE);
  while (codec.next_scanline < codec.image_height) {
    JSAMPROW row = const_cast<JSAMPROW>(raster.row(static_cast<int>(codec.next_scanline)));
    jpeg_write_scanlines(&codec, &row, 1);
  }
  jpeg_finish_compress(&codec);
  return true;
}

std::string encode_png(const Raster& raster) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(raster.width);
  image.height = static_cast<png_uint_32>(raster.height);
  image.format = PNG_FORMAT_RGB;
  image.flags = PNG_IMAGE_FLAG_FAST;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string bytes(size, '\0');
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, raster.pixels.data(), 0, nullptr) ==
      0) {
    throw std::runtime_error("libpng refuses to write");
  }
  bytes.resize(size);
  return bytes;
}

std::string encode_webp(const Raster& raster) {
  WebPConfig config;
  WebPPicture picture;
  if (WebPConfigPreset(&config, WEBP_PRESET_DEFAULT, webp_quality) == 0 ||
      WebPPictureInit(&picture) == 0) {
    throw std::runtime_error("libwebp is another version than its header");
  }
  config.method = 2;  // of 0 … 6: a third of the time of the usual 4
  WebPMemoryWriter writer;
  WebPMemoryWriterInit(&writer);
  picture.width = raster.width;
  picture.height = raster.height;
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &writer;
  const bool done = WebPPictureImportRGB(&picture, raster.pixels.data(), 3 * raster.width) != 0 &&
                    WebPEncode(&config, &picture) != 0;
  WebPPictureFree(&picture);
  const std::unique_ptr<std::uint8_t, decltype(&WebPFree)> owned(writer.mem, &WebPFree);
  if (!done) throw std::runtime_error("libwebp refuses to write");
  return {reinterpret_cast<const char*>(writer.mem), writer.size};
}

}  // namespace

std::string encode_jpeg(const Raster& raster, int quality) {
  Job job;
  const bool done = run(job, raster, quality);
  jpeg_destroy_compress(&job.codec);
  const std::unique_ptr<unsigned char, decltype(&std::free)> owned(job.bytes, &std::free);
  if (!done) throw std::runtime_error("libjpeg refuses to write");
  return {reinterpret_cast<const char*>(job.bytes), job.size};
}

Encoded encode(const Raster& raster, Format came_as) {
  switch (came_as) {
    case Format::jpeg: return {.format = Format::jpeg, .bytes = encode_jpeg(raster, jpeg_quality)};
    case Format::webp: {
      constexpr int longest = WEBP_MAX_DIMENSION;
      if (raster.width > longest || raster.height > longest) break;
      return {.format = Format::webp, .bytes = encode_webp(raster)};
    }
    case Format::png:
    case Format::gif: break;
  }
  Encoded encoded{.format = Format::png, .bytes = encode_png(raster)};
  const double pixels = static_cast<double>(raster.width) * raster.height;
  if (static_cast<double>(encoded.bytes.size()) > photo_bytes * pixels + 65536) {
    return {.format = Format::jpeg, .bytes = encode_jpeg(raster, jpeg_quality)};
  }
  return encoded;
}

Drawn draw_anew(Raster raster, Format came_as) {
  raster = shrink(std::move(raster), most_drawn_pixels);
  Encoded encoded = encode(raster, came_as);
  while (encoded.bytes.size() > largest_clean) {
    raster = shrink(std::move(raster), std::int64_t{raster.width} * raster.height / 2);
    encoded = {.format = Format::jpeg, .bytes = encode_jpeg(raster, jpeg_quality)};
  }
  return {.width = raster.width, .height = raster.height, .encoded = std::move(encoded)};
}

}  // namespace kentongan::media
