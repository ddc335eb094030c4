// A running server: HTTP, kept pages and the loops behind them. Starts and stops as one.
#pragma once

#include "api/api.hpp"
#include "app/application.hpp"
#include "app/ways.hpp"
#include "net/page_cache.hpp"
#include "net/server.hpp"
#include "outbox/dispatcher.hpp"
#include "site/site.hpp"

#include <memory>
#include <string>
#include <thread>

namespace kentongan::app {

/// `127.0.0.1:8080` or `[::1]:8080`.
struct ListenAt {
  std::string host;
  std::uint16_t port = 0;
};
/// Errors: invalid `cli.serve.bad_listen`.
[[nodiscard]] Result<ListenAt> parse_listen(std::string_view text);

/// Thread: one thread starts and stops it.
class Serving {
 public:
  explicit Serving(Application& application);
  ~Serving();
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  /// Errors: those of the configuration, conflict `net.port.taken`.
  [[nodiscard]] Result<> start();
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  /// Answers what was received, flushes, then stops the loops.
  void stop();

  [[nodiscard]] net::Response answer(const net::Request& request);

 private:
  [[nodiscard]] Result<> start_dispatcher();
  void follow(const std::stop_token& stop);
  void keep_search(const std::stop_token& stop);
  void correct(const std::stop_token& stop);
  void archive(const std::stop_token& stop);
  void keep_time(const std::stop_token& stop);

  // set at construction
  Application& application_;
  site::Site site_;
  api::Api api_;
  net::PageCache kept_;
  // this thread only
  std::unique_ptr<net::Server> server_;
  std::unique_ptr<Ways> ways_;
  std::unique_ptr<outbox::Dispatcher> dispatcher_;
  std::jthread follower_;    ///< what others changed: kept pages, the matcher
  std::jthread corrector_;   ///< verdicts, for the groups that passed a claim on
  std::jthread archivist_;   ///< copies of links that are evidence
  std::jthread librarian_;   ///< what is public, for search
  std::jthread timekeeper_;  ///< what is due: scheduled items, what is over
};

}  // namespace kentongan::app
