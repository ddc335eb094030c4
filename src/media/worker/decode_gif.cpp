#include "media/reply.hpp"
#include "media/worker/decode.hpp"

#include <gif_lib.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace kentongan::media {
namespace {

int take(GifFileType* file, GifByteType* into, int wanted) {
  auto& rest = *static_cast<std::string_view*>(file->UserData);
  const std::size_t count = std::min(rest.size(), static_cast<std::size_t>(std::max(0, wanted)));
  std::memcpy(into, rest.data(), count);
  rest.remove_prefix(count);
  return static_cast<int>(count);
}

struct Close {
  void operator()(GifFileType* file) const { DGifCloseFile(file, nullptr); }
};

/// Reads an extension; a graphics control block may name the transparent colour.
/// Source: GIF89a, section 23.
bool read_extension(GifFileType* file, int& transparent) {
  int code = 0;
  GifByteType* block = nullptr;  // its first byte is its length
  if (DGifGetExtension(file, &code, &block) == GIF_ERROR) return false;
  while (block != nullptr) {
    if (code == GRAPHICS_EXT_FUNC_CODE && block[0] >= 4) {
      transparent = (block[1] & 1) != 0 ? block[4] : -1;
    }
    if (DGifGetExtensionNext(file, &block) == GIF_ERROR) return false;
  }
  return true;
}

/// Lines in the order in which an interlaced frame keeps them. Source: GIF89a, appendix E.
std::vector<int> line_order(int height, bool interlaced) {
  std::vector<int> order;
  order.reserve(static_cast<std::size_t>(height));
  if (!interlaced) {
    for (int y = 0; y < height; ++y) order.push_back(y);
    return order;
  }
  constexpr std::array<std::array<int, 2>, 4> passes{{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
  for (const auto& [first, step] : passes) {
    for (int y = first; y < height; y += step) order.push_back(y);
  }
  return order;
}

Result<Raster> paint_frame(GifFileType* file, int transparent) {
  if (DGifGetImageDesc(file) == GIF_ERROR) return error_of(Trouble::broken);
  const GifImageDesc& frame = file->Image;
  const ColorMapObject* colours = frame.ColorMap != nullptr ? frame.ColorMap : file->SColorMap;
  if (colours == nullptr) return error_of(Trouble::broken);
  TRY(check_size(frame.Width, frame.Height));
  Raster raster = Raster::of(frame.Width, frame.Height);
  std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
  for (const int y : line_order(frame.Height, frame.Interlace)) {
    if (DGifGetLine(file, line.data(), frame.Width) == GIF_ERROR) return error_of(Trouble::broken);
    std::uint8_t* out = raster.row(y);
    for (const GifPixelType pixel : line) {
      const bool white = pixel == transparent || pixel >= colours->ColorCount;
      const GifColorType colour =
          white ? GifColorType{255, 255, 255} : colours->Colors[static_cast<std::size_t>(pixel)];
      *out++ = colour.Red;
      *out++ = colour.Green;
      *out++ = colour.Blue;
    }
  }
  return shrink(std::move(raster), most_clean_pixels);
}

}  // namespace

Result<Raster> decode_gif(std::string_view bytes) {
  int failed = 0;
  const std::unique_ptr<GifFileType, Close> file(DGifOpen(&bytes, take, &failed));
  if (!file) return error_of(Trouble::broken);
  TRY(check_size(file->SWidth, file->SHeight));
  int transparent = -1;
  while (true) {
    GifRecordType type{};
    if (DGifGetRecordType(file.get(), &type) == GIF_ERROR) return error_of(Trouble::broken);
    if (type == IMAGE_DESC_RECORD_TYPE) return paint_frame(file.get(), transparent);
    if (type != EXTENSION_RECORD_TYPE || !read_extension(file.get(), transparent)) {
      return error_of(Trouble::broken);
    }
  }
}

}  // namespace kentongan::media
