#include "db/internal/sqlite_connection.hpp"

#include "base/bug.hpp"
#include "db/internal/storable_text.hpp"

#include <cerrno>
#include <new>

namespace kentongan::db {

namespace {

// 4 MiB of pages a connection: five connections stay far below the program's 128 MiB.
constexpr const char* page_cache = "PRAGMA cache_size = -4096";

// Nobody but an operator's sqlite3 shell ever holds a lock against us.
constexpr int busy_milliseconds = 2'000;
constexpr int busy_milliseconds_at_checkpoint = 100;

bool is_space_errno(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

/// The kernel's reason for a failed write. A COMMIT does not pass it on to sqlite3_system_errno,
/// but the log's file remembers it.
int errno_behind(sqlite3* handle, int code) {
  const int error = sqlite3_system_errno(handle);
  if (error != 0 || code != SQLITE_IOERR_WRITE) return error;
  sqlite3_file* log = nullptr;
  if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) != SQLITE_OK)
    return 0;
  if (log == nullptr || log->pMethods == nullptr) return 0;
  int remembered = 0;
  log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &remembered);
  return remembered;
}

Value column_value(sqlite3_stmt* statement, int column) {
  const auto bytes = [&] {
    return static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  };
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return Value(static_cast<std::int64_t>(sqlite3_column_int64(statement, column)));
    case SQLITE_FLOAT: return Value(sqlite3_column_double(statement, column));
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return Value(std::string(text, bytes()));
    }
    case SQLITE_BLOB: {
      const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, column));
      return Value(Blob{data == nullptr ? std::string() : std::string(data, bytes())});
    }
    default: return Value();
  }
}

/// Resets a statement when its run is over, so that it holds no lock and no borrowed text.
class Running {
 public:
  explicit Running(sqlite3_stmt* statement) : statement_(statement) {}
  ~Running() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  sqlite3_stmt* statement_;
};

struct Binder {
  sqlite3_stmt* statement;
  int index;

  // The parameters outlive the run, so SQLite may borrow their bytes.
  int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
  int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
  int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
  int operator()(const std::string& text) const {
    refuse_unstorable(text);
    return sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_STATIC,
                               SQLITE_UTF8);
  }
  int operator()(const Blob& blob) const {
    return sqlite3_bind_blob64(statement, index, blob.bytes.data(), blob.bytes.size(),
                               SQLITE_STATIC);
  }
};

}  // namespace

SqliteConnection::SqliteConnection(const std::string& file, Access access) {
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (access == Access::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                                  : SQLITE_OPEN_READONLY);
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
  handle_.reset(raw);
  if (raw == nullptr) throw std::bad_alloc();
  if (code != SQLITE_OK) fail(code, "open");
  configure(access);
  access_ = access;
}

void SqliteConnection::configure(Access access) {
  sqlite3_busy_timeout(handle_.get(), busy_milliseconds);
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  execute_once(page_cache);
  execute_once("PRAGMA foreign_keys = ON");
  if (access == Access::read_only) return;
  execute_once("PRAGMA journal_mode = WAL");
  execute_once("PRAGMA synchronous = FULL");
  execute_once("PRAGMA secure_delete = ON");
  execute_once("PRAGMA journal_size_limit = 67108864");
  // The owner of this connection checkpoints between batches; see the lane.
  sqlite3_wal_hook(
      handle_.get(),
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
        return SQLITE_OK;
      },
      this);
}

SqliteConnection::Statement SqliteConnection::prepare(const char* text, unsigned flags) {
  sqlite3_stmt* raw = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), text, -1, flags, &raw, &rest);
  Statement statement(raw);
  if (code != SQLITE_OK) fail(code, text);
  if (statement == nullptr) throw Bug(std::string("db: not a statement: ") + text);
  return statement;
}

