#include "paper/internal/words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>

namespace kentongan::paper {
namespace {

constexpr int most_marks = 3;  // over one letter

bool turns_direction(gunichar letter) {
  return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
}

double units(int pango) { return pango_units_to_double(pango); }

}  // namespace

void use(cairo_t* pen, Colour colour) {
  cairo_set_source_rgb(pen, colour.red, colour.green, colour.blue);
}

std::string printable(std::string_view text) {
  const std::string clean = clean_utf8(text);
  std::string out;
  out.reserve(clean.size());
  int marks = 0;
  const char* at = clean.c_str();
  const char* const end = at + clean.size();
  while (at < end) {
    const char* const next = g_utf8_next_char(at);
    const gunichar letter = g_utf8_get_char(at);
    const std::string_view bytes(at, static_cast<std::size_t>(next - at));
    at = next;
    if (letter == 0x2028 || letter == 0x2029) {
      out += '\n';
    } else if (letter == '\t') {
      out += ' ';
    } else if (g_unichar_type(letter) == G_UNICODE_NON_SPACING_MARK) {
      if (++marks <= most_marks) out += bytes;
      continue;
    } else if (letter != 0xFEFF && letter != 0x7F && !turns_direction(letter)) {
      out += bytes;
    }
    marks = 0;
  }
  return out;
}

Words::Words(const Fonts& fonts, std::string_view text, const Style& style, double width,
             int most_lines)
    : style_(style),
      width_(width),
      layout_(pango_layout_new(fonts.context()), [](PangoLayout* gone) { g_object_unref(gone); }) {
  PangoLayout* const layout = layout_.get();
  std::string clean = printable(text);
  if (most_lines > 0) clean = replace_all(clean, "\n", " ");
  const Owned<PangoFontDescription> font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), "Cabin");
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  pango_font_description_set_weight(font.get(), static_cast<PangoWeight>(style.weight));
  if (style.italic) pango_font_description_set_style(font.get(), PANGO_STYLE_ITALIC);
  pango_layout_set_font_description(layout, font.get());
  const Owned<PangoAttrList> attributes(pango_attr_list_new());
  pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(FALSE));
  if (style.spacing != 0) {
    const int spacing = pango_units_from_double(style.spacing);
    pango_attr_list_insert(attributes.get(), pango_attr_letter_spacing_new(spacing));
  }
  pango_layout_set_attributes(layout, attributes.get());
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout, pango_units_from_double(width));
  if (most_lines > 0) {
    pango_layout_set_height(layout, -most_lines);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
  }
  pango_layout_set_alignment(layout, style.side == Side::left     ? PANGO_ALIGN_LEFT
                                     : style.side == Side::centre ? PANGO_ALIGN_CENTER
                                                                  : PANGO_ALIGN_RIGHT);
  pango_layout_set_text(layout, clean.data(), static_cast<int>(clean.size()));
  const Owned<PangoLayoutIter> at(pango_layout_get_iter(layout));
  do {
    PangoRectangle box;
    pango_layout_iter_get_line_extents(at.get(), nullptr, &box);
    const double letters = units(box.height);
    // Pictures and Arabic are higher than Cabin: such a line gets the room it needs.
    const double height = std::max(style.size * style.leading, letters);
    const double above = (height - letters) / 2;
    const double baseline = units(pango_layout_iter_get_baseline(at.get()) - box.y) + above;
    lines_.push_back({.letters = pango_layout_iter_get_line_readonly(at.get()),
                      .left = units(box.x),
                      .baseline = baseline,
                      .width = units(box.width),
                      .height = height});
  } while (pango_layout_iter_next_line(at.get()));
}

double Words::height() const {
  double sum = 0;
  for (const Line& line : lines_) sum += line.height;
  return sum;
}

double Words::width() const {
  double widest = 0;
  for (const Line& line : lines_) widest = std::max(widest, line.width);
  return widest;
}

bool Words::breaks_a_word() const {
  int count = 0;
  const PangoLogAttr* const attributes = pango_layout_get_log_attrs_readonly(layout_.get(), &count);
  const char* const text = pango_layout_get_text(layout_.get());
  for (std::size_t i = 1; i < lines_.size(); ++i) {
    const auto place = g_utf8_pointer_to_offset(text, text + lines_[i].letters->start_index);
    if (place < count && !attributes[place].is_line_break) return true;
  }
  return false;
}

bool Words::is_cut() const { return pango_layout_is_ellipsized(layout_.get()) != FALSE; }

void Words::draw(cairo_t* pen, double left, double top) const {
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    draw(pen, i, left, top);
    top += lines_[i].height;
  }
}

void Words::draw(cairo_t* pen, std::size_t line, double left, double top) const {
  const Line& set = lines_[line];
  use(pen, style_.ink);
  cairo_move_to(pen, left + set.left, top + set.baseline);
  pango_cairo_show_layout_line(pen, set.letters);
}

}  // namespace kentongan::paper
