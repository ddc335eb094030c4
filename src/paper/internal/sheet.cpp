// A document as PDF: sets everything first (then the number of pages is known), draws page by page.
#include "paper/internal/sheet.hpp"

#include "paper/internal/blocks.hpp"
#include "paper/internal/shapes.hpp"
#include "paper/internal/values_key.hpp"

#include "base/text.hpp"

#include <cairo-pdf.h>

namespace kentongan::paper {
namespace {

constexpr double foot_line = 796;
constexpr double head_line = 58;

cairo_status_t keep(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

/// What stands around the text of each page.
class Frame {
 public:
  Frame(const Fonts& fonts, const Document& document)
      : fonts_(fonts),
        document_(document),
        office_(fonts, document.office, {.size = 12, .weight = Weight::bold, .leading = 1.2},
                a4::column - 34 - mark_width(document), 2),
        title_(fonts, document.title,
               {.size = 25, .weight = Weight::bold, .leading = 1.16, .spacing = -0.15}, a4::column,
               4),
        subtitle_(fonts, document.subtitle, {.size = 12, .ink = colours::soft}, a4::column, 2) {}

  /// Below the title on the first page.
  [[nodiscard]] double first_top() const {
    return title_top + title_.height() + (document_.subtitle.empty() ? 0 : 3 + subtitle_.height()) +
           20;
  }

  void draw_first(cairo_t* pen) const {
    draw_drum(pen, a4::left - 2, 34, 28, colours::slip);
    office_.draw(pen, a4::left + 34, 48 - office_.height() / 2);
    // The lines below a letterhead: a thick one and a thin one.
    draw_rule(pen, 72, 2.4, colours::teak);
    draw_rule(pen, 75.4, 0.6, colours::teak);
    draw_mark(pen, 48);
    title_.draw(pen, a4::left, title_top);
    if (!document_.subtitle.empty()) subtitle_.draw(pen, a4::left, title_top + title_.height() + 3);
  }

  void draw_later(cairo_t* pen) const {
    const double room = a4::column - mark_width(document_);
    Style style{.size = 9, .ink = colours::soft};
    style.side = Side::right;
    const Words title(fonts_, document_.title, style, room / 2 - 8, 1);
    title.draw(pen, a4::left + room / 2 + 8, head_line - 17);
    style.side = Side::left;
    const Words office(fonts_, document_.office, style, room - title.width() - 24, 1);
    office.draw(pen, a4::left, head_line - 17);
    draw_rule(pen, head_line, 0.5, colours::edge);
    draw_mark(pen, head_line - 12);
  }

  void draw_foot(cairo_t* pen, std::size_t page, std::size_t pages) const {
    draw_rule(pen, foot_line, 0.5, colours::edge);
    Style style{.size = 9, .ink = colours::soft};
    const Words foot(fonts_, document_.foot, style, a4::column - 110, 1);
    foot.draw(pen, a4::left, foot_line + 5);
    style.side = Side::right;
    const std::string number =
        say(document_.language, "paper.page",
            {{"page", std::to_string(page)}, {"pages", std::to_string(pages)}});
    const Words words(fonts_, number, style, 100, 1);
    words.draw(pen, a4::right - 100, foot_line + 5);
  }

 private:
  static constexpr double title_top = 96;
  static double mark_width(const Document& document) { return document.mark.empty() ? 0 : 110; }

  void draw_mark(cairo_t* pen, double middle) const {
    if (document_.mark.empty()) return;
    const Style style{.size = 9,
                      .weight = Weight::bold,
                      .ink = colours::alarm,
                      .leading = 1.3,
                      .spacing = 0.9,
                      .side = Side::centre};
    const Words mark(fonts_, document_.mark, style, 92, 1);
    const double width = mark.width() + 16;
    use(pen, colours::alarm);
    cairo_set_line_width(pen, 1.2);
    cairo_rectangle(pen, a4::right - width, middle - 9, width - 0.6, 18);
    cairo_stroke(pen);
    mark.draw(pen, a4::right - width / 2 - 46, middle - mark.height() / 2);
  }

  // set at construction
  const Fonts& fonts_;
  const Document& document_;
  Words office_, title_, subtitle_;
};

void describe(cairo_surface_t* surface, const Document& document) {
  const std::string date = rfc3339(document.made_at);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
                                 printable(document.title).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR,
                                 printable(document.office).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Kentongan");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
}

/// The headings as a reader of PDF lists them.
void outline(cairo_surface_t* surface, const std::vector<Page>& pages) {
  int parent = CAIRO_PDF_OUTLINE_ROOT;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (const Placed& placed : pages[i]) {
      if (placed.piece->outline.empty()) continue;
      const bool is_first = placed.piece->outline_level == 1;
      const std::string place = format("page={} pos=[{:.1f} {:.1f}]", i + 1, a4::left, placed.top);
      const int made = cairo_pdf_surface_add_outline(
          surface, is_first ? CAIRO_PDF_OUTLINE_ROOT : parent, placed.piece->outline.c_str(),
          place.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
      if (is_first) parent = made;
    }
  }
}

}  // namespace

Result<std::string> draw_sheet(const Fonts& fonts, const Document& document) {
  if (text_bytes(document) > longest_sheet) return Error(Refusal::invalid, "paper.too_long");
  const std::vector<Piece> pieces = TRY(pieces_of(fonts, document));
  const Frame frame(fonts, document);
  const std::vector<Page> pages =
      spread(pieces, {.first_top = frame.first_top(), .top = a4::top, .bottom = a4::bottom});
  if (pages.size() > most_pages) return Error(Refusal::invalid, "paper.too_long");

  std::string pdf;
  const Owned<cairo_surface_t> surface(
      cairo_pdf_surface_create_for_stream(keep, &pdf, a4::width, a4::height));
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
  describe(surface.get(), document);
  {
    const Owned<cairo_t> pen(cairo_create(surface.get()));
    for (std::size_t i = 0; i < pages.size(); ++i) {
      i == 0 ? frame.draw_first(pen.get()) : frame.draw_later(pen.get());
      for (const Placed& placed : pages[i]) placed.piece->draw(pen.get(), placed.top);
      frame.draw_foot(pen.get(), i + 1, pages.size());
      cairo_show_page(pen.get());
    }
    KENTONGAN_BUG_IF(cairo_status(pen.get()) != CAIRO_STATUS_SUCCESS);
  }
  outline(surface.get(), pages);
  cairo_surface_finish(surface.get());
  KENTONGAN_BUG_IF(cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS);
  return pdf;
}

}  // namespace kentongan::paper
