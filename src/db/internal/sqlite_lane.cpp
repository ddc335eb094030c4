#include "db/internal/sqlite_lane.hpp"

#include "db/internal/inside_closure.hpp"

#include <sys/prctl.h>

#include <algorithm>
#include <chrono>

namespace kentongan::db {

namespace {

// 1,000 pages of 4 KiB is SQLite's own default; it keeps reads fast and the log small.
constexpr int pages_before_checkpoint = 1'000;
// A log this long means that readers always stood in the way: wait for them once.
constexpr int pages_before_waiting_checkpoint = 16'000;
// Waiting for company never costs more than this part of what it may save.
constexpr int part_of_commit_to_wait = 4;
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
  thread_ = std::jthread([this] {
    prctl(PR_SET_TIMERSLACK,
          1'000);  // nanoseconds; waiting for company is a matter of microseconds
    work();
  });
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
    auto opened = std::make_unique<SqliteConnection>(file_, Access::read_write);
    if (log_is_doubtful_ && !opened->checkpoint(SQLITE_CHECKPOINT_TRUNCATE)) {
      throw DbFailure(DbFailure::Kind::lost,
                      "sqlite: the log could not be settled after a failed write");
    }
    log_is_doubtful_ = false;
    connection_ = std::move(opened);
  }
  return *connection_;
}

/// After a failed fsync the kernel takes the pages for clean though the disk may never have seen
/// them, and a later fsync says nothing about them. Only a fresh connection, after moving what the
/// log holds into the file and beginning the log again, may acknowledge anything.
void SqliteLane::distrust_connection() {
  connection_.reset();
  log_is_doubtful_ = true;
}

void SqliteLane::run(const Command& command) {
  InsideClosure::refuse_nesting();
  Job job{command};
  const std::shared_ptr<Batch> batch = join(job);
  batch->done.wait();
  if (job.failure) std::rethrow_exception(job.failure);
}

std::shared_ptr<SqliteLane::Batch> SqliteLane::join(Job& job) {
  std::shared_ptr<Batch> batch;
  bool lane_waits_for_this = false;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty() || waiting_.back()->jobs.size() >= largest_batch_) {
      waiting_.push_back(std::make_shared<Batch>());
    }
    batch = waiting_.back();
    batch->jobs.push_back(&job);
    lane_waits_for_this = ++waiting_jobs_ == wake_at_;
  }
  if (lane_waits_for_this) called_.notify_one();
  return batch;
}

void SqliteLane::work() {
  while (true) {
    wait_for_jobs();
    const std::shared_ptr<Batch> batch = take_batch();
    if (batch == nullptr) return;
    const auto start = std::chrono::steady_clock::now();
    commit(batch->jobs);
    last_commit_ = std::chrono::steady_clock::now() - start;
    expect_again(batch->jobs.size());
    batch->done.open();
    keep_log_short();
  }
}

void SqliteLane::wait_for_jobs() {
  const auto wanted = [this] { return waiting_jobs_ > 0 || stopping_; };
  std::unique_lock lock(mutex_);
  if (called_.wait_for(lock, silence_before_emptying, wanted)) return;
  lock.unlock();
  if (connection_ != nullptr && connection_->wal_pages() > 0) {
    connection_->checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
  }
  lock.lock();
  called_.wait(lock, wanted);
}

/// Who waits now, and who is about to be answered, will likely be there for the next batch.
void SqliteLane::expect_again(std::size_t answered) {
  const std::lock_guard lock(mutex_);
  expected_ = std::min(waiting_jobs_ + answered, largest_batch_);
}

/// Takes the next batch, after giving those who were just answered a moment to come back, so that
/// one fsync serves them all. Nobody waits when all who are expected are there, as one alone always
/// is.
std::shared_ptr<SqliteLane::Batch> SqliteLane::take_batch() {
  std::unique_lock lock(mutex_);
  if (waiting_jobs_ < expected_) {
    wake_at_ = expected_;
    called_.wait_for(lock, last_commit_ / part_of_commit_to_wait,
                     [this] { return waiting_jobs_ >= expected_ || stopping_; });
    wake_at_ = 1;
  }
  if (waiting_.empty()) return nullptr;
  std::shared_ptr<Batch> batch = std::move(waiting_.front());
  waiting_.pop_front();
  waiting_jobs_ -= batch->jobs.size();
  return batch;
}

void SqliteLane::commit(const std::vector<Job*>& jobs) {
  if (jobs.size() > 1 && commit_together(jobs) == Together::decided) return;
  for (Job* job : jobs) commit_alone(*job);
}

SqliteLane::Together SqliteLane::commit_together(const std::vector<Job*>& jobs) {
  enum class Phase { beginning, running, committing };
  Phase phase = Phase::beginning;
  try {
    connection().execute("BEGIN IMMEDIATE");
    phase = Phase::running;
    for (Job* job : jobs) {
      run_in_savepoint(*job);
      // A full disk or a broken read ends the whole transaction under our feet.
      if (!connection_->in_transaction()) return Together::must_retry;
    }
    phase = Phase::committing;
    connection_->execute("COMMIT");
    return Together::decided;
  } catch (...) {  // whose fault it was comes out when each is tried alone
    const std::exception_ptr failure = std::current_exception();
    if (connection_ != nullptr) connection_->abandon_transaction();
    const bool lost = is_lost(failure);
    if (lost) distrust_connection();
    // Nobody could begin: the next one alone would fail, or wait for the same lock, just so.
    const bool nobody_began = phase == Phase::beginning;
    // The log may hold a failed commit all the same: running the commands again could do them
    // twice.
    const bool may_be_kept = phase == Phase::committing && lost;
    if (!nobody_began && !may_be_kept) return Together::must_retry;
    for (Job* job : jobs) {
      if (nobody_began || job->outcome == Outcome::keep) job->failure = failure;
    }
    return Together::decided;
  }
}

void SqliteLane::run_in_savepoint(Job& job) {
  job.failure = nullptr;
  connection_->execute("SAVEPOINT command");
  job.outcome = Outcome::roll_back;
  try {
    job.outcome = run_closure(*connection_, job.command);
  } catch (...) {  // travels to the caller
    job.failure = std::current_exception();
  }
  if (!connection_->in_transaction()) return;
  if (job.outcome == Outcome::roll_back) connection_->execute("ROLLBACK TO command");
  connection_->execute("RELEASE command");
}

void SqliteLane::commit_alone(Job& job) {
  job.failure = nullptr;
  try {
    write_alone(connection(), job.command);
  } catch (...) {  // travels to the caller
    job.failure = std::current_exception();
    if (is_lost(job.failure)) distrust_connection();
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
  if (pages < next_waiting_checkpoint_) {
    connection_->checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    return;
  }
  next_waiting_checkpoint_ = pages + pages_before_waiting_checkpoint;
  connection_->checkpoint(SQLITE_CHECKPOINT_RESTART);
}

}  // namespace kentongan::db
