#include "media/reply.hpp"
#include "media/worker/decode.hpp"

#include <cstdio>

#include <jerror.h>
#include <jpeglib.h>

#include <csetjmp>

namespace kentongan::media {
namespace {

/// libjpeg leaves by longjmp: nothing between setjmp and it may need a destructor.
struct Jumping {
  jpeg_error_mgr manager{};  // first, so that a pointer to it is a pointer to this
  std::jmp_buf place{};
  bool cut = false;
};

void leave(j_common_ptr codec) { std::longjmp(reinterpret_cast<Jumping*>(codec->err)->place, 1); }

void notice(j_common_ptr codec, int level) {
  if (level >= 0) return;  // a trace
  const int code = codec->err->msg_code;
  // Where libjpeg would go on with grey, the file was cut short.
  if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER) {
    reinterpret_cast<Jumping*>(codec->err)->cut = true;
  }
}

/// Everything that is alive while libjpeg works.
struct Job {
  jpeg_decompress_struct codec{};
  Jumping errors;
  Raster raster;
  std::vector<std::uint8_t> line;  ///< of four inks
  int orientation = 1;
  Trouble trouble = Trouble::broken;
};

void find_orientation(Job& job) {
  for (jpeg_saved_marker_ptr marker = job.codec.marker_list; marker != nullptr;
       marker = marker->next) {
    const int found = orientation_of(
        std::string_view(reinterpret_cast<const char*>(marker->data), marker->data_length));
    if (found != 1) job.orientation = found;
  }
}

/// Adobe writes the inks upside down: 255 is none of it.
void paint_inks(const std::uint8_t* ink, std::uint8_t* out, int width) {
  for (int x = 0; x < width; ++x, ink += 4) {
    for (int part = 0; part < 3; ++part) {
      *out++ = static_cast<std::uint8_t>(ink[part] * ink[3] / 255);
    }
  }
}

/// The largest of 1/1, 1/2, 1/4, 1/8 that is not much larger than what is kept.
void choose_scale(jpeg_decompress_struct& codec) {
  codec.scale_num = 1;
  codec.scale_denom = 1;
  const std::int64_t pixels = std::int64_t{codec.image_width} * codec.image_height;
  while (codec.scale_denom < 8 &&
         pixels / (codec.scale_denom * codec.scale_denom) > 2 * most_clean_pixels) {
    codec.scale_denom *= 2;
  }
}

/// Returns whether the picture is whole; otherwise `job.trouble` says what is wrong.
bool run(Job& job, std::string_view bytes) {
  jpeg_decompress_struct& codec = job.codec;
  codec.err = jpeg_std_error(&job.errors.manager);
  codec.err->error_exit = leave;
  codec.err->emit_message = notice;
  if (setjmp(job.errors.place) != 0) return false;  // NOLINT(cert-err52-cpp): libjpeg's way out
  jpeg_create_decompress(&codec);
  jpeg_save_markers(&codec, JPEG_APP0 + 1, 0xffff);
  jpeg_mem_src(&codec, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  if (jpeg_read_header(&codec, TRUE) != JPEG_HEADER_OK) return false;
  if (const auto size = check_size(codec.image_width, codec.image_height); !size.ok()) {
    job.trouble = trouble_of(size.error());
    return false;
  }
  find_orientation(job);
  const bool inks = codec.jpeg_color_space == JCS_CMYK || codec.jpeg_color_space == JCS_YCCK;
  codec.out_color_space = inks ? JCS_CMYK : JCS_RGB;
  choose_scale(codec);
  jpeg_start_decompress(&codec);
  job.raster =
      Raster::of(static_cast<int>(codec.output_width), static_cast<int>(codec.output_height));
  if (inks) job.line.resize(std::size_t{codec.output_width} * 4);
  while (codec.output_scanline < codec.output_height) {
    std::uint8_t* out = job.raster.row(static_cast<int>(codec.output_scanline));
    JSAMPROW row = inks ? job.line.data() : out;
    jpeg_read_scanlines(&codec, &row, 1);
    if (inks) paint_inks(row, out, job.raster.width);
    if (job.errors.cut) return false;
  }
  jpeg_finish_decompress(&codec);
  return !job.errors.cut;
}

}  // namespace

Result<Raster> decode_jpeg(std::string_view bytes) {
  Job job;
  const bool whole = run(job, bytes);
  jpeg_destroy_decompress(&job.codec);
  if (!whole) return error_of(job.trouble);
  return turn(shrink(std::move(job.raster), most_clean_pixels), job.orientation);
}

}  // namespace kentongan::media
