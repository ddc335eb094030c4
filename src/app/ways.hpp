// The ways out that the configuration opens: e-mail, Telegram, WhatsApp, SMS.
#pragma once

#include "app/application.hpp"
#include "channels/channel.hpp"
#include "channels/telegram_api.hpp"
#include "channels/whatsapp_api.hpp"
#include "outbox/dispatcher.hpp"
#include "sms/gateway.hpp"

#include <memory>
#include <vector>

namespace kentongan::app {

/// Owns the channels; outlives the dispatcher that sends through them.
class Ways {
 public:
  /// Errors: those of the configuration's addresses and secrets.
  [[nodiscard]] static Result<std::unique_ptr<Ways>> open(Application& application);
  Ways(const Ways&) = delete;
  Ways& operator=(const Ways&) = delete;

  [[nodiscard]] std::vector<outbox::WayOut> out();
  /// For what comes in; none where the configuration opens no such way.
  [[nodiscard]] const channels::TelegramApi* telegram_api() const { return telegram_api_.get(); }
  [[nodiscard]] const channels::WhatsAppApi* whatsapp_api() const { return whatsapp_api_.get(); }
  [[nodiscard]] sms::Gateway* sms_gateway() const { return sms_gateway_.get(); }

 private:
  Ways() = default;
  [[nodiscard]] Result<> open_email(const Application& application);
  [[nodiscard]] Result<> open_telegram(const Application& application);
  [[nodiscard]] Result<> open_whatsapp(Application& application);
  [[nodiscard]] Result<> open_sms(const Application& application);

  // set by `open`
  std::unique_ptr<channels::Channel> email_;
  std::unique_ptr<channels::Channel> telegram_;
  std::unique_ptr<channels::TelegramApi> telegram_api_;
  std::unique_ptr<channels::Channel> whatsapp_;
  std::unique_ptr<channels::WhatsAppApi> whatsapp_api_;
  std::unique_ptr<sms::Gateway> sms_gateway_;
  std::unique_ptr<channels::Channel> sms_;
  int email_connections_ = 1;
};

}  // namespace kentongan::app
