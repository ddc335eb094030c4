// The way out by Telegram: sendMessage of the Bot API, at the pace Telegram asks for.
#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/result.hpp"
#include "channels/channel.hpp"
#include "channels/internal/gate.hpp"
#include "channels/internal/telegram_answer.hpp"
#include "channels/internal/telegram_calls.hpp"
#include "channels/pace.hpp"
#include "channels/telegram_message.hpp"
#include "channels/telegram_token.hpp"
#include "net/client.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace kentongan::channels {

struct TelegramSettings {
  TelegramToken token;
  std::string api_url = "https://api.telegram.org";
  std::string base_url;  ///< of our site
  Zone zone = Zone::wib;
  PaceSettings pace = {};
  std::chrono::milliseconds patience{15'000};  ///< for one answer
};

/// Says public words and ticket codes only: other kinds of message are given up
/// (`telegram.not_public`). Outcomes: our own pace → held back (`telegram.pace`); 429 → everybody
/// waits as long as it says; 403 → given up (`telegram.blocked`); 400 → given up
/// (`telegram.chat_not_found`, `telegram.400`), but for a group that moved, which is followed and
/// told in `moved_to`; 401, 404 → paused for ten minutes
/// (`telegram.token_refused`), and the log says so; 5xx, unreachable → retry; no answer → in doubt.
class TelegramChannel final : public Channel {
 public:
  TelegramChannel(TelegramSettings settings, const net::HttpClient& client, const Clock& clock,
                  const Log& log);

  [[nodiscard]] Way way() const override { return Way::telegram; }
  [[nodiscard]] Readiness readiness() const override;
  SendOutcome send(const Addressed& addressed, const IdempotencyKey& key,
                   const std::function<void()>& about_to_leave) override;

 private:
  [[nodiscard]] Span try_take(const TelegramChat& chat);
  [[nodiscard]] TelegramAnswer post(const TelegramMessage& message);
  void note(const TelegramAnswer& answer);
  [[nodiscard]] SendOutcome follow(TelegramMessage message, TelegramChat moved_to);

  // set at construction
  const TelegramSettings settings_;
  const TelegramCalls calls_;
  const net::HttpClient& client_;
  const Clock& clock_;
  const Log& log_;
  // guarded
  Gate gate_;
};

}  // namespace kentongan::channels
