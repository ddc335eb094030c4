// What an answer of the Bot API means for one message, and for everybody else's. Pure.
#pragma once

#include "channels/channel.hpp"
#include "channels/telegram_chat.hpp"

#include <optional>
#include <string_view>

namespace kentongan::channels {

struct TelegramAnswer {
  SendOutcome outcome;
  /// The group lives under this id now: say it there.
  std::optional<TelegramChat> moved_to;
  /// Nobody may be written to for so long (429).
  Span stop{};
};

/// `body` may be anything: cut, no JSON, another server's page.
/// Source: Bot API, "Making requests" and ResponseParameters.
[[nodiscard]] TelegramAnswer read_telegram_answer(int status, std::string_view body);

}  // namespace kentongan::channels
