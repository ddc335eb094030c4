// A place on Telegram that the bot may write to.
#pragma once

#include "base/result.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace kentongan::channels {

/// A numeric chat id, or the public name of a channel or group (`@kabar_majalengka`).
class TelegramChat {
 public:
  /// Errors: invalid `channels.telegram.chat_malformed`: neither a number of at most 52 bits other
  /// than zero nor `@` with 5 to 32 letters, digits and `_`, a letter first. Source: Bot API,
  /// "Chat": "at most 52 significant bits".
  [[nodiscard]] static Result<TelegramChat> parse(std::string_view text);

  /// `-1001234567890` or `@kabar_majalengka`.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// Groups, supergroups and channels: 20 messages a minute instead of one a second.
  [[nodiscard]] bool is_group() const { return text_.starts_with('-') || text_.starts_with('@'); }
  [[nodiscard]] bool is_named() const { return text_.starts_with('@'); }
  friend auto operator<=>(const TelegramChat&, const TelegramChat&) = default;

 private:
  explicit TelegramChat(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace kentongan::channels
