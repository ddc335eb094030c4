#include "channels/internal/gate.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kentongan::channels {

Span Gate::paused_for(Instant now) const {
  const Instant until = state_.locked([](const State& state) { return state.paused_until; });
  // A clock set back must not make ten minutes of pause into days.
  return now < until && until - now <= length_of_pause ? until - now : Span{};
}

Readiness Gate::readiness(Instant now) const {
  if (const Span paused = paused_for(now); paused > Span{}) return {0, paused};
  return state_.locked([now](State& state) {
    const auto room = static_cast<int>(std::min<std::size_t>(state.pace.room(now), 1'000'000));
    return Readiness{room, room > 0 ? Span{} : state.pace.wait(now)};
  });
}

Span Gate::try_take(Pace::Chat chat, Instant now) {
  return state_.locked([&](State& state) { return state.pace.try_take(chat, now); });
}

void Gate::stop_until(Instant instant) {
  state_.locked([instant](State& state) { state.pace.stop_until(instant); });
}

void Gate::pause(Instant now) {
  state_.locked([now](State& state) { state.paused_until = now + length_of_pause; });
}

SendOutcome outcome_of_failed_call(const Error& error, std::string_view way) {
  const std::string_view what = error.message();
  const auto reason = [way](const char* word) { return format("{}.{}", way, word); };
  switch (error.refusal()) {
    case Refusal::unavailable:
      if (what == "net.call.too_slow") return SendOutcome::in_doubt(reason("too_slow"));
      if (what == "net.call.cut") return SendOutcome::in_doubt(reason("cut"));
      return SendOutcome::retry_after(Span{}, reason("unreachable"));
    case Refusal::forbidden: return SendOutcome::paused(reason("address_refused"));
    case Refusal::invalid:
      if (what == "net.call.url") return SendOutcome::paused(reason("address_refused"));
      [[fallthrough]];
    case Refusal::unauthenticated:
    case Refusal::not_found:
    case Refusal::conflict:
    case Refusal::throttled: return SendOutcome::in_doubt(reason("unreadable"));
  }
  __builtin_unreachable();
}

}  // namespace kentongan::channels
