#include "channels/telegram_token.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kentongan::channels {
namespace {

bool is_token_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '_';
}

}  // namespace

Result<TelegramToken> TelegramToken::parse(std::string_view text) {
  const Error malformed(Refusal::invalid, "channels.telegram.token_malformed");
  text = trim(text);
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || text.size() > 200) return malformed;
  const std::string_view bot = text.substr(0, colon);
  const std::string_view secret = text.substr(colon + 1);
  const bool digits = std::ranges::all_of(bot, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || secret.size() < 30 || !std::ranges::all_of(secret, is_token_character))
    return malformed;
  return TelegramToken(std::string(text));
}

}  // namespace kentongan::channels
