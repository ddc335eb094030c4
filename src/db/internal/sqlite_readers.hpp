#pragma once

#include "db/internal/sqlite_connection.hpp"

#include <condition_variable>
#include <mutex>

namespace kentongan::db {

/// Read-only connections, opened when first needed. Thread: `run` may be called from anywhere.
class SqliteReaders {
 public:
  SqliteReaders(std::string file, std::size_t count)
      : file_(std::move(file)), left_to_open_(count) {}

  /// Runs `query` over one snapshot; waits while all connections are at work.
  void run(const std::function<void(Tx&)>& query);
  /// Runs `work` with a connection outside a transaction.
  void lend(const std::function<void(SqliteConnection&)>& work);

 private:
  [[nodiscard]] std::unique_ptr<SqliteConnection> take();
  void give_back(std::unique_ptr<SqliteConnection> connection);

  // set at construction
  const std::string file_;
  // guarded by mutex_
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_;
  std::size_t left_to_open_;
};

/// Runs `query` in a transaction of `connection` that changes nothing.
void read_in_snapshot(SqliteConnection& connection, const std::function<void(Tx&)>& query);

}  // namespace kentongan::db
