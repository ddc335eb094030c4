#include "media/worker/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace kentongan::media {
namespace {

using namespace std::chrono_literals;

const char* const debian_languages = "/usr/share/tesseract-ocr/5/tessdata";

/// A page of one shade on which words of T, E, L, I, H and F are written with straight strokes.
class Page {
 public:
  Page(int width, int height, std::uint8_t ground) {
    picture_ = {.width = width, .height = height, .pixels = {}};
    picture_.pixels.assign(static_cast<std::size_t>(width * height), ground);
  }
  Page& shade(int left, int top, int right, int bottom, std::uint8_t grey) {
    for (int y = top; y < bottom; ++y) {
      for (int x = left; x < right; ++x) {
        picture_.pixels[static_cast<std::size_t>(y * picture_.width + x)] = grey;
      }
    }
    return *this;
  }
  Page& write(std::string_view word, int left, int top, std::uint8_t ink) {
    for (const char letter : word) {
      const bool upright = letter == 'E' || letter == 'L' || letter == 'H' || letter == 'F';
      if (upright) shade(left, top, left + 7, top + 46, ink);
      if (letter == 'T' || letter == 'I') shade(left + 12, top, left + 19, top + 46, ink);
      if (letter == 'H') shade(left + 24, top, left + 31, top + 46, ink);
      if (letter == 'T' || letter == 'E' || letter == 'F') {
        shade(left, top, left + 31, top + 7, ink);
      }
      if (letter == 'E' || letter == 'H' || letter == 'F') {
        shade(left, top + 19, left + 29, top + 26, ink);
      }
      if (letter == 'E' || letter == 'L') shade(left, top + 39, left + 31, top + 46, ink);
      left += 40;
    }
    return *this;
  }
  [[nodiscard]] const Luminance& picture() const { return picture_; }

 private:
  Luminance picture_;
};

Page chat(std::uint8_t ground, std::uint8_t bubble, std::uint8_t ink) {
  Page page(800, 500, ground);
  page.shade(60, 80, 700, 330, bubble);
  page.write("TELITI", 100, 110, ink).write("HITLEH", 400, 110, ink);
  page.write("LEFT", 100, 240, ink).write("HILL", 320, 240, ink);
  return page;
}

TEST(Words, DarkModeBecomesTheSamePrintAsLightMode) {
  const Luminance light = as_print(chat(230, 255, 20).picture());
  const Luminance dark = as_print(chat(20, 40, 235).picture());

  ASSERT_EQ(light.pixels.size(), dark.pixels.size());
  int different = 0;
  for (std::size_t at = 0; at < light.pixels.size(); ++at) {
    different += (light.pixels[at] < 128) != (dark.pixels[at] < 128) ? 1 : 0;
  }
  EXPECT_LT(different, static_cast<int>(light.pixels.size() / 500));
  EXPECT_EQ(light.pixels.front(), 255);
}

TEST(Words, SmallPicturesAreDrawnLargerAndWideScreenshotsSmaller) {
  EXPECT_EQ(as_print(Page(320, 100, 9).picture()).width, 960);
  EXPECT_EQ(as_print(Page(1080, 100, 9).picture()).width, 810);
  EXPECT_EQ(as_print(Page(2000, 100, 9).picture()).width, 2000);
  EXPECT_EQ(as_print(Page(1, 1, 9).picture()).width, 3);
}

TEST(Words, AreReadInLightAndInDarkMode) {
  const Languages languages = Languages::load(debian_languages, "ind+eng");
  if (languages.empty()) GTEST_SKIP() << "tesseract-ocr-ind is not installed";

  for (const Page& page : {chat(230, 255, 20), chat(20, 40, 235)}) {
    const ReadWords read =
        read_words(page.picture(), languages, std::chrono::steady_clock::now() + 5min);
    EXPECT_EQ(read.state, TextState::whole);
    EXPECT_NE(read.text.find("TELITI"), std::string::npos) << read.text;
    EXPECT_NE(read.text.find("HILL"), std::string::npos) << read.text;
  }
}

TEST(Words, NoTimeLeftIsACutTextAndNoWait) {
  const Languages languages = Languages::load(debian_languages, "ind");

  const ReadWords read =
      read_words(chat(230, 255, 20).picture(), languages, std::chrono::steady_clock::now() - 1s);

  EXPECT_EQ(read.state, TextState::cut);
  EXPECT_EQ(read.text, "");
}

TEST(Words, ALanguageThatIsNotInstalledIsLeftOut) {
  EXPECT_TRUE(Languages::load("/nonexistent", "ind+eng").empty());
  EXPECT_TRUE(Languages::load(debian_languages, "../../../etc/passwd+xx").empty());
}

}  // namespace
}  // namespace kentongan::media
