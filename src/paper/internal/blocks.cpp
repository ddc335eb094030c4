#include "paper/internal/blocks.hpp"

#include "paper/internal/shapes.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace kentongan::paper {
namespace {

constexpr double paragraph_gap = 7;
constexpr double block_gap = 14;
constexpr double cell_padding = 4.5;
constexpr double cell_gap = 12;
// A row that is lower than this is never cut.
constexpr double longest_row = a4::whole / 2;
constexpr std::size_t longest_column_heading = 120;  // characters
constexpr std::size_t longest_caption = 400;         // characters

using Lines = std::shared_ptr<const Words>;

Style with(double size, Weight weight, Colour ink, double leading = body.leading) {
  return {.size = size, .weight = weight, .ink = ink, .leading = leading};
}

/// Makes pieces of blocks. One for a document.
class Setter {
 public:
  explicit Setter(const Fonts& fonts) : fonts_(fonts) {}

  [[nodiscard]] Result<> add(const Block& block) {
    return std::visit([this](const auto& each) { return this->set(each); }, block);
  }
  [[nodiscard]] std::vector<Piece> take() && { return std::move(pieces_); }

 private:
  [[nodiscard]] Lines lines(std::string_view text, const Style& style, double width,
                            int most_lines = 0) const {
    return std::make_shared<const Words>(fonts_, text, style, width, most_lines);
  }

  /// Lines of text as pieces; the first two and the last two are never parted.
  void add_lines(const Lines& words, double left, double space,
                 const std::function<void(cairo_t*, double top, double height)>& beside = {}) {
    const std::size_t count = words->size();
    for (std::size_t i = 0; i < count; ++i) {
      const double height = words->height(i);
      Piece piece{.height = height, .space = i == 0 ? space : 0};
      piece.stays = (i == 0 && count > 1) || i + 2 == count;
      piece.draw = [words, i, left, height, beside](cairo_t* pen, double top) {
        if (beside) beside(pen, top, height);
        words->draw(pen, i, left, top);
      };
      add_piece(std::move(piece));
    }
  }

  void add_piece(Piece piece) {
    if (turn_) piece.begins_page = true;
    turn_ = false;
    pieces_.push_back(std::move(piece));
  }
  void stay() {
    if (!pieces_.empty()) pieces_.back().stays = true;
  }

  Result<> set(const Heading& heading) {
    const bool is_first = heading.level <= 1;
    const Style style = is_first ? with(16, Weight::bold, colours::teak, 1.25)
                                 : with(12, Weight::bold, colours::ink, 1.3);
    const std::size_t begin = pieces_.size();
    add_lines(lines(heading.text, style, a4::column), a4::left, is_first ? 26 : 18);
    for (std::size_t i = begin; i < pieces_.size(); ++i) pieces_[i].stays = true;
    pieces_[begin].outline = printable(heading.text);
    pieces_[begin].outline_level = is_first ? 1 : 2;
    after_heading_ = true;
    return {};
  }

  /// The space above a block: little below its heading.
  double gap(double usual) { return std::exchange(after_heading_, false) ? 5 : usual; }

  Result<> set(const Paragraph& paragraph) {
    double space = gap(paragraph_gap);
    Style style = body;
    double left = a4::left;
    std::function<void(cairo_t*, double, double)> beside;
    switch (paragraph.manner) {
      case Manner::plain: break;
      case Manner::lead: style = with(13, Weight::regular, colours::soft); break;
      case Manner::quiet: style = with(9.25, Weight::regular, colours::soft); break;
      case Manner::quote:
        left += 14;
        space += 3;
        beside = [](cairo_t* pen, double top, double height) {
          use(pen, colours::line);
          cairo_rectangle(pen, a4::left, top - 0.2, 3, height + 0.4);
          cairo_fill(pen);
        };
        break;
    }
    for (const std::string_view line : split(paragraph.text, '\n')) {
      if (trim(line).empty()) continue;
      add_lines(lines(trim(line), style, a4::right - left), left, space, beside);
      space = paragraph.manner == Manner::quote ? 0 : paragraph_gap;
    }
    return {};
  }

