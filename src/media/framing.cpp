#include "media/framing.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace kentongan::media {
namespace {

/// Grey steps that compression may put into a line of one colour.
constexpr int even = 12;
/// The share of a line that must be of one colour: a bar may carry a speck.
constexpr double nearly_all = 0.985;

/// Whether a line of pixels, `step` apart, is of the colour `wanted`.
bool is_even(const std::uint8_t* pixel, int count, int step, int wanted) {
  int inside = 0;
  for (int index = 0; index < count; ++index, pixel += step) {
    inside += std::abs(*pixel - wanted) <= even ? 1 : 0;
  }
  return inside >= static_cast<int>(nearly_all * count);
}

int middle_of(const std::uint8_t* pixel, int count, int step) {
  std::vector<std::uint8_t> line;
  line.reserve(static_cast<std::size_t>(count));
  for (int index = 0; index < count; ++index, pixel += step) line.push_back(*pixel);
  std::nth_element(line.begin(), line.begin() + count / 2, line.end());
  return line[static_cast<std::size_t>(count / 2)];
}

/// How many lines from `first` on, in steps of `forward`, have the colour of the first one.
int even_lines(const Luminance& picture, bool rows, bool from_end) {
  const int lines = rows ? picture.height : picture.width;
  const int length = rows ? picture.width : picture.height;
  const int step = rows ? 1 : picture.width;
  const auto line = [&](int index) {
    const int at = from_end ? lines - 1 - index : index;
    return rows ? picture.row(at) : picture.row(0) + at;
  };
  const int colour = middle_of(line(0), length, step);
  int count = 0;
  while (count < lines && is_even(line(count), length, step, colour)) ++count;
  return count;
}

void add(std::vector<Window>& windows, const Window& window) {
  if (window.right - window.left < 0.4 || window.bottom - window.top < 0.4) return;
  if (std::find(windows.begin(), windows.end(), window) == windows.end()) {
    windows.push_back(window);
  }
}

}  // namespace

Window trim_borders(const Luminance& picture) {
  const double width = picture.width;
  const double height = picture.height;
  const Window trimmed{.left = even_lines(picture, false, false) / width,
                       .top = even_lines(picture, true, false) / height,
                       .right = 1 - even_lines(picture, false, true) / width,
                       .bottom = 1 - even_lines(picture, true, true) / height};
  const bool enough = trimmed.right - trimmed.left >= 0.25 && trimmed.bottom - trimmed.top >= 0.25;
  return enough ? trimmed : Window{};
}

Edges find_edges(const Luminance& picture) {
  constexpr int step = 10;             // grey steps that count as a change
  constexpr double whole_width = 0.6;  // of the columns, changing the same way
  constexpr std::size_t most = 2;
  struct Found {
    double share;
    int row;
  };
  std::vector<Found> found;
  for (int y = 1; y + 1 < picture.height; ++y) {
    const std::uint8_t* above = picture.row(y - 1);
    const std::uint8_t* below = picture.row(y + 1);
    int brighter = 0;
    int darker = 0;
    for (int x = 0; x < picture.width; ++x) {
      const int change = below[x] - above[x];
      brighter += change > step ? 1 : 0;
      darker += change < -step ? 1 : 0;
    }
    const double share = static_cast<double>(std::max(brighter, darker)) / picture.width;
    if (share >= whole_width) found.push_back({.share = share, .row = y});
  }
  std::sort(found.begin(), found.end(), [](const Found& left, const Found& right) {
    return left.share != right.share ? left.share > right.share : left.row < right.row;
  });
  Edges edges;
  for (const Found& one : found) {
    // The change lies between the rows y - 1 and y + 1; the row itself may belong to either.
    const double at = (one.row + 0.5) / picture.height;
    const bool upper = at < 0.34;
    if (!upper && at < 0.66) continue;
    auto& list = upper ? edges.upper : edges.lower;
    const bool near = std::any_of(list.begin(), list.end(),
                                  [&](double other) { return std::abs(other - at) < 0.01; });
    if (!near && list.size() < most) list.push_back(at);
  }
  return edges;
}

Window centre_after_cut(const Window& cut) {
  const double width = cut.right - cut.left;
  const double height = cut.bottom - cut.top;
  return {.left = (centre_margin - cut.left) / width,
          .top = (centre_margin - cut.top) / height,
          .right = (1 - centre_margin - cut.left) / width,
          .bottom = (1 - centre_margin - cut.top) / height};
}

Framing frame(const Luminance& picture) {
  Framing framing;
  const Window trimmed = trim_borders(picture);
  const Edges edges = find_edges(picture);
  add(framing.whole, {});
  add(framing.whole, trimmed);
  add(framing.parts, centre_after_cut({}));
  framing.parts.push_back({.bottom = part_height});
  framing.parts.push_back({.top = 1 - part_height});
  if (!edges.upper.empty()) add(framing.parts, {.top = edges.upper.front()});

  // Bars that were added: the picture without what lies above or below an edge.
  std::vector<double> tops{trimmed.top};
  std::vector<double> bottoms{trimmed.bottom};
  tops.insert(tops.end(), edges.upper.begin(), edges.upper.end());
  bottoms.insert(bottoms.end(), edges.lower.begin(), edges.lower.end());
  for (const double top : tops) {
    for (const double bottom : bottoms) {
      add(framing.probes, {.top = top, .bottom = bottom});
    }
  }
  // Cuts: each side by itself, two facing sides, all four.
  for (const double cut : {0.02, 0.04, 0.06, 0.08}) {
    add(framing.probes, centre_after_cut({cut, cut, 1 - cut, 1 - cut}));
  }
  for (const double cut : {0.04, 0.08}) {
    add(framing.probes, centre_after_cut({.left = cut}));
    add(framing.probes, centre_after_cut({.top = cut}));
    add(framing.probes, centre_after_cut({.right = 1 - cut}));
    add(framing.probes, centre_after_cut({.bottom = 1 - cut}));
    add(framing.probes, centre_after_cut({.top = cut, .bottom = 1 - cut}));
    add(framing.probes, centre_after_cut({.left = cut, .right = 1 - cut}));
  }
  return framing;
}

}  // namespace kentongan::media
