#include "net/internal/event_feed.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::net {

bool EventChannel::send(std::string_view event, std::string_view data) {
  const std::string text = event_text(event, data);
  const std::lock_guard lock(mutex_);
  if (!wake_ || fell_behind_) return false;
  const bool was_empty = unsent_.empty();
  if (unsent_.size() + text.size() > backlog_) {
    fell_behind_ = true;
    unsent_ = std::string();
    wake_();
    return false;
  }
  unsent_ += text;
  if (was_empty) wake_();
  return true;
}

std::string EventChannel::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(unsent_, std::string());
}

bool EventChannel::fell_behind() const {
  const std::lock_guard lock(mutex_);
  return fell_behind_;
}

void EventChannel::close() {
  const std::lock_guard lock(mutex_);
  wake_ = nullptr;
  unsent_ = std::string();
}

std::string event_text(std::string_view event, std::string_view data) {
  std::string text;
  text.reserve(event.size() + data.size() + 16);
  if (!event.empty()) {
    text += "event: ";
    std::copy_if(event.begin(), event.end(), std::back_inserter(text),
                 [](char c) { return c != '\r' && c != '\n' && c != '\0'; });
    text += '\n';
  }
  text += "data: ";
  for (std::size_t at = 0; at < data.size(); ++at) {
    if (data[at] == '\r' && at + 1 < data.size() && data[at + 1] == '\n') continue;
    if (data[at] == '\r' || data[at] == '\n') {
      text += "\ndata: ";
    } else {
      text += data[at];
    }
  }
  text += "\n\n";
  return text;
}

void EventFeed::open() {
  stream_->open([channel = channel_](std::string_view event, std::string_view data) {
    return channel->send(event, data);
  });
}

}  // namespace kentongan::net