  Result<> set(const Bullets& bullets) {
    double space = gap(paragraph_gap);
    for (const std::string& item : bullets.items) {
      const Lines words = lines(item, body, a4::column - 14);
      const std::size_t begin = pieces_.size();
      add_lines(words, a4::left + 14, space);
      const auto inner = pieces_[begin].draw;
      pieces_[begin].draw = [inner, dot = lines("•", body, 14)](cairo_t* pen, double top) {
        dot->draw(pen, a4::left + 1, top);
        inner(pen, top);
      };
      space = 3;
    }
    return {};
  }

  struct Cell {
    Lines words;
    double left = 0;
  };
  /// Cells side by side, line by line; a hairline below.
  void add_row(const std::vector<Cell>& cells, double space,
               const std::shared_ptr<const Piece>& again = {}) {
    std::size_t most = 0;
    for (const Cell& cell : cells) most = std::max(most, cell.words->size());
    const auto height_of = [&cells](std::size_t line) {
      double height = 0;
      for (const Cell& cell : cells)
        if (line < cell.words->size()) height = std::max(height, cell.words->height(line));
      return height;
    };
    double whole = 0;
    for (std::size_t i = 0; i < most; ++i) whole += height_of(i);
    for (std::size_t i = 0; i < most; ++i) {
      const bool is_last = i + 1 == most;
      const double above = i == 0 ? cell_padding : 0;
      Piece piece{.height = above + height_of(i) + (is_last ? cell_padding : 0),
                  .space = i == 0 ? space : 0,
                  .stays = !is_last && (whole <= longest_row || i == 0 || i + 2 == most),
                  .again = again};
      piece.draw = [cells, i, above, is_last, height = piece.height](cairo_t* pen, double top) {
        for (const Cell& cell : cells)
          if (i < cell.words->size()) cell.words->draw(pen, i, cell.left, top + above);
        if (is_last) draw_rule(pen, top + height, 0.5, colours::line);
      };
      add_piece(std::move(piece));
    }
  }

  Result<> set(const KeyValues& facts) {
    constexpr double key_width = 128;
    double space = gap(block_gap);
    for (const KeyValue& row : facts.rows) {
      const Style key = with(10, Weight::regular, colours::soft, 1.562);  // the body's lines
      add_row({{lines(row.key, key, key_width - cell_gap), a4::left},
               {lines(row.value, body, a4::column - key_width), a4::left + key_width}},
              space);
      space = 0;
    }
    return {};
  }

  Result<> set(const Table& table) {
    if (table.columns.empty()) return {};
    double sum = 0;
    for (const Column& column : table.columns) sum += std::max(column.weight, 0.01);
    const double gaps = cell_gap * static_cast<double>(table.columns.size() - 1);
    std::vector<Cell> heads;
    std::vector<double> widths;
    double left = a4::left;
    for (const Column& column : table.columns) {
      const double width = (a4::column - gaps) * std::max(column.weight, 0.01) / sum;
      Style style = with(9.25, Weight::semibold, colours::soft, 1.35);
      style.side = column.align == Align::right ? Side::right : Side::left;
      const std::string heading = shorten_utf8(column.heading, longest_column_heading);
      heads.push_back({lines(heading, style, width), left});
      widths.push_back(width);
      left += width + cell_gap;
    }
    const auto head = std::make_shared<const Piece>(head_of(heads));
    Piece first = *head;
    first.space = gap(block_gap);
    first.stays = !table.rows.empty();
    add_piece(std::move(first));
    for (const std::vector<std::string>& row : table.rows) {
      std::vector<Cell> cells;
      for (std::size_t i = 0; i < widths.size(); ++i) {
        Style style = with(10, Weight::regular, colours::ink, 1.38);
        style.side = table.columns[i].align == Align::right ? Side::right : Side::left;
        cells.push_back({lines(i < row.size() ? row[i] : "", style, widths[i]), heads[i].left});
      }
      add_row(cells, 0, head);
    }
    return {};
  }

