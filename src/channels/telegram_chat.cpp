#include "channels/telegram_chat.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kentongan::channels {
namespace {

constexpr std::int64_t largest_chat_id = (std::int64_t{1} << 52) - 1;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_public_name(std::string_view name) {
  if (name.size() < 5 || name.size() > 32 || !is_letter(name.front())) return false;
  return std::ranges::all_of(
      name, [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace

Result<TelegramChat> TelegramChat::parse(std::string_view text) {
  text = trim(text);
  if (text.starts_with('@') && is_public_name(text.substr(1)))
    return TelegramChat(std::string(text));
  const auto number = parse_integer(text);
  if (!number || *number == 0 || *number > largest_chat_id || *number < -largest_chat_id) {
    return Error(Refusal::invalid, "channels.telegram.chat_malformed");
  }
  return TelegramChat(std::to_string(*number));
}

}  // namespace kentongan::channels
