#include "channels/pace.hpp"

#include <algorithm>

namespace kentongan::channels {
namespace {

/// No stop is longer, whatever the other side or a clock set back says.
constexpr Span longest_stop = std::chrono::hours(1);

/// The next moment to name to somebody who must wait: not before `earliest`, one step after the
/// last one named, and not absurdly far ahead (the clock may have been set back).
Instant promise(Instant last, Instant earliest, PaceLimit limit) {
  const Span step = limit.length / static_cast<std::int64_t>(std::max<std::size_t>(limit.most, 1));
  const Instant next = std::max(earliest, last + step);
  return next > earliest + std::chrono::minutes(10) ? earliest : next;
}

}  // namespace

void PaceWindow::forget(Instant now) {
  while (!times_.empty() && times_.front() + limit_.length <= now) times_.pop_front();
  if (times_.empty() || times_.back() <= now) return;
  for (Instant& time : times_) time = std::min(time, now);  // the clock was set back
}

Span PaceWindow::wait(Instant now) {
  forget(now);
  if (times_.size() < limit_.most) return Span{};
  return times_[times_.size() - limit_.most] + limit_.length - now;
}

std::size_t PaceWindow::room(Instant now) {
  forget(now);
  return limit_.most - std::min(limit_.most, times_.size());
}

bool PaceWindow::is_idle(Instant now) {
  forget(now);
  return times_.empty();
}

Pace::ChatPace& Pace::pace_of(Chat chat) {
  const PaceLimit minute = chat.audience == Audience::group
                               ? settings_.group
                               : PaceLimit{settings_.chat.most, settings_.chat.length};
  const auto [found, fresh] = chats_.try_emplace(
      std::string(chat.name), ChatPace{PaceWindow(settings_.chat), PaceWindow(minute), Instant{}});
  return found->second;
}

void Pace::drop_idle(Instant now) {
  if (chats_.size() < drop_at_) return;
  for (auto chat = chats_.begin(); chat != chats_.end();) {
    const bool idle = chat->second.second.is_idle(now) && chat->second.minute.is_idle(now);
    chat = idle ? chats_.erase(chat) : std::next(chat);
  }
  drop_at_ = std::max<std::size_t>(1024, chats_.size() * 2);
}

Span Pace::stopped_for(Instant now) {
  stopped_until_ = std::min(stopped_until_, now + longest_stop);
  return std::max(Span{}, stopped_until_ - now);
}

Span Pace::try_take(Chat chat, Instant now) {
  if (const Span stopped = stopped_for(now); stopped > Span{}) return stopped;
  drop_idle(now);
  ChatPace& mine = pace_of(chat);
  const Span chat_wait = std::max(mine.second.wait(now), mine.minute.wait(now));
  if (chat_wait > Span{}) {
    mine.promised = promise(mine.promised, now + chat_wait, settings_.chat);
    return mine.promised - now;
  }
  const Span overall_wait = overall_.wait(now);
  if (overall_wait > Span{}) {
    promised_ = promise(promised_, now + overall_wait, settings_.overall);
    return promised_ - now;
  }
  overall_.take(now);
  mine.second.take(now);
  mine.minute.take(now);
  return Span{};
}

void Pace::stop_until(Instant instant) { stopped_until_ = std::max(stopped_until_, instant); }

std::size_t Pace::room(Instant now) { return stopped_for(now) > Span{} ? 0 : overall_.room(now); }

Span Pace::wait(Instant now) { return std::max(stopped_for(now), overall_.wait(now)); }

}  // namespace kentongan::channels
