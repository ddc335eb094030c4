// What is asked about in one kecamatan, and whether that is more than usual. Values.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "places/area_code.hpp"
#include "tabayun/claim.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kentongan::radar {

enum class Window : std::uint8_t { hour, day, week };
inline constexpr std::array all_windows{Window::hour, Window::day, Window::week};
[[nodiscard]] Span length_of(Window window);
/// `1j`, `24j`, `7h`: as addresses have it. The catalogue has `radar.window.*`.
[[nodiscard]] std::string_view name_of(Window window);
[[nodiscard]] std::optional<Window> find_window(std::string_view name);

/// As many different people must have asked within a window before anything is called a trend.
inline constexpr std::int64_t least_askers = 5;
/// How far above the usual, in standard deviations of what chance does.
inline constexpr double least_score = 3.0;
/// How long askings are looked at.
inline constexpr Span horizon = std::chrono::hours(28 * 24);

/// One window of a topic.
struct Reading {
  std::int64_t asked = 0;   ///< questions within the window
  std::int64_t askers = 0;  ///< different people among them; those nobody knows count as one
  double decayed = 0;       ///< questions, each worth e^(-age / length of the window)
  double expected = 0;      ///< what that is at this hour of a usual day of the last 28
  double score = 0;         ///< see pulse.hpp
  [[nodiscard]] bool is_rising() const { return askers >= least_askers && score >= least_score; }
};

/// A claim in one kecamatan; an area that is larger, or none, when the askers said no more.
struct Topic {
  Id<tabayun::Claim> claim;
  places::AreaCode area;
  std::array<Reading, all_windows.size()> windows{};
  std::array<std::int32_t, 24> hours{};  ///< questions in each of the last 24 hours, oldest first
  std::array<std::int32_t, 28> days{};   ///< and in each of the last 28 times 24 hours
  /// The first question of those that came without a pause longer than a day.
  Instant since;

  [[nodiscard]] const Reading& in(Window window) const {
    return windows[static_cast<std::size_t>(window)];
  }
  [[nodiscard]] bool is_rising() const {
    return in(Window::hour).is_rising() || in(Window::day).is_rising() ||
           in(Window::week).is_rising();
  }
};

}  // namespace kentongan::radar
