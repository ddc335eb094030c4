// The way in by SMS: what gammu-smsd received, put together from its parts.
#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "channels/inbox.hpp"
#include "sms/gateway.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::sms {

struct SmsInboxSettings {
  std::vector<channels::PhoneNumber> own_numbers =
      {};  ///< of our modem: we do not answer ourselves
  /// How long a message waits for a part that did not come.
  std::chrono::microseconds patience = std::chrono::minutes(10);
  /// smsd writes the parts of a message one after another: nothing younger than this is looked at.
  std::chrono::microseconds settling = std::chrono::seconds(2);
};

/// Brands (`TELKOMSEL`), short codes and our own number cannot be answered, or would answer back:
/// they are put aside and counted. Where a part never came, ` […] ` stands in its place.
class SmsInbox final : public channels::Inbox {
 public:
  SmsInbox(SmsInboxSettings settings, Gateway& gateway, const Clock& clock, const Log& log);

  [[nodiscard]] std::vector<channels::Incoming> read(std::size_t limit) override;
  void done(std::string_view external_id) override;

  /// Since the program began.
  struct Counts {
    std::int64_t read = 0;          ///< given to `done`
    std::int64_t unanswerable = 0;  ///< put aside
    std::int64_t incomplete = 0;    ///< of those read: without a part
  };
  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  void put_aside(const std::vector<std::string>& names);
  void note_unreachable(const Error& error);

  struct Read {
    std::vector<std::string> names;
    bool complete = true;
  };
  const SmsInboxSettings settings_;
  Gateway& gateway_;
  const Clock& clock_;
  const Log& log_;
  std::map<std::string, Read, std::less<>> read_;  // by external_id
  Counts counts_;
  bool unreachable_ = false;
};

}  // namespace kentongan::sms