  static Piece head_of(const std::vector<Cell>& heads) {
    double height = 0;
    for (const Cell& cell : heads) height = std::max(height, cell.words->height());
    Piece piece{.height = height + cell_padding};
    piece.draw = [heads, height](cairo_t* pen, double top) {
      for (const Cell& cell : heads)
        cell.words->draw(pen, cell.left, top + height - cell.words->height());
      draw_rule(pen, top + height + cell_padding, 1, colours::teak);
    };
    return piece;
  }

  Result<> set(const Entry& entry) {
    constexpr double stamp_width = 114;
    const double left = a4::left + stamp_width;
    const double width = a4::column - stamp_width;
    const std::size_t begin = pieces_.size();
    Style word = with(9.5, Weight::bold, colour_of(entry.stamp.shape), 1.2);
    word.spacing = 0.5;
    const Lines stamp = lines(entry.stamp.word, word, stamp_width - 24 - 8);
    add_lines(lines(entry.title, with(11.5, Weight::bold, colours::ink, 1.3), width), left,
              gap(block_gap));
    const std::size_t behind_title = pieces_.size();
    for (const std::string_view line : split(entry.text, '\n'))
      if (!trim(line).empty()) add_lines(lines(trim(line), body, width), left, 2);
    const Style soft = with(9.25, Weight::regular, colours::soft, 1.4);
    if (!entry.note.empty()) add_lines(lines(entry.note, soft, width), left, 2);
    if (!entry.link.empty()) {
      const Lines address =
          lines(entry.link, with(9.25, Weight::regular, colours::leaf, 1.4), width);
      const std::size_t first = pieces_.size();
      add_lines(address, left, 2);
      for (std::size_t i = first; i < pieces_.size(); ++i) {
        pieces_[i].draw = [inner = pieces_[i].draw, link = entry.link](cairo_t* pen, double top) {
          with_link(pen, link, [&] { inner(pen, top); });
        };
      }
    }
    // The title stands with what follows it, and the stamp has its room.
    for (std::size_t i = begin; i < std::min(behind_title, pieces_.size() - 1); ++i)
      pieces_[i].stays = true;
    double height = 0;
    for (std::size_t i = begin; i < pieces_.size(); ++i)
      height += pieces_[i].height + (i > begin ? pieces_[i].space : 0);
    const double lacking = std::max(20.0, stamp->height() + 2) - height;
    if (lacking > 0) pieces_.back().height += lacking;
    const Shape shape = entry.stamp.shape;
    pieces_[begin].draw = [inner = pieces_[begin].draw, stamp, shape](cairo_t* pen, double top) {
      draw_shape(pen, shape, a4::left, top - 1, 18);
      stamp->draw(pen, a4::left + 24, top + 2);
      inner(pen, top);
    };
    return {};
  }

  Result<> set(const Notice& notice) {
    constexpr double inset = 12;
    const double width = a4::column - 2 * inset;
    const Lines title = lines(notice.title, with(12, Weight::bold, colours::alarm, 1.3), width);
    const Lines text = notice.text.empty() ? nullptr : lines(notice.text, body, width);
    const double height = title->height() + (text ? 3 + text->height() : 0) + 2 * (inset - 2);
    if (height > longest_row) {  // too much for a frame: then as text
      add_lines(title, a4::left, gap(block_gap));
      stay();
      return set(Paragraph{.text = notice.text});
    }
    Piece piece{.height = height, .space = gap(block_gap)};
    piece.draw = [title, text, height](cairo_t* pen, double top) {
      use(pen, colours::alarm);
      cairo_set_line_width(pen, 1.2);
      cairo_rectangle(pen, a4::left + 0.6, top, a4::column - 1.2, height);
      cairo_stroke(pen);
      title->draw(pen, a4::left + inset, top + inset - 2);
      if (text) text->draw(pen, a4::left + inset, top + inset + 1 + title->height());
    };
    add_piece(std::move(piece));
    return {};
  }

