// The way out by WhatsApp: Meta's Cloud API. Free words within 24 hours of what somebody wrote to
// us, an approved template after that.
#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "channels/channel.hpp"
#include "channels/internal/gate.hpp"
#include "channels/internal/whatsapp_answer.hpp"
#include "channels/pace.hpp"
#include "channels/whatsapp_api.hpp"
#include "channels/whatsapp_message.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace kentongan::channels {

/// 80 messages a second for a number, six seconds between two to the same person on the average.
/// Source: Meta, Cloud API, "Throughput" and "Pair rate limits"; kept well below both.
inline constexpr PaceSettings whatsapp_pace{{60, std::chrono::milliseconds(1050)},
                                            {10, std::chrono::seconds(61)},
                                            {10, std::chrono::seconds(61)}};

struct WhatsAppSettings {
  WhatsAppAccount account;
  std::string base_url;  ///< of our site
  Zone zone = Zone::wib;
  std::optional<WhatsAppTemplate> message_template = {};  ///< nothing: silence after 24 hours
  PaceSettings pace = whatsapp_pace;
  /// When this number last wrote to us; nothing: never, or not known. Called on the sending thread
  /// and may block; must be safe from many threads. Empty: nobody ever wrote.
  std::function<std::optional<Instant>(const WhatsAppNumber&)> last_heard = {};
};

/// Says public words and ticket codes only, as Telegram: other kinds are given up
/// (`whatsapp.not_public`). Within 24 hours of what the recipient wrote: the message, with its
/// choices as buttons. Later: answers, verdicts, corrections and withdrawals as the template; news
/// is given up (`whatsapp.window_closed`), for a template of news is advertising and costs as such.
///
/// Outcomes: our own pace → held back; 131047 (their window is closed after all) → the template at
/// once; 131026 → given up (`whatsapp.unreachable_number`); 4, 80007, 130429, 131048, 429 →
/// everybody waits; 131056 → this recipient waits; 131049 → in a day; 190, 401, permission, blocked
/// or unpaid account → paused for ten minutes, and the log says so; a template that Meta does not
/// take → in an hour, and the log says so; 5xx and unreachable → retry; no answer → in doubt; else
/// given up with the code.
class WhatsAppChannel final : public Channel {
 public:
  WhatsAppChannel(WhatsAppSettings settings, const net::HttpClient& client, const Clock& clock,
                  const Log& log);

  [[nodiscard]] Way way() const override { return Way::whatsapp; }
  [[nodiscard]] Readiness readiness() const override;
  SendOutcome send(const Addressed& addressed, const IdempotencyKey& key,
                   const std::function<void()>& about_to_leave) override;

 private:
  [[nodiscard]] bool is_window_open(const WhatsAppNumber& number) const;
  [[nodiscard]] WhatsAppAnswer post(const std::string& body);
  [[nodiscard]] bool may_use_template(const Message& message) const;
  void note(const WhatsAppAnswer& answer);

  // set at construction
  const WhatsAppSettings settings_;
  const WhatsAppCalls calls_;
  const net::HttpClient& client_;
  const Clock& clock_;
  const Log& log_;
  // guarded
  Gate gate_;
};

}  // namespace kentongan::channels
