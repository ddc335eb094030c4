// Words of Telegram with their entities: who is spoken to, and which addresses hide behind words.
#pragma once

#include "channels/internal/json_object.hpp"
#include "channels/telegram_update.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::channels {

struct ByteRange {
  std::size_t from = 0, to = 0;
};
/// The bytes of `length` UTF-16 units from the `offset`th of well-formed UTF-8; nothing when they
/// are not there, or begin or end inside a character. Cost: O(size of the text).
[[nodiscard]] std::optional<ByteRange> bytes_of_units(std::string_view utf8, std::int64_t offset,
                                                      std::int64_t length);

struct TelegramText {
  std::string words;  ///< without our own name, hidden addresses behind them, a line each
  bool names_us = false;
};
/// The text (or caption) of a message. Entities that do not fit the text are left out.
[[nodiscard]] TelegramText read_telegram_text(const JsonObject& message, const TelegramMe& me);
/// The words of a rich message (Bot API 10.1), a block a line.
[[nodiscard]] std::string words_of_rich_message(const boost::json::value& rich);

}  // namespace kentongan::channels
