// Cards are read back by a QR reader (zbar) and a decoder of PNG (libpng by way of cairo).
#include "paper/reading_for_tests.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

#include <cairo.h>

#include <atomic>
#include <cstring>
#include <thread>
#include <vector>

namespace kentongan::paper {
namespace {

Card card_of(std::string claim = "Bantuan sosial dibagikan lewat tautan pendaftaran",
             std::string answer = "Tidak ada pendaftaran bantuan lewat tautan.") {
  return {.stamp = {"SALAH", Shape::cross},
          .heading = "Cek fakta, 22 November 2026",
          .claim = std::move(claim),
          .answer = std::move(answer),
          .source = "Diperiksa KIM Contoh, dibaca ulang orang kedua",
          .office = "Dinas Komunikasi dan Informatika Kabupaten Majalengka",
          .address = "https://kabar.example/cek-fakta/0123456789abc"};
}

std::string drawn(const Card& card) {
  Result<std::string> png = the_paper().card(card);
  EXPECT_TRUE(png.ok());
  return png.ok() ? std::move(png).value() : std::string();
}

/// The picture as rows of colours.
class Picture {
 public:
  explicit Picture(const std::string& png) {
    struct Source {
      const std::string& bytes;
      std::size_t at;
    } source{png, 0};
    cairo_surface_t* const surface = cairo_image_surface_create_from_png_stream(
        [](void* closure, unsigned char* data, unsigned int length) {
          auto& from = *static_cast<Source*>(closure);
          if (from.bytes.size() - from.at < length) return CAIRO_STATUS_READ_ERROR;
          std::memcpy(data, from.bytes.data() + from.at, length);
          from.at += length;
          return CAIRO_STATUS_SUCCESS;
        },
        &source);
    EXPECT_EQ(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    width_ = cairo_image_surface_get_width(surface);
    height_ = cairo_image_surface_get_height(surface);
    const unsigned char* const data = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, data + y * stride + x * 4, 4);
        pixels_.push_back(pixel & 0xFFFFFFU);
      }
    }
    cairo_surface_destroy(surface);
  }
  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  /// How many pixels of an area differ from paper.
  [[nodiscard]] int inked(int left, int top, int right, int bottom) const {
    int count = 0;
    for (int y = top; y < bottom; ++y)
      for (int x = left; x < right; ++x) count += is_dark(x, y) ? 1 : 0;
    return count;
  }
  [[nodiscard]] bool is_dark(int x, int y) const {
    const std::uint32_t pixel = pixels_[static_cast<std::size_t>(y * width_ + x)];
    return (pixel & 0xFFU) + (pixel >> 8U & 0xFFU) + (pixel >> 16U & 0xFFU) < 600;
  }

 private:
  int width_ = 0, height_ = 0;
  std::vector<std::uint32_t> pixels_;
};

std::string code_in(const std::string& png) {
  const Kept file(png, ".png");
  return output_of("zbarimg --quiet --raw " + file.path() + " 2>/dev/null");
}

