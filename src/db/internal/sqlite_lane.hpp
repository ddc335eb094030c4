// The writer lane: one thread owns the only read-write connection and groups the waiting commands
// of a moment into one durable commit.
//
//   caller 1 ─┐ job on its stack         ┌─ SAVEPOINT, command 1, RELEASE
//   caller 2 ─┼─▶ the open batch ─▶ BEGIN ─ SAVEPOINT, command 2, ROLLBACK TO ─ COMMIT ─▶ wake all
//   caller 3 ─┘                          └─ SAVEPOINT, command 3, RELEASE        (fsync)
#pragma once

#include "db/internal/gate.hpp"
#include "db/internal/sqlite_connection.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
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
  /// A caller's command, on that caller's stack until its batch is done.
  struct Job {
    const Command& command;
    std::exception_ptr failure = nullptr;
    Outcome outcome = Outcome::roll_back;  // of the last run in a batch
  };
  /// Jobs that are committed together. All wait on one word, so that one system call wakes them
  /// all.
  struct Batch {
    std::vector<Job*> jobs;
    Gate done;
  };
  enum class Together { decided, must_retry };

  [[nodiscard]] std::shared_ptr<Batch> join(Job& job);
  void work();
  [[nodiscard]] std::shared_ptr<Batch> take_batch();
  void wait_for_jobs();
  void expect_again(std::size_t answered);
  void commit(const std::vector<Job*>& jobs);
  [[nodiscard]] Together commit_together(const std::vector<Job*>& jobs);
  void commit_alone(Job& job);
  void run_in_savepoint(Job& job);
  void keep_log_short();
  SqliteConnection& connection();
  void distrust_connection();

  // set at construction
  const std::string file_;
  const std::size_t largest_batch_;

  // guarded by mutex_
  std::mutex mutex_;
  std::condition_variable called_;
  std::deque<std::shared_ptr<Batch>> waiting_;  // oldest first; the last one is open
  std::size_t waiting_jobs_ = 0;
  std::size_t wake_at_ = 1;   // waiting jobs that the lane sleeps for
  std::size_t expected_ = 1;  // jobs that will likely come for the next batch
  bool stopping_ = false;

  // the lane's thread only
  std::unique_ptr<SqliteConnection> connection_;
  bool log_is_doubtful_ = false;
  std::chrono::steady_clock::duration last_commit_{};
  int last_log_pages_ = 0;
  int next_checkpoint_ = 1'000;           // in pages of the log
  int next_waiting_checkpoint_ = 16'000;  // in pages of the log

  std::jthread thread_;  // last: started when everything above stands
};

}  // namespace kentongan::db
