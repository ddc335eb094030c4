#pragma once

#include "db/internal/news.hpp"
#include "db/internal/postgres_connection.hpp"

#include <atomic>
#include <thread>

namespace kentongan::db {

/// Carries news between machines: one connection that LISTENs, and NOTIFYs for everybody here.
/// Announcements that come while one is on its way become one. Thread: `announce` from any.
class PostgresListener {
 public:
  PostgresListener(std::string url, News& news);
  ~PostgresListener();
  PostgresListener(const PostgresListener&) = delete;
  PostgresListener& operator=(const PostgresListener&) = delete;

  void announce();

 private:
  void work();
  void serve(PostgresConnection& connection);
  void wait(int connection_socket, int milliseconds) const;
  void wake() const;

  // set at construction
  const std::string url_;
  News& news_;
  const int bell_;  // an eventfd
  // from any thread
  std::atomic<bool> to_send_ = false;
  std::atomic<bool> stopping_ = false;

  std::jthread thread_;  // last
};

}  // namespace kentongan::db
