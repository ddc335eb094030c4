// A fact check as a picture: letterhead, stamp, what circulates in large type, what is so, and
// where to read on. The large type takes what room there is.
#include "paper/internal/card.hpp"

#include "paper/internal/png.hpp"
#include "paper/internal/shapes.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

namespace kentongan::paper {
namespace {

constexpr double side = card_side;
constexpr double left = 76;
constexpr double right = side - 76;
constexpr double column = right - left;
constexpr double stamp_top = 182;
constexpr double foot_top = 800;  // the hairline above source and code
constexpr double code_side = 192;
constexpr std::size_t longest_line = 200;
constexpr std::size_t longest_word = 40;  // of a stamp
constexpr std::size_t longest_set = 420;  // characters that are looked at; more never fit

constexpr double largest_claim = 112;
constexpr double smallest_claim = 38;
constexpr double whole_words = 48;
constexpr double claim_leading = 1.14;
constexpr double answer_gap = 28;
constexpr double answer_inset = 26;

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
  cairo_translate(pen, left + 14, stamp_top + 14 + width * 0.0384);
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
  return stamp_top + height + 44 + width * 0.0384;
}

struct Said {
  Words claim;
  Words answer;
  double height;
};

/// Sets texts of a card; one for a card.
class Setter {
 public:
  Setter(const Fonts& fonts, const Card& card)
      : fonts_(fonts), claim_(card.claim), answer_(card.answer) {}

  /// The largest claim that leaves its answer whole; when nothing fits, both are cut.
  [[nodiscard]] Said fit(double room) const {
    for (const double answer_size : {36.0, 33.0, 30.0}) {
      const Words answer = set_answer(answer_, answer_size, 6);
      if (answer.is_cut()) continue;
      // Below `whole_words` a word that is too long for a line may be broken.
      const auto is_fitting = [&](double size) {
        const Words claim = set_claim(claim_, size, column);
        return together_height(claim, answer) <= room &&
               (size <= whole_words || !claim.breaks_a_word());
      };
      const std::optional<double> size = largest(is_fitting);
      if (size) return together(balanced(*size), answer);
    }
    const Words answer =
        cut(answer_, [this](const std::string& text) { return set_answer(text, 30, 4); });
    const double left_over = room - (has_answer() ? answer_gap + answer.height() : 0);
    const int lines = std::max(2, static_cast<int>(left_over / (smallest_claim * claim_leading)));
    const Words claim = cut(claim_, [this, lines](const std::string& text) {
      return set_claim(text, smallest_claim, column, lines);
    });
    return together(claim, answer);
  }

 private:
  [[nodiscard]] bool has_answer() const { return !answer_.empty(); }
  [[nodiscard]] Words set_answer(std::string_view text, double size, int lines) const {
    return Words(fonts_, text, {.size = size, .leading = 1.34}, column - answer_inset, lines);
  }
  [[nodiscard]] Words set_claim(std::string_view text, double size, double width,
                                int lines = 0) const {
    return Words(
        fonts_, text,
        {.size = size, .weight = Weight::bold, .leading = claim_leading, .spacing = -size * 0.008},
        width, lines);
  }
  [[nodiscard]] double together_height(const Words& claim, const Words& answer) const {
    return claim.height() + (has_answer() ? answer_gap + answer.height() : 0);
  }
  [[nodiscard]] Said together(const Words& claim, const Words& answer) const {
    return Said{claim, answer, together_height(claim, answer)};
  }

  /// The largest size for which `is_fitting`, by halving; none when the smallest does not fit.
  template <typename Fitting>
  [[nodiscard]] static std::optional<double> largest(const Fitting& is_fitting) {
    if (is_fitting(largest_claim)) return largest_claim;
    if (!is_fitting(smallest_claim)) return std::nullopt;
    double fits = smallest_claim;
    double fails = largest_claim;
    while (fails - fits > 1) {
      const double middle = std::floor((fits + fails) / 2);
      (is_fitting(middle) ? fits : fails) = middle;
    }
    return fits;
  }