std::int64_t SqliteConnection::execute(const char* literal, const std::vector<Value>& parameters,
                                       const std::function<void(const Row&)>& each) {
  auto found = kept_.find(literal);
  if (found == kept_.end()) {
    found = kept_.emplace(literal, prepare(literal, SQLITE_PREPARE_PERSISTENT)).first;
  }
  // The same statement may run inside the `each` of itself.
  if (sqlite3_stmt_busy(found->second.get()) != 0) return execute_once(literal, parameters, each);
  return step_all(found->second.get(), parameters, each);
}

std::int64_t SqliteConnection::execute_once(const std::string& text,
                                            const std::vector<Value>& parameters,
                                            const std::function<void(const Row&)>& each) {
  const Statement statement = prepare(text.c_str(), 0);
  return step_all(statement.get(), parameters, each);
}

std::int64_t SqliteConnection::step_all(sqlite3_stmt* statement,
                                        const std::vector<Value>& parameters,
                                        const std::function<void(const Row&)>& each) {
  const bool reads_only = sqlite3_stmt_readonly(statement) != 0;
  if (access_ == Access::read_only && !reads_only) {
    throw Bug(std::string("db: a read tried to change something: ") + sqlite3_sql(statement));
  }
  const Running running(statement);
  bind(statement, parameters);
  int code = sqlite3_step(statement);
  const int columns =
      sqlite3_column_count(statement);  // after the step: the schema may have changed
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
    if (!each) continue;
    std::vector<Value> values;
    values.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column)
      values.push_back(column_value(statement, column));
    each(Row(std::move(values)));
  }
  if (code != SQLITE_DONE) fail(code, sqlite3_sql(statement));
  return reads_only ? 0 : sqlite3_changes64(handle_.get());
}

void SqliteConnection::bind(sqlite3_stmt* statement, const std::vector<Value>& parameters) {
  if (static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)) != parameters.size()) {
    throw Bug(std::string("db: wrong number of parameters: ") + sqlite3_sql(statement));
  }
  int index = 0;
  for (const Value& parameter : parameters) {
    const int code = std::visit(Binder{statement, ++index}, parameter.held());
    if (code != SQLITE_OK) fail(code, sqlite3_sql(statement));
  }
}

void SqliteConnection::abandon_transaction() {
  if (in_transaction()) sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

bool SqliteConnection::checkpoint(int mode) {
  int pages_in_log = 0;
  int pages_moved = 0;
  // Failing to checkpoint harms nobody: the log stays and the next attempt finds it.
  sqlite3_busy_timeout(handle_.get(), busy_milliseconds_at_checkpoint);
  const int code =
      sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, mode, &pages_in_log, &pages_moved);
  sqlite3_busy_timeout(handle_.get(), busy_milliseconds);
  const bool all = code == SQLITE_OK && pages_in_log == pages_moved;
  if (all) wal_pages_ = 0;
  return all;
}

void SqliteConnection::fail(int code, const char* statement) const {
  const int error = errno_behind(handle_.get(), code);
  const std::string what = std::string("sqlite: ") + sqlite3_errmsg(handle_.get()) + " (" +
                           std::to_string(code) + ", errno " + std::to_string(error) + ") in " +
                           (statement == nullptr ? "" : statement);
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG: throw ConstraintFailure(what);
    case SQLITE_FULL: throw DbFailure(DbFailure::Kind::full, what);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      // A failed sync leaves open what the disk holds, whatever its reason.
      if (is_space_errno(error) && code != SQLITE_IOERR_FSYNC) {
        throw DbFailure(DbFailure::Kind::full, what);
      }
      throw DbFailure(DbFailure::Kind::lost, what);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT:
    case SQLITE_PROTOCOL: throw DbFailure(DbFailure::Kind::busy, what);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_READONLY: throw DbFailure(DbFailure::Kind::broken, what);
    case SQLITE_NOMEM: throw std::bad_alloc();
    default: throw Bug(what);
  }
}

}  // namespace kentongan::db
