#pragma once

#include "db/internal/postgres_connection.hpp"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace kentongan::db {

/// Connections, opened when first needed and thrown away when they break. Thread: any.
class PostgresPool {
 public:
  PostgresPool(std::string url, std::size_t size) : url_(std::move(url)), left_to_open_(size) {}

  /// A connection that goes back to the pool, or is closed if it is not sound any more.
  class Loan {
   public:
    Loan(PostgresPool& pool, std::unique_ptr<PostgresConnection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    Loan(Loan&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), connection_(std::move(other.connection_)) {}
    ~Loan() {
      if (pool_ != nullptr) pool_->give_back(std::move(connection_));
    }
    Loan& operator=(Loan&&) = delete;
    [[nodiscard]] PostgresConnection& operator*() { return *connection_; }

   private:
    PostgresPool* pool_;
    std::unique_ptr<PostgresConnection> connection_;
  };

  /// Waits while all are lent. Errors: throws `DbFailure` (lost).
  [[nodiscard]] Loan lend() { return Loan(*this, take()); }
  /// Closes the idle connections: after one was found dead, its siblings are likely dead too.
  void drop_idle();

 private:
  [[nodiscard]] std::unique_ptr<PostgresConnection> take();
  void give_back(std::unique_ptr<PostgresConnection> connection);

  // set at construction
  const std::string url_;
  // guarded by mutex_
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_;
  std::size_t left_to_open_;
};

}  // namespace kentongan::db
