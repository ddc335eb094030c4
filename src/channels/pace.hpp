// How fast a channel may speak: so many in any span of time, for all and for each chat.
#pragma once

#include "base/instant.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kentongan::channels {

/// At most `most` within any `length`, counted over a sliding window: exact, where a bucket of
/// tokens would let twice as many pass around the turn of a second.
struct PaceLimit {
  std::size_t most = 1;
  Span length{};
};

/// The times of what passed lately. Thread: one at a time.
class PaceWindow {
 public:
  explicit PaceWindow(PaceLimit limit) : limit_(limit) {}
  /// How long until one more may pass; zero: now.
  [[nodiscard]] Span wait(Instant now);
  void take(Instant now) { times_.push_back(now); }
  /// How many more could pass now.
  [[nodiscard]] std::size_t room(Instant now);
  [[nodiscard]] bool is_idle(Instant now);

 private:
  void forget(Instant now);
  PaceLimit limit_;
  std::deque<Instant> times_;
};

/// Source: Telegram, "Bots FAQ: My bot is hitting limits" (30 a second, one a second to a chat, 20
/// a minute to a group). The spans are a little longer than there: messages bunch up on their way.
struct PaceSettings {
  PaceLimit overall{30, std::chrono::milliseconds(1050)};
  PaceLimit chat{1, std::chrono::milliseconds(1050)};
  PaceLimit group{20, std::chrono::milliseconds(61'000)};
};

/// The pace of one bot. Who is told to wait is given a later moment each time, so that a crowd that
/// waits does not come back all at once. Time set back only makes it careful. Thread: one at a
/// time.
class Pace {
 public:
  explicit Pace(const PaceSettings& settings) : settings_(settings), overall_(settings.overall) {}

  /// Whether a chat is a group or channel.
  enum class Audience { person, group };
  struct Chat {
    std::string_view name;
    Audience audience;
  };
  /// Zero: go, it is counted. Else: come back after this.
  [[nodiscard]] Span try_take(Chat chat, Instant now);
  /// Nothing passes until then, an hour from now at most (the other side said so).
  void stop_until(Instant instant);
  [[nodiscard]] std::size_t room(Instant now);
  [[nodiscard]] std::size_t chats_remembered() const { return chats_.size(); }
  /// Until anything may pass at all.
  [[nodiscard]] Span wait(Instant now);

 private:
  struct ChatPace {
    PaceWindow second;
    PaceWindow minute;
    Instant promised;
  };
  ChatPace& pace_of(Chat chat);
  void drop_idle(Instant now);
  [[nodiscard]] Span stopped_for(Instant now);

  const PaceSettings settings_;
  PaceWindow overall_;
  Instant promised_;
  Instant stopped_until_;
  std::unordered_map<std::string, ChatPace> chats_;
  std::size_t drop_at_ = 1024;
};

}  // namespace kentongan::channels
