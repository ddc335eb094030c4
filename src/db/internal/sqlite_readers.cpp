#include "db/internal/sqlite_readers.hpp"

#include "db/internal/inside_closure.hpp"

namespace kentongan::db {

namespace {

struct EndOfRead {
  SqliteConnection& connection;
  ~EndOfRead() { connection.abandon_transaction(); }
};

}  // namespace

void read_in_snapshot(SqliteConnection& connection, const std::function<void(Tx&)>& query) {
  const InsideClosure inside;
  connection.execute("BEGIN");
  const EndOfRead end{connection};
  SqliteTxDriver driver(connection);
  Tx tx(driver);
  query(tx);
}

void SqliteReaders::run(const std::function<void(Tx&)>& query) {
  lend([&](SqliteConnection& connection) { read_in_snapshot(connection, query); });
}

void SqliteReaders::lend(const std::function<void(SqliteConnection&)>& work) {
  struct Loan {
    SqliteReaders& readers;
    std::unique_ptr<SqliteConnection> connection;
    ~Loan() { readers.give_back(std::move(connection)); }
  };
  InsideClosure::refuse_nesting();
  Loan loan{*this, take()};
  try {
    work(*loan.connection);
  } catch (const DbFailure& failure) {
    // Rather a new connection than one whose view of the file may be wrong.
    if (failure.kind() != DbFailure::Kind::busy) loan.connection.reset();
    throw;
  }
}

std::unique_ptr<SqliteConnection> SqliteReaders::take() {
  {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return !idle_.empty() || left_to_open_ > 0; });
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
    --left_to_open_;
  }
  try {
    return std::make_unique<SqliteConnection>(file_, Access::read_only);
  } catch (...) {  // give the place back, whatever happened, and let it go on
    give_back(nullptr);
    throw;
  }
}

void SqliteReaders::give_back(std::unique_ptr<SqliteConnection> connection) {
  {
    const std::lock_guard lock(mutex_);
    if (connection == nullptr) {
      ++left_to_open_;
    } else {
      idle_.push_back(std::move(connection));
    }
  }
  returned_.notify_one();
}

}  // namespace kentongan::db
