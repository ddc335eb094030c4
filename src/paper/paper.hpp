// The door of the room: values in, a picture or a sheet out.
#pragma once

#include "paper/card.hpp"
#include "paper/document.hpp"

#include "base/result.hpp"

#include <memory>
#include <string>

namespace kentongan::paper {

struct PaperSettings {
  /// Where Debian's font packages put their files.
  std::string fonts_folder = "/usr/share/fonts";
  /// How many may wait while something is drawn; who comes then is told at once that it is busy, so
  /// that drawings cannot hold up everything else that the server's threads do.
  int waiting = 2;
};

/// Draws one thing at a time, whoever asks: drawing is short, and never takes more than one core.
///
/// Thread: everything may be called from anywhere.
class Paper {
 public:
  explicit Paper(PaperSettings settings = {});
  ~Paper();
  Paper(const Paper&) = delete;
  Paper& operator=(const Paper&) = delete;

  /// Whether every font is there; said once at the start of a server.
  /// Errors: unavailable `paper.font_missing`, the detail names the file and its package.
  [[nodiscard]] Result<> ready() const;

  /// A PNG of 1080 × 1080 pixels, at most `largest_card` bytes, without any time or place in it.
  /// Errors: as `ready`; throttled `paper.busy`; invalid `paper.code_too_long`.
  [[nodiscard]] Result<std::string> card(const Card& card) const;

  /// A PDF of A4 pages.
  /// Errors: as `ready`; throttled `paper.busy`; invalid `paper.code_too_long`, `paper.too_long`.
  [[nodiscard]] Result<std::string> sheet(const Document& document) const;

 private:
  class Desk;
  std::unique_ptr<Desk> desk_;
};

}  // namespace kentongan::paper
