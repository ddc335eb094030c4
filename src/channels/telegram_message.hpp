// A message as Telegram takes it. Pure; sending is telegram.hpp.
#pragma once

#include "base/calendar.hpp"
#include "channels/channel.hpp"
#include "channels/telegram_chat.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::channels {

/// Of the text that is left when the markup is taken away. Source: Bot API, sendMessage.
inline constexpr std::size_t longest_telegram_text = 4096;  // UTF-16 units

struct TelegramMessage {
  TelegramChat to;
  std::string markup;                ///< parse_mode HTML: `b`, `i`, `a` and nothing else
  std::vector<Choice> choices = {};  ///< an inline keyboard, a button a row
};

/// The title in bold (of an answer its verdict before it), what it says, who says it, and the link
/// to the page. What is too long is cut at the end of a sentence or a word, never inside a
/// character; title, note, source and link always stay. Errors: throws `Bug` when `addressed` is
/// not for Telegram, or a choice is not one (`is_choice_data`).
struct TelegramOccasion {
  std::string_view base_url;  ///< of the site
  Zone zone = Zone::wib;
};
[[nodiscard]] TelegramMessage compose_telegram(const Addressed& addressed,
                                               const TelegramOccasion& occasion);

/// The number of UTF-16 units of UTF-8 text.
[[nodiscard]] std::size_t utf16_units(std::string_view utf8);
/// At most `limit` UTF-16 units: cut behind a sentence if one ends in the last quarter, else behind
/// a word, else before a whole character with its marks; ends in ` …` when something was cut.
[[nodiscard]] std::string cut_decently(std::string_view utf8, std::size_t limit);

}  // namespace kentongan::channels
