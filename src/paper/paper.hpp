// The door of the room: values in, a picture or a sheet out.
#pragma once

#include "paper/card.hpp"
#include "paper/document.hpp"

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace kentongan::paper {

struct PaperSettings {
  /// Where Debian's font packages put their files.
  std::string fonts_folder = "/usr/share/fonts";
  /// How many may wait while something is drawn; who comes then is told at once that it is busy, so
  /// that drawings cannot hold up everything else that the server's threads do.
  int waiting = 2;
  /// What is kept may take so much; what was not asked for longest goes first.
  std::size_t kept_bytes = 16 * 1024 * 1024;
};

/// Whether what was drawn is kept for who asks for the same again. Not for what is nobody's else.
enum class Keep { no, yes };

/// Draws one thing at a time, whoever asks: drawing is short, and never takes more than one core.
/// What is kept is found by its values: a fact check that changes is drawn anew, one that does not
/// is drawn once, however often strangers ask.
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

  /// A PNG of 1080 × 1080 pixels, at most `largest_card` bytes, without any time or place in it;
  /// kept. Cost: tens of milliseconds, from what is kept some microseconds.
  /// Errors: as `ready`; throttled `paper.busy`; invalid `paper.code_too_long`.
  [[nodiscard]] Result<std::string> card(const Card& card) const;

  /// A PDF of A4 pages.
  /// Errors: as `ready`; throttled `paper.busy`; invalid `paper.code_too_long`, `paper.too_long`.
  [[nodiscard]] Result<std::string> sheet(const Document& document, Keep keep = Keep::no) const;
  /// How many were drawn since the start, as against taken from what is kept.
  [[nodiscard]] std::int64_t drawn() const;

 private:
  class Desk;
  std::unique_ptr<Desk> desk_;
};

}  // namespace kentongan::paper
