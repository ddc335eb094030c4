#include "channels/telegram_receiver.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::channels {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Span wait_after_conflict = seconds(30);
constexpr Span wait_after_refused_token = minutes(10);
constexpr int most_doublings = 6;  // 1 s … 64 s
constexpr Span longest_wait = seconds(60);

}  // namespace

TelegramReceiver::TelegramReceiver(const TelegramApi& api, const Log& log,
                                   TelegramReceiverSettings settings)
    : api_(api), log_(log), settings_(settings), limit_(settings.limit) {}

Result<std::vector<TelegramUpdate>> TelegramReceiver::poll() {
  if (!me_) me_ = TRY(api_.get_me());
  return api_.get_updates({.offset = offset_, .timeout = settings_.timeout, .limit = limit_}, *me_);
}

TelegramReceiver::Polled TelegramReceiver::poll_once(const Handler& handler) {
  const auto updates = poll();
  if (!updates.ok()) {
    const bool unreadable =
        me_ && updates.error().refusal() == Refusal::invalid &&
        std::string_view(updates.error().message()) == "channels.telegram.malformed";
    return unreadable ? pass_over(updates.error()) : failed(updates.error());
  }
  failures_ = 0;
  if (updates->empty()) {
    // What was acknowledged is gone, so nothing needs to be any more. After a week of silence
    // Telegram begins anew at a number of its choice, which an old offset could throw away.
    // Source: Bot API, Update.update_id.
    offset_ = 0;
    return {};
  }
  for (const TelegramUpdate& update : *updates) {
    if (update.is_malformed)
      log_.warning("telegram_update_malformed", {{"update", update.update_id}});
  }
  handler(*updates);
  for (const TelegramUpdate& update : *updates) offset_ = std::max(offset_, update.update_id + 1);
  limit_ = settings_.limit;
  return {updates->size(), Span{}};
}

/// An answer that cannot be read is asked for again one update at a time; the one update that
/// cannot be read even so is left behind, for everybody else's wait behind it.
TelegramReceiver::Polled TelegramReceiver::pass_over(const Error& error) {
  if (limit_ > 1) {
    limit_ = 1;
    return {};
  }
  const auto id = api_.next_update_id(offset_);
  if (!id.ok()) return failed(error);
  log_.error("telegram_update_unreadable", {{"update", *id}});
  offset_ = *id + 1;
  limit_ = settings_.limit;
  return {};
}

TelegramReceiver::Polled TelegramReceiver::failed(const Error& error) {
  Span wait = std::min<Span>(longest_wait, seconds(1 << std::min(failures_, most_doublings)));
  failures_ = std::min(failures_ + 1, most_doublings);
  if (error.refusal() == Refusal::conflict) wait = wait_after_conflict;
  if (error.refusal() == Refusal::unauthenticated) wait = wait_after_refused_token;
  if (error.refusal() == Refusal::throttled) wait = wait_of(error);
  log_.warning("telegram_poll_failed", {{"wait", wait},
                                        LogField::operator_text("because", error.message()),
                                        LogField::operator_text("detail", error.detail())});
  return {0, wait};
}

}  // namespace kentongan::channels
