// What Telegram hands over, read as what somebody sent us. Pure; fetching is telegram_api.hpp.
#pragma once

#include "base/result.hpp"
#include "channels/incoming.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::channels {

/// Who our bot is (getMe): needed to know when a group speaks to it.
struct TelegramMe {
  std::int64_t id = 0;
  std::string username;  ///< without `@`
};

struct TelegramUpdate {
  std::int64_t update_id = 0;
  /// Nothing for kinds we do not handle; they are acknowledged all the same.
  std::optional<Incoming> incoming;
  /// Of a kind we handle, but not as the Bot API says; only read_telegram_updates tells it so,
  /// because the others of the batch must not wait for it.
  bool is_malformed = false;
};

inline constexpr std::size_t most_telegram_update_bytes = 1024 * 1024;
inline constexpr std::size_t most_telegram_batch_bytes = 16 * 1024 * 1024;
/// What getFile hands out. Source: Bot API, getFile.
inline constexpr std::int64_t most_telegram_file_bytes = std::int64_t{20} * 1024 * 1024;

/// One update, as a webhook brings it.
///
/// Handled: `message` (words, captions, pictures, image documents, voice, audio, video, other
/// documents), `callback_query`, `my_chat_member` when we were blocked or put out. Not handled:
/// edited messages (what was asked was answered; an edit is rarely another question), posts of
/// channels, business chats, messages of other bots, what a group says about itself (joined, left,
/// pinned), and in groups a sticker, a contact or a place. In private those come as an empty
/// Incoming, so that nobody meets silence.
///
/// In a group we are named when our @name is mentioned, when our message is replied to, or by
/// /command@name; the name is taken out of the text. What a message that named us replies to is in
/// `Incoming::quoted`, and its files where it brings none itself. Addresses hidden behind words
/// (`text_link`) follow the text, a line each. Who a message was forwarded from is not kept.
///
/// Errors: invalid `channels.telegram.malformed`: no JSON, nested more than 64 deep, larger than
/// `most_telegram_update_bytes`, ids of more than 52 bits, a field missing or of another type.
/// Source: Bot API 10.1, "Update", "Message", "MessageEntity" (offsets count UTF-16 units).
[[nodiscard]] Result<TelegramUpdate> read_telegram_update(std::string_view json,
                                                          const TelegramMe& me);
/// The answer of getUpdates, in its order. One that is malformed but has its update_id is among
/// them and says so. Errors: as above, for the whole; the size is `most_telegram_batch_bytes`.
[[nodiscard]] Result<std::vector<TelegramUpdate>> read_telegram_updates(std::string_view json,
                                                                        const TelegramMe& me);

/// Whether a webhook was called by Telegram: `header` is X-Telegram-Bot-Api-Secret-Token. In time
/// that depends on the lengths only; an empty secret is never right.
[[nodiscard]] bool check_telegram_secret(std::string_view header, std::string_view secret);
/// Whether setWebhook takes it: 1 to 256 letters, digits, `_` and `-`; we ask for 16 at least.
[[nodiscard]] bool is_telegram_secret(std::string_view secret);

}  // namespace kentongan::channels
