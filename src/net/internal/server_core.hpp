// What the connections of one server share, and how a request becomes an answer. No sockets.
#pragma once

#include "net/address.hpp"
#include "net/internal/event_feed.hpp"
#include "net/internal/worker_pool.hpp"
#include "net/server.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::net {

/// An answer ready to be written: everything but status line, Date and Connection.
struct Outgoing {
  int status = 200;
  std::string fields;  ///< with the blank line
  std::string body;
  std::shared_ptr<const std::string> shared_body;
  std::unique_ptr<EventFeed> feed;
  enum class Body { sent, omitted };
  Body body_is = Body::sent;  ///< omitted for HEAD

  [[nodiscard]] std::string_view body_bytes() const {
    if (body_is == Body::omitted) return {};
    return shared_body ? std::string_view(*shared_body) : std::string_view(body);
  }
};

/// Thread: members may be called from anywhere once the server has started.
class ServerCore {
 public:
  ServerCore(ServerSettings settings, const Clock& clock, const Random& random, const Log& log);

  /// Copies a head into a request. Errors: invalid `net.path.malformed`, `net.form.malformed`.
  [[nodiscard]] Result<Request> make_request(const RequestHead& head, const Address& peer) const;
  /// Asks the site's hooks on an io thread, where one that throws must not end the server: it is
  /// logged, and the request goes the ordinary way.
  [[nodiscard]] std::shared_ptr<const CachedPage> find_page(const RequestHead& head) const;
  [[nodiscard]] std::size_t body_limit(const Request& request) const;

  /// Runs the handler; the wall where exceptions end. `wake` is for an event stream.
  [[nodiscard]] Outgoing answer(const Request& request, std::function<void()> wake);
  /// The server's own refusal. `request` may be null.
  [[nodiscard]] Outgoing refusal(int status, const Request* request) const;

  /// Counts the bytes of a body being held; false when all bodies together would be too much.
  [[nodiscard]] bool hold_body(std::size_t bytes);
  void release_body(std::size_t bytes) { body_bytes_ -= bytes; }

  void connection_opened() { ++open_; }
  void connection_closed();
  [[nodiscard]] std::size_t connections_open() const { return open_; }
  /// Whether all connections closed within `grace`.
  [[nodiscard]] bool wait_until_closed(std::chrono::milliseconds grace);

  [[nodiscard]] bool is_stopping() const { return stopping_.load(std::memory_order_relaxed); }
  void begin_stop() { stopping_ = true; }

  // set before start
  const ServerSettings settings;
  Handler handler;
  ErrorPage error_page;
  FastPath fast_path;
  const Clock& clock;
  const Log& log;

  std::unique_ptr<WorkerPool> workers;

  std::atomic<std::uint64_t> failed = 0;

 private:
  [[nodiscard]] Outgoing failure(const Request& request, std::string_view what);
  [[nodiscard]] Response error_response(int status, std::string_view reference,
                                        const Request* request) const;
  [[nodiscard]] Outgoing make_outgoing(const Request* request, Response response) const;
  void believe_proxy(Request& request, const Address& peer) const;

  const Random& random_;
  std::atomic<std::size_t> body_bytes_ = 0;
  std::atomic<std::size_t> open_ = 0;
  std::atomic<bool> stopping_ = false;
  std::mutex closed_mutex_;
  std::condition_variable closed_;
};

}  // namespace kentongan::net