  /// As narrow as it can be with the same number of lines: they end up about equally long.
  [[nodiscard]] Words balanced(double size) const {
    const Words widest = set_claim(claim_, size, column);
    if (widest.breaks_a_word()) return widest;
    double fits = column;
    double fails = column / 2;
    while (fits - fails > 8) {
      const double middle = (fits + fails) / 2;
      const Words claim = set_claim(claim_, size, middle);
      (claim.size() == widest.size() && !claim.breaks_a_word() ? fits : fails) = middle;
    }
    return set_claim(claim_, size, fits);
  }

  /// Cut behind a word, when there are words.
  template <typename Set>
  [[nodiscard]] static Words cut(const std::string& text, const Set& set) {
    const Words whole = set(text);
    if (!whole.is_cut()) return whole;
    std::vector<std::size_t> ends;
    for (std::size_t i = 1; i < text.size(); ++i)
      if (text[i] == ' ' && text[i - 1] != ' ') ends.push_back(i);
    const auto beginning = [&](std::size_t end) { return set(text.substr(0, end) + " …"); };
    std::size_t fits = 0;
    std::size_t fails = ends.size();
    while (fails - fits > 1) {
      const std::size_t middle = (fits + fails) / 2;
      (beginning(ends[middle]).is_cut() ? fails : fits) = middle;
    }
    if (ends.empty() || beginning(ends[fits]).is_cut()) return whole;
    return beginning(ends[fits]);
  }

  // set at construction
  const Fonts& fonts_;
  std::string claim_, answer_;
};

void draw_letterhead(cairo_t* pen, const Fonts& fonts, const Card& card) {
  draw_drum(pen, left - 4, 48, 70, colours::paper);
  const Words heading(fonts, card.heading,
                      {.size = 25, .ink = colours::soft, .leading = 1.25, .side = Side::right}, 340,
                      2);
  const double office_width = column - 90 - heading.width() - 30;
  const Words office(fonts, card.office, {.size = 29, .weight = Weight::bold, .leading = 1.16},
                     office_width, 2);
  office.draw(pen, left + 84, 84 - office.height() / 2);
  heading.draw(pen, right - 340, 84 - heading.height() / 2);
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

/// What never fits is not even looked at.
Card bounded(const Card& card) {
  Card small = card;
  for (std::string* text : {&small.heading, &small.source, &small.office, &small.short_address})
    *text = shorten_utf8(*text, longest_line);
  small.stamp.word = shorten_utf8(small.stamp.word, longest_word);
  small.claim = shorten_utf8(trim(small.claim), longest_set);
  small.answer = shorten_utf8(trim(small.answer), longest_set);
  return small;
}

}  // namespace

Result<std::string> draw_card(const Fonts& fonts, const Card& whole) {
  const Squares code = TRY(Squares::of(whole.address));
  const Card card = bounded(whole);
  const Owned<cairo_surface_t> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, card_side, card_side));
  {
    const Owned<cairo_t> pen(cairo_create(surface.get()));
    use(pen.get(), colours::paper);
    cairo_paint(pen.get());
    draw_letterhead(pen.get(), fonts, card);
    const double top = draw_stamp(pen.get(), fonts, card.stamp);
    const double room = foot_top - 24 - top;
    const Said said = Setter(fonts, card).fit(room);
    // What is short stands a little lower than right under the stamp.
    const double claim_top = top + std::max(0.0, (room - said.height) * 0.3);
    said.claim.draw(pen.get(), left, claim_top);
    if (!card.answer.empty()) {
      const double answer_top = claim_top + said.claim.height() + answer_gap;
      use(pen.get(), colours::leaf);
      cairo_rectangle(pen.get(), left, answer_top + 4, 6, said.answer.height() - 8);
      cairo_fill(pen.get());
      said.answer.draw(pen.get(), left + answer_inset, answer_top);
    }
    draw_foot(pen.get(), fonts, card, code);
    KENTONGAN_BUG_IF(cairo_status(pen.get()) != CAIRO_STATUS_SUCCESS);
  }
  return png_of(surface.get());
}

}  // namespace kentongan::paper
