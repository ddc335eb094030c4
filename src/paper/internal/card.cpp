// A fact check as a picture: letterhead, stamp, what circulates in large type, what is so, and
// where to read on. The large type takes what room there is.
#include "paper/internal/card.hpp"

#include "paper/internal/shapes.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <numbers>

namespace kentongan::paper {
namespace {

constexpr double side = card_side;
constexpr double left = 76;
constexpr double right = side - 76;
constexpr double column = right - left;
constexpr double stamp_top = 196;
constexpr double foot_top = 838;  // the hairline above source and code
constexpr double code_side = 214;
constexpr std::size_t longest_set = 700;  // characters that are looked at; more never fit

constexpr double largest_claim = 78;
constexpr double smallest_claim = 38;
constexpr double claim_step = 2;
constexpr double answer_gap = 26;

cairo_status_t keep(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void rule(cairo_t* pen, double top, double height, Colour colour, double to = right) {
  use(pen, colour);
  cairo_rectangle(pen, left, top, to - left, height);
  cairo_fill(pen);
}

void rounded(cairo_t* pen, double width, double height, const std::array<double, 4>& corners,
             double grow) {
  const double quarter = std::numbers::pi / 2;
  const auto corner = [&](double x, double y, double radius, double angle) {
    if (radius > 0) {
      cairo_arc(pen, x, y, radius, angle, angle + quarter);
    } else {
      cairo_line_to(pen, x, y);
    }
  };
  const auto [upper_left, upper_right, lower_right, lower_left] = corners;
  const auto more = [grow](double radius) { return radius > 0 ? radius + grow : 0.0; };
  const double a = more(upper_left), b = more(upper_right), c = more(lower_right),
               d = more(lower_left);
  cairo_new_path(pen);
  corner(-grow + a, -grow + a, a, 2 * quarter);
  corner(width + grow - b, -grow + b, b, 3 * quarter);
  corner(width + grow - c, height + grow - c, c, 0);
  corner(-grow + d, height + grow - d, d, quarter);
  cairo_close_path(pen);
}

/// The frame of a stamp says the verdict once more: no two look alike without their words.
void frame(cairo_t* pen, Shape shape, double width, double height, double grow) {
  const double round = height / 2;
  switch (shape) {
    case Shape::tick: return rounded(pen, width, height, {round, round, round, round}, grow);
    case Shape::half: return rounded(pen, width, height, {round, 14, 14, round}, grow);
    case Shape::bubble: return rounded(pen, width, height, {40, 40, 40, 0}, grow);
    case Shape::mask: return rounded(pen, width, height, {14, 14, round, round}, grow);
    case Shape::overlap: return rounded(pen, width, height, {0, 0, 0, 0}, grow);
    case Shape::triangle:
    case Shape::question: return rounded(pen, width, height, {14, 14, 14, 14}, grow);
    case Shape::cross: {
      const double cut = 30 + grow * 0.4;  // an octagon, as its sign
      cairo_new_path(pen);
      cairo_move_to(pen, cut - grow, -grow);
      cairo_line_to(pen, width + grow - cut, -grow);
      cairo_line_to(pen, width + grow, cut - grow);
      cairo_line_to(pen, width + grow, height + grow - cut);
      cairo_line_to(pen, width + grow - cut, height + grow);
      cairo_line_to(pen, cut - grow, height + grow);
      cairo_line_to(pen, -grow, height + grow - cut);
      cairo_line_to(pen, -grow, cut - grow);
      cairo_close_path(pen);
      return;
    }
  }
  __builtin_unreachable();
}

/// Slightly turned, as a hand sets it. Returns where it ends below.
double draw_stamp(cairo_t* pen, const Fonts& fonts, const Stamp& stamp) {
  Style style{.size = 66, .weight = Weight::bold, .ink = colour_of(stamp.shape), .leading = 1.1};
  constexpr double widest = column - 200;
  double size = style.size;
  const auto set = [&](int lines) {
    style.size = size;
    style.spacing = size * 0.05;
    return Words(fonts, stamp.word, style, widest, lines);
  };
  Words word = set(1);
  while (word.is_cut() && size > 34) {
    size -= 4;
    word = set(1);
  }
  const double height = 116;
  const double sign = 76;
  const double width = 30 + sign + 22 + word.width() + 36;
  cairo_save(pen);
  cairo_translate(pen, left + 14, stamp_top + 14 + width * 0.0192);
  cairo_rotate(pen, -2.2 * std::numbers::pi / 180);
  use(pen, style.ink);
  cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND);
  if (stamp.shape == Shape::question) {
    const double dashes[] = {22, 13};
    cairo_set_dash(pen, dashes, 2, 0);
  }
  cairo_set_line_width(pen, 7);
  frame(pen, stamp.shape, width, height, 0);
  cairo_stroke(pen);
  const bool is_double = stamp.shape == Shape::overlap;
  cairo_set_line_width(pen, is_double ? 7 : 2.5);
  frame(pen, stamp.shape, width, height, is_double ? 14 : 11);
  cairo_stroke(pen);
  cairo_set_dash(pen, nullptr, 0, 0);
  draw_shape(pen, stamp.shape, 30, (height - sign) / 2, sign);
  word.draw(pen, 30 + sign + 22, (height - word.height()) / 2);
  cairo_restore(pen);
  return stamp_top + height + 40 + width * 0.0192;
}

struct Said {
  Words claim;
  Words answer;
  double height;
};

Words set_answer(const Fonts& fonts, const Card& card, double size, int lines) {
  return Words(fonts, shorten_utf8(card.answer, longest_set),
               {.size = size, .ink = colours::ink, .leading = 1.34}, column - 26, lines);
}

/// The largest claim that leaves its answer whole; when nothing fits, both are cut.
Said fit(const Fonts& fonts, const Card& card, double room) {
  const std::string text = shorten_utf8(card.claim, longest_set);
  const bool has_answer = !trim(card.answer).empty();
  const auto set_claim = [&](double size, int lines) {
    return Words(fonts, text,
                 {.size = size, .weight = Weight::bold, .leading = 1.14, .spacing = -size * 0.008},
                 column, lines);
  };
  const auto together = [&](Words claim, Words answer) {
    const double height = claim.height() + (has_answer ? answer_gap + answer.height() : 0);
    return Said{std::move(claim), std::move(answer), height};
  };
  for (const double answer_size : {36.0, 33.0, 30.0}) {
    const Words answer = set_answer(fonts, card, answer_size, 6);
    if (answer.is_cut()) continue;
    for (double size = largest_claim; size >= smallest_claim; size -= claim_step) {
      Said said = together(set_claim(size, 0), answer);
      const bool may_break = size <= 48;
      if (said.height <= room && (may_break || !said.claim.breaks_a_word())) return said;
    }
  }
  const Words answer = set_answer(fonts, card, 30, 4);
  const double left_over = room - (has_answer ? answer_gap + answer.height() : 0);
  const int lines = std::max(2, static_cast<int>(left_over / (smallest_claim * 1.14)));
  return together(set_claim(smallest_claim, lines), answer);
}

void draw_letterhead(cairo_t* pen, const Fonts& fonts, const Card& card) {
  draw_drum(pen, left - 4, 48, 70, colours::paper);
  const Words heading(fonts, card.heading,
                      {.size = 25, .ink = colours::soft, .leading = 1.25, .side = Side::right}, 320,
                      2);
  const double office_width = column - 90 - heading.width() - 30;
  const Words office(fonts, card.office, {.size = 29, .weight = Weight::bold, .leading = 1.16},
                     office_width, 2);
  office.draw(pen, left + 84, 84 - office.height() / 2);
  heading.draw(pen, right - 320, 84 - heading.height() / 2);
  rule(pen, 138, 7, colours::teak);
  rule(pen, 149, 2, colours::teak);
}

void draw_foot(cairo_t* pen, const Fonts& fonts, const Card& card, const Squares& code) {
  rule(pen, foot_top, 2, colours::line);
  const double top = foot_top + 22;
  code.draw(pen, right - code_side, top, code_side);
  const double width = column - code_side - 36;
  std::string address = card.short_address;
  if (address.empty()) {
    address = card.address;
    const std::size_t scheme = address.find("://");
    if (scheme != std::string::npos) address.erase(0, scheme + 3);
  }
  const std::string scan = say(card.language, "paper.card.scan");
  const Words source(fonts, card.source, {.size = 26, .ink = colours::soft, .leading = 1.3}, width,
                     2);
  const Words call(fonts, scan, {.size = 26, .ink = colours::ink, .leading = 1.3}, width, 2);
  const Words place(fonts, address,
                    {.size = 28, .weight = Weight::bold, .ink = colours::leaf, .leading = 1.25},
                    width, 2);
  source.draw(pen, left, top);
  const double bottom = top + code_side;
  place.draw(pen, left, bottom - place.height());
  call.draw(pen, left, bottom - place.height() - call.height() - 2);
}

/// Fewer shades: a picture of many small pictures would be too large to be sent.
void coarsen(cairo_surface_t* surface, std::uint32_t mask) {
  cairo_surface_flush(surface);
  unsigned char* const data = cairo_image_surface_get_data(surface);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  for (std::size_t row = 0; row < card_side; ++row) {
    auto* const pixels = reinterpret_cast<std::uint32_t*>(data + row * stride);
    for (std::size_t i = 0; i < card_side; ++i)
      pixels[i] = (pixels[i] & mask) | (~mask & 0x101010U);
  }
  cairo_surface_mark_dirty(surface);
}

std::string encoded(cairo_surface_t* surface) {
  std::string png;
  KENTONGAN_BUG_IF(cairo_surface_write_to_png_stream(surface, keep, &png) != CAIRO_STATUS_SUCCESS);
  return png;
}

}  // namespace

Result<std::string> draw_card(const Fonts& fonts, const Card& card) {
  const Squares code = TRY(Squares::of(card.address));
  const Owned<cairo_surface_t> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, card_side, card_side));
  {
    const Owned<cairo_t> pen(cairo_create(surface.get()));
    use(pen.get(), colours::paper);
    cairo_paint(pen.get());
    draw_letterhead(pen.get(), fonts, card);
    const double top = draw_stamp(pen.get(), fonts, card.stamp);
    const double room = foot_top - 24 - top;
    const Said said = fit(fonts, card, room);
    said.claim.draw(pen.get(), left, top);
    if (!trim(card.answer).empty()) {
      const double answer_top = top + said.claim.height() + answer_gap;
      use(pen.get(), colours::leaf);
      cairo_rectangle(pen.get(), left, answer_top + 4, 6, said.answer.height() - 8);
      cairo_fill(pen.get());
      said.answer.draw(pen.get(), left + 26, answer_top);
    }
    draw_foot(pen.get(), fonts, card, code);
    KENTONGAN_BUG_IF(cairo_status(pen.get()) != CAIRO_STATUS_SUCCESS);
  }
  std::string png = encoded(surface.get());
  for (const std::uint32_t mask : {0xF0F0F0U, 0xE0E0E0U, 0xC0C0C0U}) {
    if (png.size() <= largest_card) break;
    coarsen(surface.get(), mask);
    png = encoded(surface.get());
  }
  return png;
}

}  // namespace kentongan::paper
