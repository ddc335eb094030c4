#include "radar/topic.hpp"

namespace kentongan::radar {

Span length_of(Window window) {
  switch (window) {
    case Window::hour: return std::chrono::hours(1);
    case Window::day: return std::chrono::hours(24);
    case Window::week: return std::chrono::hours(7 * 24);
  }
  __builtin_unreachable();
}

std::string_view name_of(Window window) {
  switch (window) {
    case Window::hour: return "1j";
    case Window::day: return "24j";
    case Window::week: return "7h";
  }
  __builtin_unreachable();
}

std::optional<Window> find_window(std::string_view name) {
  for (const Window window : all_windows) {
    if (name_of(window) == name) return window;
  }
  return std::nullopt;
}

}  // namespace kentongan::radar
