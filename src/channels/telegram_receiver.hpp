// Long polling: batches of updates, each acknowledged only when it is safe with us.
#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "channels/telegram_api.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace kentongan::channels {

struct TelegramReceiverSettings {
  std::chrono::seconds timeout{10};  ///< of one poll; stopping waits for it at most
  int limit = 100;                   ///< updates in a batch
};

/// The loop is the caller's:
///   while (!stop) { wait(receiver.poll_once(handler).wait); }
/// Thread: one at a time.
class TelegramReceiver {
 public:
  /// Gets a batch in Telegram's order and returns only when all of it is durable. When it throws,
  /// nothing is acknowledged, the exception passes through, and the same batch comes again.
  using Handler = std::function<void(const std::vector<TelegramUpdate>& batch)>;

  struct Polled {
    std::size_t updates = 0;
    Span wait{};  ///< before polling again: zero, or longer after each failure in a row
  };

  TelegramReceiver(const TelegramApi& api, const Log& log, TelegramReceiverSettings settings = {});

  /// One poll. An update is acknowledged by the poll after the one that brought it: a crash in
  /// between repeats a batch (`Incoming::external_id` tells), and never loses one. Failures are
  /// logged and waited for, not returned: 409 half a minute, 401 ten minutes, 429 as long as it
  /// says, anything else a second, doubled up to a minute.
  [[nodiscard]] Polled poll_once(const Handler& handler);

 private:
  [[nodiscard]] Polled failed(const Error& error);
  [[nodiscard]] Result<std::vector<TelegramUpdate>> poll();
  [[nodiscard]] Polled pass_over(const Error& error);

  // set at construction
  const TelegramApi& api_;
  const Log& log_;
  const TelegramReceiverSettings settings_;
  // this thread only
  std::optional<TelegramMe> me_;
  std::int64_t offset_ = 0;
  int limit_;
  int failures_ = 0;
};

}  // namespace kentongan::channels
