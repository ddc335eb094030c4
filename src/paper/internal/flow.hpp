// Pieces of a sheet, top to bottom, and how they are spread over pages.
#pragma once

#include <cairo.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kentongan::paper {

/// What is never cut by the end of a page: a line of text, a row's line, a code. Points.
struct Piece {
  double height = 0;
  double space = 0;    ///< above it, unless it is the first on its page
  bool stays = false;  ///< with the piece after it, on the same page where that can be
  bool begins_page = false;
  std::string outline = {};  ///< a heading's text
  int outline_level = 0;
  std::function<void(cairo_t* pen, double top)> draw = {};
  std::shared_ptr<const Piece> again = {};  ///< drawn above it when it is the first on its page
};

struct Placed {
  const Piece* piece = nullptr;
  double top = 0;
};
using Page = std::vector<Placed>;

struct PageRoom {
  double first_top = 0;  ///< of the first page, which has the title above
  double top = 0;        ///< of all others
  double bottom = 0;
};

/// Pieces that stay together go to the next page together, unless they would not fit on a page of
/// their own either. The pieces must outlive the pages. Cost: linear.
[[nodiscard]] std::vector<Page> spread(const std::vector<Piece>& pieces, const PageRoom& room);

}  // namespace kentongan::paper
