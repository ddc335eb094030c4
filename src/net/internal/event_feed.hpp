// What lies between an EventStream that has news and the connection that sends it.
#pragma once

#include "net/http_message.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace kentongan::net {

/// Unsent events of one client. Thread: members may be called from anywhere.
class EventChannel {
 public:
  /// `wake` tells the connection that there is something to take; called under the lock, and never
  /// again once `close` returned.
  EventChannel(std::function<void()> wake, std::size_t backlog)
      : wake_(std::move(wake)), backlog_(backlog) {}

  /// False once the client is gone or has fallen behind by more than the backlog.
  [[nodiscard]] bool send(std::string_view event, std::string_view data);
  /// The unsent bytes, now the caller's.
  [[nodiscard]] std::string take();
  [[nodiscard]] bool fell_behind() const;
  void close();

 private:
  mutable std::mutex mutex_;
  // guarded
  std::function<void()> wake_;  ///< empty: closed
  std::string unsent_;
  bool fell_behind_ = false;
  // set at construction
  std::size_t backlog_;
};

/// `event: …\ndata: …\n\n`; line ends inside `data` become further data lines, those inside `event`
/// are dropped. Source: WHATWG HTML, server-sent events.
[[nodiscard]] std::string event_text(std::string_view event, std::string_view data);

/// An opened stream and its channel; closes the channel when it goes.
class EventFeed {
 public:
  EventFeed(std::shared_ptr<EventStream> stream, std::shared_ptr<EventChannel> channel)
      : stream_(std::move(stream)), channel_(std::move(channel)) {}
  ~EventFeed() { channel_->close(); }
  EventFeed(const EventFeed&) = delete;
  EventFeed& operator=(const EventFeed&) = delete;

  /// Gives the stream its way to send. On a worker.
  void open();
  [[nodiscard]] EventChannel& channel() { return *channel_; }

 private:
  std::shared_ptr<EventStream> stream_;
  std::shared_ptr<EventChannel> channel_;
};

}  // namespace kentongan::net
