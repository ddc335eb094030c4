#include "paper/internal/shapes.hpp"

#include "base/bug.hpp"

#include <qrencode.h>

#include <charconv>
#include <cmath>
#include <memory>
#include <numbers>

namespace kentongan::paper {
namespace {

constexpr std::size_t longest_content = 1'000;  // bytes in a QR code
constexpr int quiet_zone = 4;                   // squares

/// Reads the letters and numbers of a path.
class PathText {
 public:
  explicit PathText(std::string_view text) : text_(text) {}
  [[nodiscard]] bool is_over() {
    skip();
    return text_.empty();
  }
  /// The next letter, or the one before when numbers go on.
  char command(char before) {
    skip();
    const char c = text_.front();
    if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z'))
      return before == 'm' ? 'l' : before == 'M' ? 'L' : before;
    text_.remove_prefix(1);
    return c;
  }
  double number() {
    skip();
    double value = 0;
    const auto [end, problem] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    KENTONGAN_BUG_IF(problem != std::errc());
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return value;
  }

 private:
  void skip() {
    while (!text_.empty() && (text_.front() == ' ' || text_.front() == ',')) text_.remove_prefix(1);
  }
  std::string_view text_;
};

struct Point {
  double x = 0, y = 0;
};

/// From the current point to `to`, on a circle.
/// Source: SVG 1.1, F.6.5 "Conversion from endpoint to center parameterization", for rx = ry.
void arc(cairo_t* pen, Point from, Point to, double radius, bool large, bool sweep) {
  const double half_x = (from.x - to.x) / 2;
  const double half_y = (from.y - to.y) / 2;
  const double half = half_x * half_x + half_y * half_y;
  radius = std::max(radius, std::sqrt(half));
  const double root = std::sqrt(std::max(0.0, radius * radius / half - 1));
  const double sign = large == sweep ? -1 : 1;
  const Point centre{(from.x + to.x) / 2 + sign * root * half_y,
                     (from.y + to.y) / 2 - sign * root * half_x};
  const double begin = std::atan2(from.y - centre.y, from.x - centre.x);
  const double end = std::atan2(to.y - centre.y, to.x - centre.x);
  if (sweep) {
    cairo_arc(pen, centre.x, centre.y, radius, begin, end);
  } else {
    cairo_arc_negative(pen, centre.x, centre.y, radius, begin, end);
  }
}

void circle(cairo_t* pen, double x, double y, double radius) {
  cairo_new_sub_path(pen);
  cairo_arc(pen, x, y, radius, 0, 2 * std::numbers::pi);
}

void stroke(cairo_t* pen, std::string_view path) {
  cairo_new_path(pen);
  trace(pen, path);
  cairo_stroke(pen);
}

void stroke_circle(cairo_t* pen) {
  cairo_new_path(pen);
  circle(pen, 12, 12, 9.5);
  cairo_stroke(pen);
}

}  // namespace

void trace(cairo_t* pen, std::string_view path) {
  PathText text(path);
  Point at, start;
  Point control;  // the second one of the curve before
  char command = 0;
  while (!text.is_over()) {
    command = text.command(command);
    const bool relative = command >= 'a';
    const Point base = relative ? at : Point{};
    const auto point = [&] {
      const double x = text.number();
      const double y = text.number();
      return Point{base.x + x, base.y + y};
    };
    switch (command | 0x20) {
      case 'm':
        start = at = point();
        cairo_move_to(pen, at.x, at.y);
        break;
      case 'l':
        at = point();
        cairo_line_to(pen, at.x, at.y);
        break;
      case 'h':
        at.x = base.x + text.number();
        cairo_line_to(pen, at.x, at.y);
        break;
      case 'v':
        at.y = base.y + text.number();
        cairo_line_to(pen, at.x, at.y);
        break;
      case 'c': {
        const Point first = point();
        control = point();
        at = point();
        cairo_curve_to(pen, first.x, first.y, control.x, control.y, at.x, at.y);
        break;
      }
      case 's': {  // only after a curve: goes on in its direction
        const Point first{2 * at.x - control.x, 2 * at.y - control.y};
        control = point();
        at = point();
        cairo_curve_to(pen, first.x, first.y, control.x, control.y, at.x, at.y);
        break;
      }
      case 'a': {
        const double radius = text.number();
        KENTONGAN_BUG_IF(text.number() != radius);
        text.number();  // a circle has no angle
        const bool large = text.number() != 0;
        const bool sweep = text.number() != 0;
        const Point to = point();
        arc(pen, at, to, radius, large, sweep);
        at = to;
        break;
      }
      case 'z':
        cairo_close_path(pen);
        at = start;
        break;
      default: KENTONGAN_BUG_IF(true);
    }
  }
}

Colour colour_of(Shape shape) {
  switch (shape) {
    case Shape::tick:
    case Shape::half: return colours::leaf;
    case Shape::cross: return colours::alarm;
    case Shape::triangle:
    case Shape::overlap: return colours::teak;
    case Shape::mask:
    case Shape::bubble:
    case Shape::question: return colours::soft;
  }
  __builtin_unreachable();
}

// The paths are those of site/layout/stamp_shape.html; a test holds the two together.
void draw_shape(cairo_t* pen, Shape shape, double left, double top, double side) {
  cairo_save(pen);
  cairo_translate(pen, left, top);
  cairo_scale(pen, side / 24, side / 24);
  use(pen, colour_of(shape));
  cairo_set_line_width(pen, 2.2);
  cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(pen, CAIRO_LINE_CAP_ROUND);
  switch (shape) {
    case Shape::tick:
      stroke_circle(pen);
      stroke(pen, "m7.3 12.4 3.4 3.4 6.2-7.2");
      break;
    case Shape::cross:
      stroke(pen, "M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8z");
      stroke(pen, "m8.5 8.5 7 7m0-7-7 7");
      break;
    case Shape::triangle:
      stroke(pen, "M12 2.8 22 20.7H2z");
      stroke(pen, "M12 9.5v5M12 17.7v.1");
      break;
    case Shape::overlap:
      stroke(pen, "M16 4.5V2.8H2.8V16h1.7");
      stroke(pen, "M8 8h13.2v13.2H8zM11.5 17.7l6.2-6.2");
      break;
    case Shape::half:
      stroke_circle(pen);
      cairo_new_path(pen);
      trace(pen, "M12 2.5a9.5 9.5 0 0 0 0 19z");
      cairo_fill(pen);
      break;
    case Shape::mask:
      stroke(pen,
             "M3.5 3.8c5.5 1.7 11.5 1.7 17 0V12c0 5.5-4 8.5-8.5 9.7C7.5 20.5 3.5 17.5 3.5 12z");
      stroke(pen, "M7.5 9h2.2M14.3 9h2.2M8 13.8c2.3 2.7 5.7 2.7 8 0");
      break;
    case Shape::bubble:
      stroke(pen, "M2.8 3.5h18.4v13H11l-5 4.7v-4.7H2.8z");
      stroke(pen, "M7.5 8.2h9M7.5 12h5.5");
      break;
    case Shape::question: {
      const double dashes[] = {3.2, 2.77};
      cairo_set_dash(pen, dashes, 2, 0);
      stroke_circle(pen);
      cairo_set_dash(pen, nullptr, 0, 0);
      stroke(pen, "M9.5 9.7a2.5 2.5 0 1 1 3.7 2.2c-.8.4-1.2 1-1.2 1.9M12 17v.1");
      break;
    }
  }
  cairo_restore(pen);
}

// The paths are those of site/layout/logo.html.
void draw_drum(cairo_t* pen, double left, double top, double side, Colour ground) {
  cairo_save(pen);
  cairo_translate(pen, left, top);
  cairo_scale(pen, side / 40, side / 40);
  use(pen, colours::teak);
  cairo_set_line_width(pen, 2);
  stroke(pen, "M17 6.5V5a3 3 0 0 1 6 0v1.5");
  trace(pen,
        "M16.2 6h7.6c1 0 1.4.9 1.2 1.9-.2 1.2.3 2 1.2 2.9 1.8 1.8 2.8 4.4 2.8 8.2v9c0 6-3.5 10-9 "
        "10s-9-4-9-10v-9c0-3.8 1-6.4 2.8-8.2.9-.9 1.4-1.7 1.2-2.9-.2-1 .2-1.9 1.2-1.9z");
  cairo_fill(pen);
  use(pen, ground);
  trace(pen, "M18.25 15.75a1.75 1.75 0 0 1 3.5 0v14.5a1.75 1.75 0 0 1-3.5 0z");
  cairo_fill(pen);
  use(pen, colours::leaf);
  cairo_set_line_width(pen, 2.2);
  cairo_set_line_cap(pen, CAIRO_LINE_CAP_ROUND);
  stroke(pen,
         "M7 17.5c-1.7 3.6-1.7 7.4 0 11M33 17.5c1.7 3.6 1.7 7.4 0 11M2.5 15c-2 5.3-2 10.7 0 "
         "16M37.5 15c2 5.3 2 10.7 0 16");
  cairo_restore(pen);
}

Result<Squares> Squares::of(std::string_view content) {
  if (content.empty() || content.size() > longest_content)
    return Error(Refusal::invalid, "paper.code_too_long");
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
      QRcode_encodeData(static_cast<int>(content.size()),
                        reinterpret_cast<const unsigned char*>(content.data()), 0, QR_ECLEVEL_M),
      QRcode_free);
  if (!code) return Error(Refusal::invalid, "paper.code_too_long");
  Squares squares;
  squares.side_ = code->width;
  const std::size_t count =
      static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  for (std::size_t i = 0; i < count; ++i) squares.dark_.push_back((code->data[i] & 1U) != 0);
  return squares;
}

void Squares::draw(cairo_t* pen, double left, double top, double width) const {
  cairo_save(pen);
  use(pen, colours::slip);
  cairo_rectangle(pen, left, top, width, width);
  cairo_fill(pen);
  cairo_set_antialias(pen, CAIRO_ANTIALIAS_NONE);
  cairo_translate(pen, left, top);
  const double square = width / (side_ + 2 * quiet_zone);
  cairo_scale(pen, square, square);
  use(pen, colours::ink);
  for (int row = 0; row < side_; ++row) {
    for (int column = 0; column < side_; ++column) {
      if (!is_dark(row, column)) continue;
      int end = column;  // neighbours in one piece: no seams, a smaller file
      while (end < side_ && is_dark(row, end)) ++end;
      cairo_rectangle(pen, column + quiet_zone, row + quiet_zone, end - column, 1);
      column = end;
    }
  }
  cairo_fill(pen);
  cairo_restore(pen);
}

}  // namespace kentongan::paper
