#include "media/worker/decode.hpp"

#include "media/pictures_for_tests.hpp"
#include "media/worker/encode.hpp"

#include <gif_lib.h>
#include <gtest/gtest.h>
#include <webp/encode.h>

#include <cstdlib>
#include <memory>

namespace kentongan::media {
namespace {

using namespace std::string_literals;

std::string encoded(const Raster& raster, Format format) { return encode(raster, format).bytes; }

/// A GIF of the picture's red channel in 256 greys, drawn in a smaller frame when asked.
std::string gif_of(const Raster& raster) {
  std::string bytes;
  int failed = 0;
  const auto keep = [](GifFileType* file, const GifByteType* from, int size) {
    static_cast<std::string*>(file->UserData)
        ->append(reinterpret_cast<const char*>(from), static_cast<std::size_t>(size));
    return size;
  };
  GifFileType* file = EGifOpen(&bytes, keep, &failed);
  const std::unique_ptr<ColorMapObject, decltype(&GifFreeMapObject)> greys(
      GifMakeMapObject(256, nullptr), &GifFreeMapObject);
  for (int grey = 0; grey < 256; ++grey) {
    const auto level = static_cast<GifByteType>(grey);
    greys->Colors[grey] = {level, level, level};
  }
  EGifPutScreenDesc(file, raster.width, raster.height, 8, 0, greys.get());
  EGifPutImageDesc(file, 0, 0, raster.width, raster.height, false, nullptr);
  for (int y = 0; y < raster.height; ++y) {
    std::vector<GifPixelType> line;
    for (int x = 0; x < raster.width; ++x) line.push_back(raster.row(y)[3 * x]);
    EGifPutLine(file, line.data(), raster.width);
  }
  EGifCloseFile(file, &failed);
  return bytes;
}

/// The mean difference of two pictures, in grey steps a channel.
double difference(const Raster& left, const Raster& right) {
  if (left.width != right.width || left.height != right.height) return 255;
  double sum = 0;
  for (std::size_t at = 0; at < left.pixels.size(); ++at) {
    sum += std::abs(left.pixels[at] - right.pixels[at]);
  }
  return sum / static_cast<double>(left.pixels.size());
}

TEST(Decode, EveryFormatComesBackAsItWas) {
  const Raster picture = coloured(landscape(320, 200));

  EXPECT_EQ(decode(encoded(picture, Format::png))->pixels, picture.pixels);
  EXPECT_LT(difference(*decode(encoded(picture, Format::jpeg)), picture), 4);
  EXPECT_LT(difference(*decode(encoded(picture, Format::webp)), picture), 6);
  const Raster gif = *decode(gif_of(picture));
  EXPECT_EQ(gif.width, 320);
  for (std::size_t at = 0; at < gif.pixels.size(); at += 3) {
    ASSERT_EQ(gif.pixels[at], picture.pixels[at]);
  }
}

TEST(Decode, AFileCutAnywhereIsRefusedInPlainWords) {
  const Raster picture = coloured(landscape(160, 120));
  for (const std::string& whole : {encoded(picture, Format::jpeg), encoded(picture, Format::png),
                                   encoded(picture, Format::webp), gif_of(picture)}) {
    for (const std::size_t percent : {1U, 5U, 20U, 50U, 80U, 97U}) {
      const auto got = decode(std::string_view(whole).substr(0, whole.size() * percent / 100));
      ASSERT_FALSE(got.ok()) << percent << " % of " << whole.substr(0, 4);
      const std::string message = got.error().message();
      EXPECT_TRUE(message == "media.broken" || message == "media.not_a_picture" ||
                  message == "media.empty")
          << message;
    }
  }
}

TEST(Decode, AWrongHeadWithRightBytesBehindItIsNoPicture) {
  const std::string png = encoded(coloured(landscape(64, 64)), Format::png);

  EXPECT_STREQ(decode("\xff\xd8\xff\xe0" + png).error().message(), "media.broken");
  EXPECT_FALSE(decode("GIF89a" + png).ok());
  EXPECT_STREQ(decode("<html>" + png).error().message(), "media.not_a_picture");
}

/// The head of a PNG that promises so many pixels; nothing behind it.
std::string png_head(std::uint32_t width, std::uint32_t height) {
  const auto number = [](std::uint32_t value) {
    std::string four;
    for (int shift = 24; shift >= 0; shift -= 8) four.push_back(static_cast<char>(value >> shift));
    return four;
  };
  const std::string chunk = "IHDR" + number(width) + number(height) + "\x08\x02\0\0\0"s;
  std::uint32_t sum = 0xffffffff;  // CRC-32, RFC 2083 appendix 15
  for (const char letter : chunk) {
    sum ^= static_cast<unsigned char>(letter);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xedb88320U : 0);
  }
  return "\x89PNG\r\n\x1a\n" + number(13) + chunk + number(~sum) + number(0) + "IDAT" +
         number(0x35af061e);
}

TEST(Decode, APixelBombIsRefusedBeforeAnythingIsUnpacked) {
  for (const auto& [width, height] : {std::pair(100'000U, 100'000U), std::pair(30'001U, 1U),
                                      std::pair(7'000U, 7'000U), std::pair(1U, 900'000U)}) {
    const auto got = decode(png_head(width, height));
    EXPECT_STREQ(got.error().message(), "media.too_many_pixels") << width << " x " << height;
  }
  std::string gif = "GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\0\0\0"s;
  EXPECT_STREQ(decode(gif).error().message(), "media.too_many_pixels");
}

TEST(Decode, ALargePictureIsKeptAtAMostUsefulSize) {
  Raster large = Raster::of(4000, 3000);
  for (std::size_t at = 0; at < large.pixels.size(); ++at) {
    large.pixels[at] = static_cast<std::uint8_t>(at / 30'000);
  }

  const auto got = decode(encode_jpeg(large, 60));

  ASSERT_TRUE(got.ok());
  EXPECT_LE(std::int64_t{got->width} * got->height, most_clean_pixels);
  EXPECT_GT(std::int64_t{got->width} * got->height, most_clean_pixels / 3);
  EXPECT_NEAR(static_cast<double>(got->width) / got->height, 4.0 / 3, 0.01);
}

TEST(Decode, TransparentPlacesBecomeWhite) {
  std::vector<std::uint8_t> pixels;
  for (int at = 0; at < 40 * 40; ++at) {
    pixels.insert(pixels.end(), {10, 20, 30, static_cast<std::uint8_t>(at < 800 ? 0 : 255)});
  }
  std::uint8_t* bytes = nullptr;
  const std::size_t size = WebPEncodeLosslessRGBA(pixels.data(), 40, 40, 160, &bytes);
  const std::string webp(reinterpret_cast<char*>(bytes), size);
  WebPFree(bytes);

  const auto got = decode(webp);

  ASSERT_TRUE(got.ok());
  EXPECT_EQ(got->row(0)[0], 255);
  EXPECT_EQ(got->row(39)[0], 10);
  EXPECT_EQ(got->row(39)[2], 30);
}

/// An APP1 segment's inside: little-endian TIFF with one entry, the orientation.
std::string exif(char orientation) {
  return "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"s + orientation + "\0\0\0\0\0\0\0"s;
}

TEST(Decode, TheOrientationOfAPhotoIsReadAndNonsenseIsNot) {
  EXPECT_EQ(orientation_of(exif(6)), 6);
  EXPECT_EQ(orientation_of(exif(9)), 1);
  EXPECT_EQ(orientation_of(""), 1);
  EXPECT_EQ(orientation_of("Exif\0\0II*\0\xff\xff\xff\xff"s), 1);
  for (std::size_t size = 0; size < exif(6).size(); ++size) {
    const int cut = orientation_of(exif(6).substr(0, size));
    EXPECT_TRUE(cut == 1 || cut == 6);
  }
}

TEST(Decode, APhotoTakenOnItsSideStandsUpright) {
  const Raster lying = coloured(landscape(120, 80));
  std::string jpeg = encode_jpeg(lying, 95);
  const std::string segment = exif(6);
  jpeg.insert(2, "\xff\xe1\0"s + static_cast<char>(segment.size() + 2) + segment);

  const auto got = decode(jpeg);

  ASSERT_TRUE(got.ok());
  EXPECT_EQ(got->width, 80);
  EXPECT_EQ(got->height, 120);
  EXPECT_LT(difference(*got, turn(lying, 6)), 4);
}

TEST(Raster, TurningFollowsTheEightOrientations) {
  // Two by one: red, then green.
  Raster pair = Raster::of(2, 1);
  pair.pixels = {255, 0, 0, 0, 255, 0};
  const auto first_is_red = [&](int orientation) {
    return turn(pair, orientation).pixels[0] == 255;
  };

  EXPECT_TRUE(first_is_red(1));
  EXPECT_FALSE(first_is_red(2));
  EXPECT_FALSE(first_is_red(3));
  EXPECT_TRUE(first_is_red(4));
  EXPECT_TRUE(first_is_red(5));
  EXPECT_TRUE(first_is_red(6));  // a quarter to the right: the left end comes on top
  EXPECT_FALSE(first_is_red(7));
  EXPECT_FALSE(first_is_red(8));  // a quarter to the left: the left end comes to the bottom
  EXPECT_EQ(turn(pair, 6).height, 2);
  EXPECT_EQ(turn(pair, 0).pixels, pair.pixels);
}

Raster noise_of(int width, int height) {
  Raster noise = Raster::of(width, height);
  std::uint32_t state = 1;
  for (auto& value : noise.pixels) {
    value = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
  }
  return noise;
}

TEST(Encode, TheCleanCopyIsSmallWhateverItShows) {
  const Drawn drawn = draw_anew(noise_of(2'000, 2'000), Format::png);

  EXPECT_LE(drawn.encoded.bytes.size(), largest_clean);
  EXPECT_LE(std::int64_t{drawn.width} * drawn.height, most_drawn_pixels);
  const auto seen = decode(drawn.encoded.bytes);
  ASSERT_TRUE(seen.ok());
  EXPECT_EQ(seen->width, drawn.width);
  EXPECT_EQ(draw_anew(coloured(landscape(300, 200)), Format::jpeg).width, 300);
}

TEST(Encode, APhotoThatCameAsPngDoesNotGrow) {
  const Raster noise = noise_of(600, 600);

  EXPECT_EQ(encode(noise, Format::png).format, Format::jpeg);
  EXPECT_EQ(encode(coloured(landscape(30, 30)), Format::gif).format, Format::png);
}

}  // namespace
}  // namespace kentongan::media
