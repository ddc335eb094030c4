// Text that has been set: lines of letters with their places, ready to be drawn.
#pragma once

#include "paper/internal/fonts.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::paper {

struct Colour {
  double red, green, blue;  ///< 0 … 1
};
constexpr Colour colour(std::uint32_t rgb) {
  return {static_cast<double>(rgb >> 16U & 0xFFU) / 255.0,
          static_cast<double>(rgb >> 8U & 0xFFU) / 255.0, static_cast<double>(rgb & 0xFFU) / 255.0};
}
/// The same as on the pages (site/assets/kentongan.css, values).
namespace colours {
inline constexpr Colour paper = colour(0xfbf6ec);
inline constexpr Colour slip = colour(0xfffdf8);
inline constexpr Colour wash = colour(0xf3ead8);
inline constexpr Colour ink = colour(0x2a1d13);
inline constexpr Colour soft = colour(0x675443);
inline constexpr Colour line = colour(0xdccfb6);
inline constexpr Colour edge = colour(0x8c765a);
inline constexpr Colour teak = colour(0x6b3e1c);
inline constexpr Colour drum = colour(0x43260f);
inline constexpr Colour leaf = colour(0x2c6638);
inline constexpr Colour alarm = colour(0xad1f17);
}  // namespace colours
void use(cairo_t* pen, Colour colour);

enum class Weight { regular = 400, semibold = 600, bold = 700 };
enum class Side { left, centre, right };

/// Units are those of the surface: pixels on a card, points on a sheet.
struct Style {
  double size = 11;
  Weight weight = Weight::regular;
  Colour ink = colours::ink;
  double leading = 1.42;  ///< from line to line, in sizes
  double spacing = 0;     ///< between letters
  bool italic = false;
  Side side = Side::left;
};

/// Plain text as it may be set: repaired, without control characters, without marks that turn the
/// direction of writing, and with at most three marks over one letter.
[[nodiscard]] std::string printable(std::string_view text);

/// Lines are broken between words, and inside one only where it is wider than a line; no hyphen is
/// ever put in: a hyphen in an address or a number would be read as part of it.
class Words {
 public:
  /// `text` is made printable first. `most_lines` above 0: the last line ends in `…` when more
  /// would follow (paragraphs of their own then run on).
  Words(const Fonts& fonts, std::string_view text, const Style& style, double width,
        int most_lines = 0);

  [[nodiscard]] std::size_t size() const { return lines_.size(); }
  [[nodiscard]] double height(std::size_t line) const { return lines_[line].height; }
  [[nodiscard]] double height() const;
  /// The widest line.
  [[nodiscard]] double width() const;
  /// Whether a word had to be broken, as a long number or address.
  [[nodiscard]] bool breaks_a_word() const;
  /// Whether it ends in `…` for want of room.
  [[nodiscard]] bool is_cut() const;

  void draw(cairo_t* pen, double left, double top) const;
  void draw(cairo_t* pen, std::size_t line, double left, double top) const;

 private:
  struct Line {
    PangoLayoutLine* letters;  ///< lives as long as layout_
    double left;               ///< from the left edge, units of the surface
    double baseline;           ///< from the top of the line
    double width;
    double height;
  };

  // set at construction
  Style style_;
  double width_;
  std::shared_ptr<PangoLayout> layout_;
  std::vector<Line> lines_;
};

}  // namespace kentongan::paper
