//   signature | IHDR width height 8 bits, indexed | PLTE 3 bytes a colour | IDAT zlib(rows) | IEND
//   a row: filter type 0 (none), then one index a pixel; flat colours need no filter
#include "paper/internal/png.hpp"

#include "base/bug.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace kentongan::paper {
namespace {

constexpr std::size_t most_colours = 256;
constexpr std::uint32_t coarse = 0xF8F8F8;  // the upper five bits of each channel

struct Shade {
  std::uint32_t colour = 0;
  std::uint32_t pixels = 0;
};

/// The rows of an image, four bytes a pixel (0x00RRGGBB as the machine has it).
class Image {
 public:
  explicit Image(cairo_surface_t* surface)
      : data_(cairo_image_surface_get_data(surface)),
        stride_(static_cast<std::size_t>(cairo_image_surface_get_stride(surface))),
        width_(static_cast<std::size_t>(cairo_image_surface_get_width(surface))),
        height_(static_cast<std::size_t>(cairo_image_surface_get_height(surface))) {
    KENTONGAN_BUG_IF(cairo_image_surface_get_format(surface) != CAIRO_FORMAT_RGB24);
  }
  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] std::size_t height() const { return height_; }
  /// Calls `begin_row` before each row and `pixel` with each colour.
  template <typename Pixel, typename Row>
  void each(const Pixel& pixel, const Row& begin_row) const {
    for (std::size_t y = 0; y < height_; ++y) {
      begin_row();
      const auto* const row = reinterpret_cast<const std::uint32_t*>(data_ + y * stride_);
      for (std::size_t x = 0; x < width_; ++x) pixel(row[x] & 0xFFFFFFU);
    }
  }

 private:
  const unsigned char* data_;
  std::size_t stride_, width_, height_;
};

/// What was drawn, most used first; alike colours (by their upper bits) as the most used of them.
std::vector<Shade> shades_of(const Image& image) {
  std::unordered_map<std::uint32_t, std::uint32_t> counts;
  std::uint32_t* last = nullptr;
  std::uint32_t before = 0;
  image.each(
      [&](std::uint32_t colour) {
        if (last == nullptr || colour != before) last = &counts[colour];
        before = colour;
        ++*last;
      },
      [] {});
  std::vector<Shade> exact;
  for (const auto& [colour, pixels] : counts) exact.push_back({colour, pixels});
  const auto more_used = [](const Shade& left, const Shade& right) {
    return left.pixels != right.pixels ? left.pixels > right.pixels : left.colour < right.colour;
  };
  std::ranges::sort(exact, more_used);
  if (exact.size() <= most_colours) return exact;
  std::vector<Shade> merged;
  std::unordered_map<std::uint32_t, std::size_t> places;
  for (const Shade& shade : exact) {
    const auto [place, is_new] = places.try_emplace(shade.colour & coarse, merged.size());
    if (is_new) {
      merged.push_back(shade);
    } else {
      merged[place->second].pixels += shade.pixels;
    }
  }
  std::ranges::stable_sort(merged, more_used);
  if (merged.size() > most_colours) merged.resize(most_colours);
  return merged;
}

std::uint32_t distance(std::uint32_t left, std::uint32_t right) {
  std::uint32_t sum = 0;
  for (const unsigned shift : {0U, 8U, 16U}) {
    const int apart =
        static_cast<int>(left >> shift & 0xFFU) - static_cast<int>(right >> shift & 0xFFU);
    sum += static_cast<std::uint32_t>(apart * apart);
  }
  return sum;
}

/// The index of the nearest colour; each colour is looked for once.
class Palette {
 public:
  explicit Palette(std::vector<Shade> shades) : shades_(std::move(shades)) {}
  [[nodiscard]] const std::vector<Shade>& shades() const { return shades_; }
  [[nodiscard]] unsigned char index_of(std::uint32_t colour) {
    if (colour == before_) return last_;
    const auto [place, is_new] = known_.try_emplace(colour, static_cast<unsigned char>(0));
    if (is_new) place->second = nearest(colour);
    before_ = colour;
    return last_ = place->second;
  }

 private:
  [[nodiscard]] unsigned char nearest(std::uint32_t colour) const {
    std::size_t best = 0;
    for (std::size_t i = 1; i < shades_.size(); ++i)
      if (distance(shades_[i].colour, colour) < distance(shades_[best].colour, colour)) best = i;
    return static_cast<unsigned char>(best);
  }

  std::vector<Shade> shades_;
  std::unordered_map<std::uint32_t, unsigned char> known_;
  std::uint32_t before_ = 0xFFFFFFFF;
  unsigned char last_ = 0;
};

void put_number(std::string& out, std::uint32_t number) {
  for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>(number >> shift & 0xFFU);
}

void put_chunk(std::string& out, const char* type, const std::string& data) {
  put_number(out, static_cast<std::uint32_t>(data.size()));
  const std::string checked = type + data;
  out += checked;
  put_number(out,
             static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(checked.data()),
                                              static_cast<uInt>(checked.size()))));
}

std::string deflated(const std::string& bytes) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::string out(size, '\0');
  KENTONGAN_BUG_IF(compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                             reinterpret_cast<const Bytef*>(bytes.data()),
                             static_cast<uLong>(bytes.size()), 7) != Z_OK);
  out.resize(size);
  return out;
}

}  // namespace

std::string png_of(cairo_surface_t* surface) {
  cairo_surface_flush(surface);
  const Image image(surface);
  Palette palette(shades_of(image));
  std::string rows;
  rows.reserve((image.width() + 1) * image.height());
  image.each([&](std::uint32_t colour) { rows += static_cast<char>(palette.index_of(colour)); },
             [&] { rows += '\0'; });
  std::string header;
  put_number(header, static_cast<std::uint32_t>(image.width()));
  put_number(header, static_cast<std::uint32_t>(image.height()));
  header +=
      {'\x08', '\x03', '\0', '\0', '\0'};  // 8 bits, indexed, deflate, filters, not interlaced
  std::string colours;
  for (const Shade& shade : palette.shades())
    for (const unsigned shift : {16U, 8U, 0U})
      colours += static_cast<char>(shade.colour >> shift & 0xFFU);
  std::string png("\x89PNG\r\n\x1a\n");
  put_chunk(png, "IHDR", header);
  put_chunk(png, "PLTE", colours);
  put_chunk(png, "IDAT", deflated(rows));
  put_chunk(png, "IEND", "");
  return png;
}

}  // namespace kentongan::paper
