#include "db/internal/sqlite_lane.hpp"

#include "db/internal/inside_closure.hpp"

#include <algorithm>
#include <chrono>

namespace kentongan::db {

namespace {

// 1,000 pages of 4 KiB is SQLite's own default; it keeps reads fast and the log small.
constexpr int pages_before_checkpoint = 1'000;
// A log this long means that readers always stood in the way: wait for them once.
constexpr int pages_before_waiting_checkpoint = 16'000;
// After this much silence the log is emptied, so that erased words do not linger in it.
constexpr std::chrono::seconds silence_before_emptying(2);

Outcome run_closure(SqliteConnection& connection, const Command& command) {
  const InsideClosure inside;
  SqliteTxDriver driver(connection);
  Tx tx(driver);
  return command(tx);
}

bool is_lost(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const DbFailure& db_failure) {
    return db_failure.kind() == DbFailure::Kind::lost ||
           db_failure.kind() == DbFailure::Kind::broken;
  } catch (...) {
    return false;
  }
}

}  // namespace

void write_alone(SqliteConnection& connection, const Command& command) {
  connection.execute("BEGIN IMMEDIATE");
  try {
    if (run_closure(connection, command) == Outcome::keep) {
      connection.execute("COMMIT");
    } else {
      connection.execute("ROLLBACK");
    }
  } catch (...) {  // leave nothing half done, then let it go on
    connection.abandon_transaction();
    throw;
  }
}

SqliteLane::SqliteLane(std::string file, std::size_t largest_batch)
    : file_(std::move(file)), largest_batch_(std::max<std::size_t>(1, largest_batch)) {
  connection();
  thread_ = std::jthread([this] { work(); });
}

SqliteLane::~SqliteLane() {
  stopping_ = true;
  {
    const std::lock_guard lock(bell_mutex_);
    rung_ = true;
  }
  bell_.notify_one();
}

SqliteConnection& SqliteLane::connection() {
  if (connection_ == nullptr) {
    connection_ = std::make_unique<SqliteConnection>(file_, Access::read_write);
  }
  return *connection_;
}

void SqliteLane::run(const Command& command) {
  InsideClosure::refuse_nesting();
  Job job(command);
  Job* newest = waiting_.load(std::memory_order_relaxed);
  do {
    job.next = newest;
  } while (!waiting_.compare_exchange_weak(newest, &job));
  if (newest == nullptr) {
    {
      const std::lock_guard lock(bell_mutex_);
      rung_ = true;
    }
    bell_.notify_one();
  }
  job.done.wait(0);
  if (job.failure) std::rethrow_exception(job.failure);
}

void SqliteLane::work() {
  while (true) {
    if (gathered_.empty() && !gather()) {
      if (stopping_) return;
      wait_for_jobs();
      continue;
    }
    const std::size_t count = std::min(gathered_.size(), largest_batch_);
    const std::span<Job*> batch(gathered_.data(), count);
    commit(batch);
    acknowledge(batch);
    gathered_.erase(gathered_.begin(), gathered_.begin() + static_cast<std::ptrdiff_t>(count));
    keep_log_short();
  }
}

bool SqliteLane::gather() {
  for (Job* job = waiting_.exchange(nullptr); job != nullptr; job = job->next)
    gathered_.push_back(job);
  std::reverse(gathered_.begin(), gathered_.end());
  return !gathered_.empty();
}

void SqliteLane::wait_for_jobs() {
  std::unique_lock lock(bell_mutex_);
  const bool called = bell_.wait_for(lock, silence_before_emptying, [&] { return rung_; });
  if (called) {
    rung_ = false;
    return;
  }
  if (connection_ == nullptr || connection_->wal_pages() == 0) {
    bell_.wait(lock, [&] { return rung_; });
    rung_ = false;
    return;
  }
  lock.unlock();
  connection_->checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
}

void SqliteLane::commit(std::span<Job*> batch) {
  if (batch.size() > 1 && commit_together(batch) == Together::committed) return;
  for (Job* job : batch) commit_alone(*job);
}

SqliteLane::Together SqliteLane::commit_together(std::span<Job*> batch) {
  try {
    connection().execute("BEGIN IMMEDIATE");
    for (Job* job : batch) {
      run_in_savepoint(*job);
      // A full disk or a broken read ends the whole transaction under our feet.
      if (!connection_->in_transaction()) return Together::must_retry;
    }
    connection_->execute("COMMIT");
    return Together::committed;
  } catch (...) {  // whose fault it was comes out when each is tried alone
    if (connection_ != nullptr) connection_->abandon_transaction();
    if (is_lost(std::current_exception())) connection_.reset();
    return Together::must_retry;
  }
}

void SqliteLane::run_in_savepoint(Job& job) {
  job.failure = nullptr;
  connection_->execute("SAVEPOINT command");
  Outcome outcome = Outcome::roll_back;
  try {
    outcome = run_closure(*connection_, job.command);
  } catch (...) {  // travels to the caller
    job.failure = std::current_exception();
  }
  if (!connection_->in_transaction()) return;
  if (outcome == Outcome::roll_back) connection_->execute("ROLLBACK TO command");
  connection_->execute("RELEASE command");
}

void SqliteLane::commit_alone(Job& job) {
  job.failure = nullptr;
  try {
    write_alone(connection(), job.command);
  } catch (...) {  // travels to the caller
    job.failure = std::current_exception();
    // After a failed fsync the kernel may have dropped pages that this connection believes written:
    // only a fresh one, which reads the log again, may acknowledge anything.
    if (is_lost(job.failure)) connection_.reset();
  }
}

void SqliteLane::acknowledge(std::span<Job*> batch) {
  for (Job* job : batch) {
    job->done.store(1);
    job->done.notify_one();  // uses the address only: the job may be gone already
  }
}

void SqliteLane::keep_log_short() {
  if (connection_ == nullptr) return;
  const int pages = connection_->wal_pages();
  if (pages < last_log_pages_) {  // the log began again
    next_checkpoint_ = pages_before_checkpoint;
    next_waiting_checkpoint_ = pages_before_waiting_checkpoint;
  }
  last_log_pages_ = pages;
  if (pages < next_checkpoint_) return;
  // A reader in the way must not make every later batch pay for another attempt.
  next_checkpoint_ = pages + pages_before_checkpoint;
  if (pages < next_waiting_checkpoint_) return connection_->checkpoint(SQLITE_CHECKPOINT_PASSIVE);
  next_waiting_checkpoint_ = pages + pages_before_waiting_checkpoint;
  connection_->checkpoint(SQLITE_CHECKPOINT_RESTART);
}

}  // namespace kentongan::db
