#include "cli/output.hpp"

#include "base/text.hpp"

#include <unistd.h>

#include <cstdio>

namespace kentongan::cli {

void TerminalOutput::clear_bar() {
  if (shown_percent_ < 0) return;
  std::fputs("\r\x1b[K", stderr);
  shown_percent_ = -1;
}

void TerminalOutput::line(std::string_view text) {
  clear_bar();
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

void TerminalOutput::problem(std::string_view text) {
  clear_bar();
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fputc('\n', stderr);
}

void TerminalOutput::progress(std::int64_t finished, std::int64_t total) {
  if (total <= 0 || isatty(STDERR_FILENO) == 0) return;
  const int percent = static_cast<int>(finished * 100 / total);
  if (percent == shown_percent_) return;
  shown_percent_ = percent;
  const auto filled = static_cast<std::size_t>(percent) * 30 / 100;
  const std::string bar = std::string(filled, '#') + std::string(30 - filled, '.');
  std::fputs(
      format("\r[{}] {:3}%  {}/{}", bar, percent, thousands(finished), thousands(total)).c_str(),
      stderr);
  std::fflush(stderr);
}

}  // namespace kentongan::cli
