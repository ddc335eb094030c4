#include "media/worker/decode.hpp"

#include "media/reply.hpp"

namespace kentongan::media {

Result<> check_size(std::int64_t width, std::int64_t height) {
  constexpr std::int64_t longest_side = 30'000;
  if (width <= 0 || height <= 0) return error_of(Trouble::broken);
  if (width > longest_side || height > longest_side || width * height > most_pixels) {
    return error_of(Trouble::too_many_pixels);
  }
  return {};
}

Result<Raster> decode(std::string_view bytes) {
  switch (TRY(sniff(bytes))) {
    case Format::jpeg: return decode_jpeg(bytes);
    case Format::png: return decode_png(bytes);
    case Format::webp: return decode_webp(bytes);
    case Format::gif: return decode_gif(bytes);
  }
  __builtin_unreachable();
}

int orientation_of(std::string_view app1) {
  constexpr std::string_view mark("Exif\0\0", 6);
  if (!app1.starts_with(mark) || app1.size() < mark.size() + 8) return 1;
  const std::string_view tiff = app1.substr(mark.size());
  const bool little = tiff[0] == 'I';
  const auto number = [&](std::size_t at, std::size_t size) -> std::uint32_t {
    std::uint32_t made = 0;
    for (std::size_t index = 0; index < size; ++index) {
      const std::size_t place = little ? at + size - 1 - index : at + index;
      made = made << 8 | static_cast<unsigned char>(tiff[place]);
    }
    return made;
  };
  const std::size_t table = number(4, 4);
  if (table > tiff.size() || tiff.size() - table < 2) return 1;
  const std::size_t entries = number(table, 2);
  for (std::size_t entry = 0; entry < entries; ++entry) {
    const std::size_t at = table + 2 + entry * 12;
    if (at + 12 > tiff.size()) return 1;
    if (number(at, 2) != 0x0112) continue;
    const std::uint32_t value = number(at + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

}  // namespace kentongan::media