  Result<> set(const Code& code) {
    constexpr double side = 92;
    const Squares squares = TRY(Squares::of(code.content));
    const double left = a4::left + side + 16;
    const double width = a4::right - left;
    const Lines title = lines(code.title, with(12, Weight::bold, colours::ink, 1.3), width, 3);
    const Lines caption = lines(shorten_utf8(code.caption, longest_caption),
                                with(10, Weight::regular, colours::soft), width);
    Piece piece{.height = std::max(side, title->height() + caption->height() + 13),
                .space = gap(block_gap + 4)};
    piece.draw = [=](cairo_t* pen, double top) {
      with_link(pen, code.content, [&] { squares.draw(pen, a4::left, top, side); });
      title->draw(pen, left, top + 9);
      caption->draw(pen, left, top + 13 + title->height());
    };
    add_piece(std::move(piece));
    return {};
  }

  Result<> set(const Signatures& signatures) {
    const std::size_t count = std::min<std::size_t>(signatures.places.size(), 3);
    if (count == 0) return {};
    constexpr double room = 62;  // for a hand and a stamp
    const double share =
        (a4::column - 24.0 * static_cast<double>(count - 1)) / static_cast<double>(count);
    struct Place {
      Lines role, name, number;
      double left;
      bool is_open;
    };
    std::vector<Place> places;
    double above = 0;
    double below = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Signatures::Place& each = signatures.places[i];
      Place place{
          .role = lines(each.role, with(10, Weight::regular, colours::ink), share, 3),
          .name = lines(each.name, with(10, Weight::bold, colours::ink), share, 2),
          .number = lines(each.number, with(9.25, Weight::regular, colours::soft), share, 1),
          .left = a4::left + (share + 24) * static_cast<double>(i),
          .is_open = trim(each.name).empty()};
      above = std::max(above, place.role->height());
      below = std::max(below, place.name->height() + place.number->height());
      places.push_back(std::move(place));
    }
    Piece piece{.height = above + room + below, .space = gap(28)};
    piece.draw = [places, above, share](cairo_t* pen, double top) {
      for (const Place& place : places) {
        place.role->draw(pen, place.left, top);
        const double name = top + above + room;
        if (place.is_open) {
          draw_rule(pen, name + place.name->height() - 3, 0.6, colours::ink, place.left,
                    place.left + share);
        }
        place.name->draw(pen, place.left, name);
        place.number->draw(pen, place.left, name + place.name->height());
      }
    };
    add_piece(std::move(piece));
    return {};
  }

  Result<> set(const NewPage&) {
    turn_ = true;
    return {};
  }

  // set at construction
  const Fonts& fonts_;

  // what has been set
  std::vector<Piece> pieces_;
  bool after_heading_ = false;
  bool turn_ = false;
};

}  // namespace

void draw_rule(cairo_t* pen, double top, double width, Colour colour, double left, double right) {
  use(pen, colour);
  cairo_rectangle(pen, left, top - width / 2, right - left, width);
  cairo_fill(pen);
}

void with_link(cairo_t* pen, const std::string& address, const std::function<void()>& draw) {
  const bool is_web = address.starts_with("https://") || address.starts_with("http://");
  // Cairo reads the attribute as 'text' with backslashes: an address has neither sign unencoded.
  if (!is_web || address.find_first_of("'\\ \n") != std::string::npos) return draw();
  cairo_tag_begin(pen, CAIRO_TAG_LINK, format("uri='{}'", address).c_str());
  draw();
  cairo_tag_end(pen, CAIRO_TAG_LINK);
}

Result<std::vector<Piece>> pieces_of(const Fonts& fonts, const Document& document) {
  Setter setter(fonts);
  for (const Block& block : document.blocks) TRY(setter.add(block));
  return std::move(setter).take();
}

}  // namespace kentongan::paper
