#include "db/internal/sqlite_db.hpp"

#include "db/internal/folder_lock.hpp"
#include "db/internal/inside_closure.hpp"
#include "db/internal/migrations.hpp"
#include "db/internal/news.hpp"
#include "db/internal/sqlite_files.hpp"
#include "db/internal/sqlite_lane.hpp"
#include "db/internal/sqlite_readers.hpp"

namespace kentongan::db {

namespace {

/// What both kinds of SQLite database have in common.
class SqliteBase : public Db {
 public:
  [[nodiscard]] Engine engine() const final { return Engine::sqlite; }
  void announce() final { news_.announce(); }
  [[nodiscard]] std::uint64_t wait_for_news(std::uint64_t seen, Span longest) final {
    return news_.wait(seen, longest);
  }
  [[nodiscard]] Result<> migrate(const std::vector<Migration>& migrations, Instant now) final {
    return migrate_schema(*this, migrations, now);
  }

 protected:
  using Db::Verdict;

 private:
  News news_;
};

/// A folder: a writer lane and read-only connections.
class SqliteFolder final : public SqliteBase {
 public:
  SqliteFolder(std::unique_ptr<FolderLock> lock, const std::string& file,
               const DbSettings& settings)
      : lock_(std::move(lock)),
        file_(file),
        lane_(file, settings.largest_batch),
        readers_(file, std::max<std::size_t>(1, settings.readers)) {}

  // Both take as long as the file is big: on a connection of their own, so that no reader waits.
  [[nodiscard]] Result<> backup_to(const std::string& file) override {
    SqliteConnection connection(file_, Access::read_only);
    return write_backup(connection, file);
  }
  [[nodiscard]] std::vector<std::string> integrity_problems() override {
    SqliteConnection connection(file_, Access::read_only);
    return find_damage(connection);
  }

 protected:
  void run_write(const std::function<Verdict(Tx&)>& command) override {
    lane_.run(
        [&](Tx& tx) { return command(tx) == Verdict::keep ? Outcome::keep : Outcome::roll_back; });
  }
  void run_read(const std::function<void(Tx&)>& query) override { readers_.run(query); }

 private:
  const std::unique_ptr<FolderLock> lock_;  // first: let go of last
  const std::string file_;
  SqliteLane lane_;
  SqliteReaders readers_;
};

/// Memory: one connection, one at a time.
class SqliteMemory final : public SqliteBase {
 public:
  SqliteMemory() : connection_(":memory:", Access::read_write) {
    connection_.execute(mark_as_ours);
  }

  [[nodiscard]] Result<> backup_to(const std::string& file) override {
    const std::lock_guard lock(mutex_);
    return write_backup(connection_, file);
  }
  [[nodiscard]] std::vector<std::string> integrity_problems() override {
    const std::lock_guard lock(mutex_);
    return find_damage(connection_);
  }

 protected:
  void run_write(const std::function<Verdict(Tx&)>& command) override {
    InsideClosure::refuse_nesting();
    const std::lock_guard lock(mutex_);
    write_alone(connection_, [&](Tx& tx) {
      return command(tx) == Verdict::keep ? Outcome::keep : Outcome::roll_back;
    });
  }
  void run_read(const std::function<void(Tx&)>& query) override {
    struct ReadOnly {
      SqliteConnection& connection;
      explicit ReadOnly(SqliteConnection& lent) : connection(lent) {
        connection.set_access(Access::read_only);
      }
      ~ReadOnly() { connection.set_access(Access::read_write); }
    };
    InsideClosure::refuse_nesting();
    const std::lock_guard lock(mutex_);
    const ReadOnly read_only(connection_);
    read_in_snapshot(connection_, query);
  }

 private:
  std::mutex mutex_;
  SqliteConnection connection_;  // guarded by mutex_
};

}  // namespace

Result<std::unique_ptr<Db>> open_sqlite(const DbSettings& settings) {
  auto lock = TRY(FolderLock::take(settings.where));
  const std::string file = settings.where + "/" + data_file_name;
  try {
    TRY(prepare_data_file(file));
    return std::unique_ptr<Db>(std::make_unique<SqliteFolder>(std::move(lock), file, settings));
  } catch (const DbFailure& failure) {
    return Error(Refusal::unavailable, "db.unreachable", failure.what());
  }
}

std::unique_ptr<Db> open_sqlite_in_memory() { return std::make_unique<SqliteMemory>(); }

}  // namespace kentongan::db
