// The writer lane: one thread owns the only read-write connection and groups the waiting commands
// of a moment into one durable commit.
//
//   caller 1 ─┐ job on its stack            ┌─ SAVEPOINT, command 1, RELEASE
//   caller 2 ─┼─▶ waiting_ (lock-free) ─▶ BEGIN ─ SAVEPOINT, command 2, ROLLBACK TO ─ COMMIT
//   (fsync) ─▶ wake all caller 3 ─┘                             └─ SAVEPOINT, command 3, RELEASE
#pragma once

#include "db/internal/sqlite_connection.hpp"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <span>
#include <thread>

namespace kentongan::db {

enum class Outcome { keep, roll_back };
using Command = std::function<Outcome(Tx&)>;

/// Runs `command` alone in a transaction of `connection`. Errors: throws what it throws,
/// `DbFailure`, `ConstraintFailure`; then nothing is kept.
void write_alone(SqliteConnection& connection, const Command& command);

class SqliteLane {
 public:
  /// Errors: throws `DbFailure` when the file cannot be opened.
  SqliteLane(std::string file, std::size_t largest_batch);
  ~SqliteLane();
  SqliteLane(const SqliteLane&) = delete;
  SqliteLane& operator=(const SqliteLane&) = delete;

  /// Runs `command` on the lane and returns when its commit is durable, or rethrows its failure.
  /// Thread: may be called from anywhere.
  void run(const Command& command);

 private:
  /// A caller's command, on that caller's stack until it is done.
  struct Job {
    explicit Job(const Command& wanted) : command(wanted) {}
    const Command& command;
    Job* next = nullptr;
    std::exception_ptr failure;
    std::atomic<int> done = 0;
  };
  enum class Together { committed, must_retry };

  void work();
  [[nodiscard]] bool gather();
  void wait_for_jobs();
  void commit(std::span<Job*> batch);
  [[nodiscard]] Together commit_together(std::span<Job*> batch);
  void commit_alone(Job& job);
  void run_in_savepoint(Job& job);
  void acknowledge(std::span<Job*> batch);
  void keep_log_short();
  SqliteConnection& connection();

  // set at construction
  const std::string file_;
  const std::size_t largest_batch_;

  // from any thread
  std::atomic<Job*> waiting_ = nullptr;  // newest first
  std::atomic<bool> stopping_ = false;
  std::mutex bell_mutex_;
  std::condition_variable bell_;
  bool rung_ = false;  // guarded by bell_mutex_

  // the lane's thread only
  std::unique_ptr<SqliteConnection> connection_;
  std::vector<Job*> gathered_;  // oldest first
  int last_log_pages_ = 0;
  int next_checkpoint_ = 1'000;           // in pages of the log
  int next_waiting_checkpoint_ = 16'000;  // in pages of the log

  std::jthread thread_;  // last: started when everything above stands
};

}  // namespace kentongan::db
