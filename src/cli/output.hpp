// Where a verb says things: the terminal, or, when a server holds the data folder, the socket that
// leads to somebody's terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kentongan::cli {

class Output {
 public:
  virtual ~Output() = default;
  virtual void line(std::string_view text) = 0;     ///< standard output
  virtual void problem(std::string_view text) = 0;  ///< standard error
  /// Draws a progress bar where there is a terminal; otherwise nothing.
  virtual void progress(std::int64_t finished, std::int64_t total) = 0;
};

/// Thread: one at a time.
class TerminalOutput final : public Output {
 public:
  void line(std::string_view text) override;
  void problem(std::string_view text) override;
  void progress(std::int64_t finished, std::int64_t total) override;

 private:
  void clear_bar();
  int shown_percent_ = -1;
};

}  // namespace kentongan::cli
