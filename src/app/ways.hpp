// The ways out that the configuration opens: e-mail, Telegram.
#pragma once

#include "app/application.hpp"
#include "channels/channel.hpp"
#include "net/client.hpp"
#include "outbox/dispatcher.hpp"

#include <memory>
#include <vector>

namespace kentongan::app {

/// Owns the channels; outlives the dispatcher that sends through them.
class Ways {
 public:
  /// Errors: those of the configuration's addresses and secrets.
  [[nodiscard]] static Result<std::unique_ptr<Ways>> open(const Application& application);
  Ways(const Ways&) = delete;
  Ways& operator=(const Ways&) = delete;

  [[nodiscard]] std::vector<outbox::WayOut> out();

 private:
  Ways() = default;
  [[nodiscard]] Result<> open_email(const Application& application);
  [[nodiscard]] Result<> open_telegram(const Application& application);

  // set by `open`
  std::unique_ptr<net::HttpClient> client_;
  std::unique_ptr<channels::Channel> email_;
  std::unique_ptr<channels::Channel> telegram_;
  int email_connections_ = 1;
};

}  // namespace kentongan::app
