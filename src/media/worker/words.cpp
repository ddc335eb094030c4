#include "media/worker/words.hpp"

#include "base/text.hpp"

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>

namespace kentongan::media {
namespace {

/// Tesseract asks by a plain function: this child reads one picture, then it is gone.
const Languages* at_hand = nullptr;

/// `path` ends in `ind.traineddata`.
bool hand_over(const char* path, std::vector<char>* bytes) {
  const std::string_view whole(path);
  const std::size_t slash = whole.rfind('/');
  std::string name(slash == std::string_view::npos ? whole : whole.substr(slash + 1));
  name.resize(std::min(name.find('.'), name.size()));
  const auto found = at_hand->files().find(name);
  if (found == at_hand->files().end()) return false;
  *bytes = found->second;
  return true;
}

Luminance scale(const Luminance& picture, double factor) {
  Luminance scaled;
  scaled.width = std::max(1, static_cast<int>(picture.width * factor));
  scaled.height = std::max(1, static_cast<int>(picture.height * factor));
  scaled.pixels.reserve(static_cast<std::size_t>(scaled.width) *
                        static_cast<std::size_t>(scaled.height));
  // Each pixel is the average of its surroundings in the old picture (at least two by two).
  const double reach = std::max(0.5, 0.5 / factor);
  const auto range = [&](int at, int most) {
    const double centre = (at + 0.5) / factor;
    const int first = std::clamp(static_cast<int>(centre - reach), 0, most - 1);
    const int last = std::clamp(static_cast<int>(centre + reach - 1e-9), first, most - 1);
    return std::pair(first, last);
  };
  std::vector<std::pair<int, int>> columns;
  for (int x = 0; x < scaled.width; ++x) columns.push_back(range(x, picture.width));
  for (int y = 0; y < scaled.height; ++y) {
    const auto [top, bottom] = range(y, picture.height);
    for (const auto& [left, right] : columns) {
      int sum = 0;
      for (int from_y = top; from_y <= bottom; ++from_y) {
        const std::uint8_t* row = picture.row(from_y);
        for (int from_x = left; from_x <= right; ++from_x) sum += row[from_x];
      }
      const int area = (right - left + 1) * (bottom - top + 1);
      scaled.pixels.push_back(static_cast<std::uint8_t>((sum + area / 2) / area));
    }
  }
  return scaled;
}

/// What the ground is in each block: the median of it and half of each neighbour. Letters cover
/// less than half of a block, whatever their colour.
class Ground {
 public:
  static constexpr int block = 32;

  explicit Ground(const Luminance& picture) : across_((picture.width + block - 1) / block) {
    for (int top = 0; top < picture.height; top += block) {
      for (int left = 0; left < picture.width; left += block) {
        medians_.push_back(median(picture, left, top));
      }
    }
  }
  [[nodiscard]] int at(int x, int y) const {
    return medians_[static_cast<std::size_t>(y / block * across_ + x / block)];
  }

 private:
  static int median(const Luminance& picture, int left, int top) {
    std::array<int, 256> counts{};
    int all = 0;
    for (int y = std::max(0, top - block / 2);
         y < std::min(picture.height, top + block + block / 2); ++y) {
      for (int x = std::max(0, left - block / 2);
           x < std::min(picture.width, left + block + block / 2); ++x, ++all) {
        ++counts[picture.row(y)[x]];
      }
    }
    int below = 0;
    for (int value = 0; value < 256; ++value) {
      below += counts[static_cast<std::size_t>(value)];
      if (below * 2 >= all) return value;
    }
    return 255;
  }

  int across_;
  std::vector<int> medians_;
};

/// Tesseract's answer as we keep it: no blank lines, nothing malformed, not endless.
std::string tidy(const char* raw) {
  std::string text;
  const std::string clean = clean_utf8(raw);
  for (const std::string_view line : split(std::string_view(clean), '\n')) {
    const std::string_view words = trim(line);
    if (words.empty()) continue;
    if (text.size() + words.size() + 1 > longest_text) break;
    text += words;
    text += '\n';
  }
  return text;
}

}  // namespace

Languages Languages::load(const std::string& folder, const std::string& names) {
  Languages languages;
  for (const std::string_view name : split(std::string_view(names), '+')) {
    std::ifstream file(folder + "/" + std::string(name) + ".traineddata", std::ios::binary);
    if (!file) continue;
    languages.files_.emplace(name, std::vector<char>(std::istreambuf_iterator<char>(file), {}));
    languages.names_ += (languages.names_.empty() ? "" : "+") + std::string(name);
  }
  return languages;
}

Luminance as_print(const Luminance& picture) {
  // Phones draw letters 30 to 45 pixels high on 1080; tesseract's model knows 30 best, and time
  // grows with the area. Small pictures are drawn larger.
  constexpr double wanted_width = 810;
  constexpr int widest_screen = 1600;  // wider ones are photos or many columns
  constexpr double most_print = 4e6;   // pixels: three seconds of reading
  double factor = 1;
  if (picture.width < 640) {
    factor = std::min(3.0, 960.0 / picture.width);
  } else if (picture.width <= widest_screen) {
    factor = std::min(1.0, wanted_width / picture.width);
  }
  const double pixels = static_cast<double>(picture.width) * picture.height;
  factor = std::min(factor, std::sqrt(most_print / pixels));
  Luminance print = factor == 1 ? picture : scale(picture, factor);
  const Ground ground(print);
  std::uint8_t* pixel = print.pixels.data();
  for (int y = 0; y < print.height; ++y) {
    for (int x = 0; x < print.width; ++x, ++pixel) {
      const int far = std::abs(*pixel - ground.at(x, y));
      *pixel = static_cast<std::uint8_t>(255 - std::min(255, 2 * far));
    }
  }
  return print;
}

ReadWords read_words(const Luminance& picture, const Languages& languages,
                     std::chrono::steady_clock::time_point until) {
  const auto left = [&] {
    return std::chrono::duration_cast<std::chrono::milliseconds>(until -
                                                                 std::chrono::steady_clock::now())
        .count();
  };
  if (languages.empty() || left() <= 0) return {};
  at_hand = &languages;
  tesseract::TessBaseAPI reader;
  if (reader.Init("", 0, languages.names().c_str(), tesseract::OEM_LSTM_ONLY, nullptr, 0, nullptr,
                  nullptr, false, hand_over) != 0) {
    return {};
  }
  const Luminance print = as_print(picture);
  reader.SetPageSegMode(tesseract::PSM_AUTO);
  reader.SetVariable("tessedit_do_invert", "0");  // as_print did
  reader.SetImage(print.pixels.data(), print.width, print.height, 1, print.width);
  reader.SetSourceResolution(200);
  tesseract::ETEXT_DESC watch;
  if (left() <= 0) return {};
  watch.set_deadline_msecs(static_cast<std::int32_t>(left()));
  const bool whole = reader.Recognize(&watch) == 0 && left() > 0;
  const std::unique_ptr<char[]> raw(reader.GetUTF8Text());
  return {.text = raw ? tidy(raw.get()) : std::string(),
          .state = whole ? TextState::whole : TextState::cut};
}

}  // namespace kentongan::media
