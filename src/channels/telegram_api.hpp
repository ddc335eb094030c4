// The calls of the Bot API other than sending: who we are, what came, files.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "channels/internal/telegram_calls.hpp"
#include "channels/telegram_token.hpp"
#include "channels/telegram_update.hpp"
#include "net/client.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::channels {

struct TelegramApiSettings {
  TelegramToken token;
  std::string api_url = "https://api.telegram.org";
  std::chrono::milliseconds patience{15'000};       ///< for one answer, beside what a poll waits
  std::chrono::milliseconds file_patience{60'000};  ///< for one file
};

/// One question to getUpdates.
struct TelegramPoll {
  std::int64_t offset = 0;           ///< updates below it are acknowledged and gone; 0: none is
  std::chrono::seconds timeout{10};  ///< how long Telegram waits for something to happen, 0…50
  int limit = 100;                   ///< 1…100
};

/// Methods are named as in the Bot API. Thread: any. Blocks for `patience` at most.
///
/// Errors of all of them:
///   unauthenticated `channels.telegram.token_refused`   401, 404
///   throttled       `channels.telegram.throttled`       429; `wait_of(error)` says how long
///   conflict        `channels.telegram.conflict`        409: a webhook is set, or another program
///                                                       polls with the same token
///   invalid         `channels.telegram.refused`         any other 4xx (detail: the code)
///   forbidden       `channels.telegram.address_refused` `api_url` may not be called
///   unavailable     `channels.telegram.unavailable`     5xx, no answer, half an answer
///   invalid         `channels.telegram.malformed`       an answer of another shape
/// No detail holds the token or Telegram's words.
class TelegramApi {
 public:
  TelegramApi(TelegramApiSettings settings, const net::HttpClient& client);

  [[nodiscard]] Result<TelegramMe> get_me() const;
  /// What came and was not acknowledged yet, oldest first; empty after `timeout`. Asks for the
  /// kinds that read_telegram_update handles only.
  [[nodiscard]] Result<std::vector<TelegramUpdate>> get_updates(const TelegramPoll& poll,
                                                                const TelegramMe& me) const;
  /// The update_id of the next update, without reading anything else of it: for one that cannot be
  /// read, so that it can be passed over. Errors: not_found `channels.telegram.no_update`.
  [[nodiscard]] Result<std::int64_t> next_update_id(std::int64_t offset) const;
  /// `url` is https; Telegram calls it with `secret` in a header (see is_telegram_secret).
  [[nodiscard]] Result<> set_webhook(std::string_view url, std::string_view secret) const;
  /// What is waiting stays and can be polled.
  [[nodiscard]] Result<> delete_webhook() const;
  /// Takes the waiting mark from a button (`Press::id`), with up to 200 characters to show. One
  /// that is too old or was answered already: invalid `channels.telegram.refused`, no harm done.
  [[nodiscard]] Result<> answer_callback_query(std::string_view press, std::string_view text) const;
  /// The bytes behind `Attachment::handle`. Errors: invalid `channels.telegram.file_too_large`
  /// (over 20 MB), else as above.
  [[nodiscard]] Result<std::string> fetch(std::string_view handle) const;

 private:
  [[nodiscard]] Result<std::string> ask(net::HttpCall call) const;

  // set at construction
  const TelegramApiSettings settings_;
  const TelegramCalls calls_;
  const net::HttpClient& client_;
};

/// How long a throttled call is to wait; zero for other errors.
[[nodiscard]] Span wait_of(const Error& error);

}  // namespace kentongan::channels
