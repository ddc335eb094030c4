// The secret of a bot. It stands in every address called, so no such address may be logged.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace kentongan::channels {

class TelegramCalls;

/// A bot's token. Has no log overload; only what makes calls reads it.
class TelegramToken {
 public:
  /// `123456:AAE…`, digits, a colon, at least 30 letters, digits, `-`, `_`.
  /// Errors: invalid `channels.telegram.token_malformed` (without the text).
  [[nodiscard]] static Result<TelegramToken> parse(std::string_view text);

 private:
  friend class TelegramCalls;
  explicit TelegramToken(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace kentongan::channels
