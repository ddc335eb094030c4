#include "paper/internal/flow.hpp"

namespace kentongan::paper {
namespace {

/// Behind the last piece of the run that begins at `first`, and how high the run is without the
/// space above it.
struct Run {
  std::size_t end = 0;
  double height = 0;
};
Run run_from(const std::vector<Piece>& pieces, std::size_t first) {
  Run run{first, 0};
  while (run.end < pieces.size()) {
    const Piece& piece = pieces[run.end];
    if (run.end > first && piece.begins_page) break;
    run.height += piece.height + (run.end > first ? piece.space : 0);
    ++run.end;
    if (!piece.stays) break;
  }
  return run;
}

}  // namespace

std::vector<Page> spread(const std::vector<Piece>& pieces, const PageRoom& room) {
  std::vector<Page> pages(1);
  double top = room.first_top;
  const auto turn = [&] {
    pages.emplace_back();
    top = room.top;
  };
  const auto place = [&](const Piece& piece) {
    if (pages.back().empty() && pages.size() > 1 && piece.again) {
      pages.back().push_back({piece.again.get(), top});
      top += piece.again->height;
    } else if (!pages.back().empty()) {
      top += piece.space;
    }
    pages.back().push_back({&piece, top});
    top += piece.height;
  };
  const double whole = room.bottom - room.top;
  for (std::size_t i = 0; i < pieces.size();) {
    const Run run = run_from(pieces, i);
    const double above = pages.back().empty() ? 0 : pieces[i].space;
    const bool is_fitting = top + above + run.height <= room.bottom;
    const bool has_chance = run.height + (pieces[i].again ? pieces[i].again->height : 0) <= whole;
    if (!pages.back().empty() && (pieces[i].begins_page || (!is_fitting && has_chance))) turn();
    for (; i < run.end; ++i) {
      const double needed = (pages.back().empty() ? 0 : pieces[i].space) + pieces[i].height;
      if (!pages.back().empty() && top + needed > room.bottom) turn();
      place(pieces[i]);
    }
  }
  return pages;
}

}  // namespace kentongan::paper
