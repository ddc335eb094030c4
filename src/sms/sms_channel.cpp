#include "sms/sms_channel.hpp"

#include "base/bug.hpp"
#include "channels/sms_text.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::sms {
namespace {

using channels::SendOutcome;

constexpr Span pause_length = std::chrono::minutes(1);
/// A count of what waits is believed for so long: looking is a folder or a query.
constexpr Span counting_pause = std::chrono::seconds(2);

}  // namespace

SmsChannel::SmsChannel(SmsChannelSettings settings, Gateway& gateway, const Clock& clock,
                       const Log& log)
    : settings_(std::move(settings)), gateway_(gateway), clock_(clock), log_(log) {}

bool SmsChannel::may_write_to(const channels::PhoneNumber& number) const {
  return std::ranges::any_of(settings_.prefixes, [&](const std::string& prefix) {
    return number.text().starts_with(prefix);
  });
}

Result<std::int64_t> SmsChannel::waiting() const {
  const Instant now = clock_.now();
  const State before = state_.locked([](const State& state) { return state; });
  if (before.counted_at.micros() > 0 && now >= before.counted_at &&
      now - before.counted_at < counting_pause) {
    return before.waiting;
  }
  const GatewayCounts counts = TRY(gateway_.counts());
  state_.locked([&](State& state) {
    state.counted_at = now;
    state.waiting = counts.waiting;
    state.failed = counts.failed;
  });
  if (counts.failed > before.failed && before.counted_at.micros() > 0) {
    log_.warning("sms_not_sent", {{"more", counts.failed - before.failed},
                                  {"because", "gammu-smsd gave up on them: see its log"}});
  }
  return counts.waiting;
}

SendOutcome SmsChannel::pause(const Error& error) const {
  const Instant now = clock_.now();
  const bool already = state_.locked([&](State& state) {
    const bool was = now < state.paused_until;
    state.paused_until = now + pause_length;
    return was;
  });
  if (!already) {
    log_.error("sms_paused",
               {{"for", pause_length}, LogField::operator_text("because", error.detail())});
  }
  return SendOutcome::paused("sms.unreachable");
}

channels::Readiness SmsChannel::readiness() const {
  const Instant now = clock_.now();
  const Instant until = state_.locked([](const State& state) { return state.paused_until; });
  // A clock set back must not make a minute of pause into days.
  if (now < until && until - now <= pause_length) return {0, until - now};
  const Result<std::int64_t> waiting = this->waiting();
  if (!waiting.ok()) {
    static_cast<void>(pause(waiting.error()));
    return {0, pause_length};
  }
  const std::int64_t room = settings_.most_waiting - *waiting;
  if (room <= 0) return {0, pause_length};
  return {static_cast<int>(std::min<std::int64_t>(room, 1'000)), Span{}};
}

SendOutcome SmsChannel::send(const channels::Addressed& addressed,
                             const channels::IdempotencyKey& key,
                             const std::function<void()>& about_to_leave) {
  KENTONGAN_BUG_IF(way_of(addressed.to) != channels::Way::sms);
  const OutgoingSms sms{key.text(), std::get<channels::SmsNumber>(addressed.to).number,
                        channels::compose_sms(addressed, settings_.base_url)};
  if (!may_write_to(sms.to)) return SendOutcome::given_up("sms.foreign_number");
  const auto search = addressed.copy == channels::Addressed::Copy::perhaps_second
                          ? Gateway::Search::everywhere
                          : Gateway::Search::waiting_only;
  const Result<Found> found = gateway_.find(sms, search);
  if (!found.ok()) return pause(found.error());
  switch (*found) {
    case Found::waiting:
    case Found::sent: return SendOutcome::delivered();  // an earlier attempt, before a crash
    case Found::failed: return SendOutcome::given_up("sms.not_sent");
    case Found::nowhere: break;
  }
  const Result<std::int64_t> waiting = this->waiting();
  if (!waiting.ok()) return pause(waiting.error());
  if (*waiting >= settings_.most_waiting) {
    return SendOutcome::retry_after(pause_length, "sms.outbox_full");
  }
  about_to_leave();
  if (const Result<> handed = gateway_.hand_over(sms); !handed.ok()) {
    static_cast<void>(pause(handed.error()));
    return SendOutcome::in_doubt("sms.unreachable");
  }
  state_.locked([](State& state) { ++state.waiting; });
  return SendOutcome::delivered();
}

}  // namespace kentongan::sms
