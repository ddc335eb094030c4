// What an answer of the Bot API means for one message, and for everybody else's. Pure.
#pragma once

#include "channels/channel.hpp"
#include "channels/telegram_chat.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::channels {

/// What we look at in any answer of the Bot API.
struct TelegramAnswerParts {
  enum class Shape { none, ok, error };
  Shape shape = Shape::none;
  std::int64_t code = 0;
  std::string description = {};  ///< lower case; read here, never passed on
  std::optional<std::int64_t> retry_after = {};
  std::optional<std::int64_t> migrate_to = {};

  /// The HTTP status, unless the answer itself names another.
  [[nodiscard]] int code_or(int status) const;
  /// How long a 429 asks everybody to wait: a second to an hour.
  [[nodiscard]] Span stop() const;
};
[[nodiscard]] TelegramAnswerParts parts_of_telegram_answer(std::string_view body);

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
