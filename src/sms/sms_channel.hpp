// The way out by SMS: what is said goes to gammu-smsd, which has the modem.
#pragma once

#include "base/clock.hpp"
#include "base/guarded.hpp"
#include "base/log.hpp"
#include "channels/channel.hpp"
#include "sms/gateway.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace kentongan::sms {

struct SmsChannelSettings {
  std::string base_url;  ///< of our site
  /// Numbers outside are never written to: strangers would make us pay for calls abroad.
  std::vector<std::string> prefixes = {"+62"};
  /// A modem sends about ten a minute: more waiting than this would only hide how slow it is.
  std::int64_t most_waiting = 200;
};

/// Delivered means: smsd has it. The same key is handed over once, also after a crash, as long as
/// smsd remembers it. Outcomes: too many waiting → retry in a minute (`sms.outbox_full`); a number
/// outside the prefixes → given up (`sms.foreign_number`); smsd has tried and failed → given up
/// (`sms.not_sent`); folder or database unreachable → paused for a minute (`sms.unreachable`), and
/// the log says so.
class SmsChannel final : public channels::Channel {
 public:
  SmsChannel(SmsChannelSettings settings, Gateway& gateway, const Clock& clock, const Log& log);

  [[nodiscard]] channels::Way way() const override { return channels::Way::sms; }
  [[nodiscard]] channels::Readiness readiness() const override;
  channels::SendOutcome send(const channels::Addressed& addressed,
                             const channels::IdempotencyKey& key,
                             const std::function<void()>& about_to_leave) override;

 private:
  struct State {
    Instant counted_at;
    std::int64_t waiting = 0;
    std::int64_t failed = 0;
    Instant paused_until;
  };
  [[nodiscard]] Result<std::int64_t> waiting() const;
  [[nodiscard]] channels::SendOutcome pause(const Error& error) const;
  [[nodiscard]] bool may_write_to(const channels::PhoneNumber& number) const;

  // set at construction
  const SmsChannelSettings settings_;
  Gateway& gateway_;
  const Clock& clock_;
  const Log& log_;
  // guarded
  mutable Guarded<State> state_;
};

}  // namespace kentongan::sms
