// One SQLite connection and its prepared statements. The only place that calls SQLite's C functions
// to run SQL.
#pragma once

#include "db/db.hpp"

#include <sqlite3.h>

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace kentongan::db {

enum class Access { read_write, read_only };

/// Thread: one at a time.
class SqliteConnection {
 public:
  /// Opens `file` (`:memory:` for a private database); creates it when `access` is read_write.
  /// Errors: throws `DbFailure`.
  SqliteConnection(const std::string& file, Access access);
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  /// Runs a literal; its prepared statement is kept under the literal's address.
  /// Errors: throws `ConstraintFailure`, `DbFailure`, `Bug` (SQL that is wrong).
  std::int64_t execute(const char* literal, const std::vector<Value>& parameters = {},
                       const std::function<void(const Row&)>& each = {});
  /// Runs a statement that is not kept.
  std::int64_t execute_once(const std::string& text, const std::vector<Value>& parameters = {},
                            const std::function<void(const Row&)>& each = {});

  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }
  /// Rolls back what is open, whatever state a failure has left. Never throws.
  void abandon_transaction();

  /// While set, statements that would change something throw `Bug`.
  void set_access(Access access) { access_ = access; }

  /// Pages in the write-ahead log after the last commit of this connection.
  [[nodiscard]] int wal_pages() const { return wal_pages_; }
  /// Moves the log into the file as far as readers allow; whether all of it was moved. `mode` is
  /// SQLITE_CHECKPOINT_….
  bool checkpoint(int mode);

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

  void configure(Access access);
  [[nodiscard]] Statement prepare(const char* text, unsigned flags);
  std::int64_t step_all(sqlite3_stmt* statement, const std::vector<Value>& parameters,
                        const std::function<void(const Row&)>& each);
  void bind(sqlite3_stmt* statement, const std::vector<Value>& parameters);
  [[noreturn]] void fail(int code, const char* statement) const;

  Access access_ = Access::read_write;
  int wal_pages_ = 0;
  std::unique_ptr<sqlite3, Close> handle_;
  std::unordered_map<const char*, Statement> kept_;  // after handle_: finalised before it closes
};

/// A transaction's driver over a connection.
class SqliteTxDriver final : public TxDriver {
 public:
  explicit SqliteTxDriver(SqliteConnection& connection) : connection_(connection) {}
  std::int64_t execute(const char* sql, const std::vector<Value>& parameters,
                       const std::function<void(const Row&)>& each) override {
    return connection_.execute(sql, parameters, each);
  }
  void execute_once(const std::string& statement) override { connection_.execute_once(statement); }
  [[nodiscard]] Engine engine() const override { return Engine::sqlite; }

 private:
  SqliteConnection& connection_;
};

}  // namespace kentongan::db
