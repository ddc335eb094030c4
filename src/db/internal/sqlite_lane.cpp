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
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  called_.notify_one();
}

SqliteConnection& SqliteLane::connection() {
  if (connection_ == nullptr) {
    connection_ = std::make_unique<SqliteConnection>(file_, Access::read_write);
  }
  return *connection_;
}

void SqliteLane::run(const Command& command) {
  InsideClosure::refuse_nesting();
  Job job{command};
  const std::shared_ptr<Batch> batch = join(job);
  batch->done.wait(0);
  if (job.failure) std::rethrow_exception(job.failure);
}

std::shared_ptr<SqliteLane::Batch> SqliteLane::join(Job& job) {
  std::shared_ptr<Batch> batch;
  bool lane_may_sleep = false;
  {
    const std::lock_guard lock(mutex_);
    lane_may_sleep = waiting_.empty();
    if (waiting_.empty() || waiting_.back()->jobs.size() >= largest_batch_) {
      waiting_.push_back(std::make_shared<Batch>());
    }
    batch = waiting_.back();
    batch->jobs.push_back(&job);
  }
  joined_.fetch_add(1, std::memory_order_relaxed);
  if (lane_may_sleep) called_.notify_one();
  return batch;
}

void SqliteLane::work() {
  while (true) {
    wait_for_jobs();
    let_others_join();
    const std::shared_ptr<Batch> batch = take_batch();
    if (batch == nullptr) return;
    commit(batch->jobs);
    batch->done.store(1);
    batch->done.notify_all();
    keep_log_short();
  }
}

void SqliteLane::wait_for_jobs() {
  const auto wanted = [this] { return !waiting_.empty() || stopping_; };
  std::unique_lock lock(mutex_);
  if (called_.wait_for(lock, silence_before_emptying, wanted)) return;
  lock.unlock();
  if (connection_ != nullptr && connection_->wal_pages() > 0) {
    connection_->checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
  }
  lock.lock();
  called_.wait(lock, wanted);
}

/// Those who were just woken come back within microseconds: giving way while more keep coming makes
/// the next fsync serve them all. Alone, it costs one system call.
void SqliteLane::let_others_join() {
  for (std::size_t before = 0; before != joined_.load(std::memory_order_relaxed);) {
    before = joined_.load(std::memory_order_relaxed);
    std::this_thread::yield();
  }
}

std::shared_ptr<SqliteLane::Batch> SqliteLane::take_batch() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return nullptr;
  std::shared_ptr<Batch> batch = std::move(waiting_.front());
  waiting_.pop_front();
  return batch;
}

void SqliteLane::commit(const std::vector<Job*>& jobs) {
  if (jobs.size() > 1 && commit_together(jobs) == Together::committed) return;
  for (Job* job : jobs) commit_alone(*job);
}

SqliteLane::Together SqliteLane::commit_together(const std::vector<Job*>& jobs) {
  try {
    connection().execute("BEGIN IMMEDIATE");
    for (Job* job : jobs) {
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
