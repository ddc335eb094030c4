// What keeps a way out from speaking: its own pace, a moment the other side asked for, a pause
// until an operator has looked. And what a call that never came to an answer means.
#pragma once

#include "base/guarded.hpp"
#include "channels/channel.hpp"
#include "channels/pace.hpp"

#include <chrono>
#include <string_view>

namespace kentongan::channels {

inline constexpr Span length_of_pause = std::chrono::minutes(10);

/// Thread: any.
class Gate {
 public:
  explicit Gate(const PaceSettings& pace) : state_(State{Pace(pace), Instant{}}) {}

  [[nodiscard]] Span paused_for(Instant now) const;
  [[nodiscard]] Readiness readiness(Instant now) const;
  /// As Pace::try_take.
  [[nodiscard]] Span try_take(Pace::Chat chat, Instant now);
  void stop_until(Instant instant);
  void pause(Instant now);

 private:
  struct State {
    Pace pace;
    Instant paused_until;
  };
  // guarded
  mutable Guarded<State> state_;
};

/// How an attempt ended whose call brought no answer; `way` begins the reason. The error's detail
/// is not passed on: an address called may hold a token.
[[nodiscard]] SendOutcome outcome_of_failed_call(const Error& error, std::string_view way);

}  // namespace kentongan::channels