TEST(Card, IsASquareThatSaysWhereToReadOn) {
  const std::string png = drawn(card_of());
  const Picture picture(png);

  EXPECT_EQ(picture.width(), card_side);
  EXPECT_EQ(picture.height(), card_side);
  EXPECT_LE(png.size(), largest_card);
  EXPECT_EQ(code_in(png), "https://kabar.example/cek-fakta/0123456789abc\n");
  EXPECT_GT(picture.inked(76, 40, 1004, 160), 5'000) << "letterhead";
  EXPECT_GT(picture.inked(76, 160, 600, 360), 5'000) << "stamp";
  EXPECT_GT(picture.inked(76, 360, 1004, 800), 10'000) << "claim and answer";
  EXPECT_EQ(picture.inked(0, 0, 60, card_side), 0) << "margin";
  EXPECT_EQ(picture.inked(0, 1030, card_side, card_side), 0) << "margin";
}

TEST(Card, TellsVerdictsApartByTheirShapesWithoutWordOrColour) {
  std::vector<Picture> pictures;
  for (const Shape shape : shapes) {
    Card card = card_of();
    card.stamp = {"PUTUSAN", shape};
    pictures.emplace_back(drawn(card));
  }
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      int different = 0;
      for (int y = 165; y < 360; y += 2)
        for (int x = 60; x < 1000; x += 2)
          different += pictures[i].is_dark(x, y) != pictures[j].is_dark(x, y) ? 1 : 0;
      EXPECT_GT(different, 170) << "shapes " << i << " and " << j;
    }
  }
}

TEST(Card, HoldsItsLayoutWhateverItIsGiven) {
  std::string emoji;
  for (int i = 0; i < 300; ++i) emoji += "😱🔥🚨⚠️👨‍👩‍👧‍👦🇮🇩";
  std::string zalgo = "z";
  for (int i = 0; i < 200; ++i) zalgo += "\u0301";
  std::string essay;
  for (int i = 0; i < 2'000; ++i) essay += "sebarkan ";
  for (const std::string& text : {std::string(), std::string("Ya"), std::string(3'000, 'W'), emoji,
                                  zalgo, essay, std::string("baris\nbaris\n\n\nbaris"),
                                  std::string("السلام عليكم ꦲꦏ꧀ꦱꦫ 𝗕𝗮𝗻𝘀𝗼𝘀 中文 \xff")}) {
    Card card = card_of(text, text);
    card.office = text;
    card.source = text;
    card.heading = text;
    card.stamp.word = text;
    const std::string png = drawn(card);
    const Picture picture(png);

    EXPECT_LE(png.size(), largest_card) << shorten_utf8(text, 20);
    EXPECT_EQ(code_in(png), card.address + "\n") << shorten_utf8(text, 20);
    EXPECT_EQ(picture.inked(0, 1030, card_side, card_side), 0) << shorten_utf8(text, 20);
    EXPECT_EQ(picture.inked(1020, 0, card_side, card_side), 0) << shorten_utf8(text, 20);
  }
}

TEST(Card, SetsAShortClaimLargerThanALongOne) {
  // A capital's height: the rows that its strokes reach.
  const auto rows_of = [](const Picture& picture) {
    int first = 0;
    for (int y = 380; y < 800 && first == 0; ++y)
      if (picture.inked(76, y, 1004, y + 1) > 0) first = y;
    int y = first;
    while (y < 800 && picture.inked(76, y, 1004, y + 1) > 0) ++y;
    return y - first;
  };
  const int short_one = rows_of(Picture(drawn(card_of("IIII", ""))));
  const int long_one =
      rows_of(Picture(drawn(card_of("IIII IIII IIII IIII IIII IIII IIII IIII IIII IIII IIII IIII "
                                    "IIII IIII IIII IIII IIII IIII IIII IIII IIII IIII IIII IIII "
                                    "IIII IIII IIII IIII IIII IIII IIII IIII IIII IIII IIII IIII",
                                    ""))));
  EXPECT_GT(short_one, long_one + 20);
}

TEST(Card, IsDrawnOnceHoweverOftenItIsAskedFor) {
  const Paper paper;
  const std::string first = paper.card(card_of()).value();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(paper.card(card_of()).value(), first);
  EXPECT_EQ(paper.drawn(), 1);

  ASSERT_TRUE(paper.card(card_of("Putusannya berubah")).ok());
  EXPECT_EQ(paper.drawn(), 2);
}

TEST(Card, WhatIsKeptStaysWithinItsBytes) {
  const Paper paper({.kept_bytes = 100'000});
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 6; ++i) ASSERT_TRUE(paper.card(card_of(format("Kabar {}", i))).ok());
  EXPECT_EQ(paper.drawn(), 12) << "six cards are more than 100 kB: the oldest had to go";
}

TEST(Card, ManyAtOnceAreDrawnOrToldThatItIsBusy) {
  const Paper paper({.waiting = 1});
  ASSERT_TRUE(paper.ready().ok());
  std::atomic<int> well = 0, busy = 0;
  {
    std::vector<std::jthread> people;
    for (int i = 0; i < 8; ++i) {
      people.emplace_back([&, i] {
        for (int each = 0; each < 3; ++each) {
          const auto card = paper.card(card_of(format("Kabar {} {}", i, each)));
          if (card.ok()) {
            ++well;
          } else {
            EXPECT_STREQ(card.error().message(), "paper.busy");
            ++busy;
          }
        }
      });
    }
  }
  EXPECT_EQ(well + busy, 24);
  EXPECT_GE(well, 1);
  EXPECT_EQ(paper.drawn(), well);
}

TEST(Card, WithoutItsFontsItIsRefusedAndThePackageIsNamed) {
  const Kept nothing("", ".fonts");
  const Paper paper({.fonts_folder = nothing.path() + "/none"});

  const auto card = paper.card(card_of());

  ASSERT_FALSE(card.ok());
  EXPECT_EQ(card.error().refusal(), Refusal::unavailable);
  EXPECT_STREQ(card.error().message(), "paper.font_missing");
  EXPECT_NE(card.error().detail().find("fonts-cabin"), std::string::npos);
  EXPECT_FALSE(paper.ready().ok());
}

TEST(Card, RefusesAnAddressThatNoCodeHolds) {
  for (const std::string& address : {std::string(), std::string(1'001, 'a')}) {
    Card card = card_of();
    card.address = address;
    const auto drawn = the_paper().card(card);
    ASSERT_FALSE(drawn.ok());
    EXPECT_STREQ(drawn.error().message(), "paper.code_too_long");
  }
}

/// Every path of `file` that a template of the pages draws must be one that we draw, too.
TEST(Stamp, HasTheShapesThatThePagesHave) {
  const auto text_of = [](const std::string& path) {
    std::ifstream file(std::string(KENTONGAN_SOURCE_DIR) + path);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const std::string ours = text_of("/src/paper/internal/shapes.cpp");
  const std::string shapes_of_pages = text_of("/src/site/layout/stamp_shape.html");
  int paths = 0;
  for (std::size_t at = shapes_of_pages.find(" d=\""); at != std::string::npos;
       at = shapes_of_pages.find(" d=\"", at + 1)) {
    const std::size_t begin = at + 4;
    const std::string path =
        shapes_of_pages.substr(begin, shapes_of_pages.find('"', begin) - begin);
    EXPECT_NE(ours.find(path), std::string::npos) << path;
    ++paths;
  }
  EXPECT_GE(paths, 13);
}

}  // namespace
}  // namespace kentongan::paper
