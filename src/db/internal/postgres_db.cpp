#include "db/internal/postgres_db.hpp"

#include "base/bug.hpp"
#include "db/foreign.hpp"
#include "db/internal/inside_closure.hpp"
#include "db/internal/migrations.hpp"
#include "db/internal/postgres_listener.hpp"
#include "db/internal/postgres_pool.hpp"

#include <algorithm>

namespace kentongan::db {

namespace {

constexpr const char* begin_write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
constexpr const char* begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
// Deadlocks and serialisation failures are rare and resolved by the server; this many in a row mean
// something else is wrong.
constexpr int most_attempts = 10;

/// Begins on a connection that works: one that died in the pool is replaced once.
PostgresPool::Loan begin(PostgresPool& pool, const char* how) {
  {
    PostgresPool::Loan loan = pool.lend();
    try {
      (*loan).execute_once(how);
      return loan;
    } catch (const DbFailure& failure) {
      if (failure.kind() != DbFailure::Kind::lost) throw;
    }
  }
  pool.drop_idle();
  PostgresPool::Loan loan = pool.lend();
  (*loan).execute_once(how);
  return loan;
}

/// Ends what is open without hiding the failure that is under way.
void abandon(PostgresConnection& connection) {
  if (PQstatus(connection.handle()) != CONNECTION_OK) return;
  if (PQtransactionStatus(connection.handle()) == PQTRANS_IDLE) return;
  try {
    connection.execute_once("ROLLBACK");
  } catch (const DbFailure&) {
    // The pool sees that the connection is not sound and closes it, which rolls back as well.
  }
}

class PostgresDb final : public Db {
 public:
  explicit PostgresDb(const DbSettings& settings)
      : pool_(settings.where, std::max<std::size_t>(1, settings.readers)),
        listener_(settings.where, news_) {}

  [[nodiscard]] Engine engine() const override { return Engine::postgres; }
  void announce() override {
    news_.announce();
    listener_.announce();
  }
  [[nodiscard]] std::uint64_t wait_for_news(std::uint64_t seen, Span longest) override {
    return news_.wait(seen, longest);
  }
  [[nodiscard]] Result<> migrate(const std::vector<Migration>& migrations, Instant now) override {
    return migrate_schema(*this, migrations, now);
  }
  [[nodiscard]] Result<> backup_to(const std::string&) override {
    return Error(Refusal::conflict, "db.backup.postgres");
  }
  [[nodiscard]] std::vector<std::string> integrity_problems() override;

 protected:
  void run_write(const std::function<Verdict(Tx&)>& command) override;
  void run_read(const std::function<void(Tx&)>& query) override;

 private:
  void write_once(const std::function<Verdict(Tx&)>& command);
  void read_once(const std::function<void(Tx&)>& query);

  News news_;
  PostgresPool pool_;
  PostgresListener listener_;
};

/// Runs `attempt` again while the server says that it stood in somebody's way.
template <typename Attempt>
void again_while_busy(Attempt&& attempt) {
  for (int tried = 1;; ++tried) {
    try {
      return attempt();
    } catch (const DbFailure& failure) {
      if (failure.kind() != DbFailure::Kind::busy || tried == most_attempts) throw;
    }
  }
}

void PostgresDb::run_write(const std::function<Verdict(Tx&)>& command) {
  InsideClosure::refuse_nesting();
  again_while_busy([&] { write_once(command); });
}

void PostgresDb::run_read(const std::function<void(Tx&)>& query) {
  InsideClosure::refuse_nesting();
  again_while_busy([&] { read_once(query); });
}

void PostgresDb::write_once(const std::function<Verdict(Tx&)>& command) {
  PostgresPool::Loan loan = begin(pool_, begin_write);
  PostgresConnection& connection = *loan;
  try {
    Verdict verdict = Verdict::roll_back;
    {
      const InsideClosure inside;
      PostgresTxDriver driver(connection);
      Tx tx(driver);
      verdict = command(tx);
    }
    const std::string done =
        connection.execute_once(verdict == Verdict::keep ? "COMMIT" : "ROLLBACK");
    if (verdict == Verdict::keep && done != "COMMIT") {
      throw Bug("db: a command swallowed the failure of one of its statements");
    }
  } catch (...) {  // leave nothing half done, then let it go on
    abandon(connection);
    throw;
  }
}

void PostgresDb::read_once(const std::function<void(Tx&)>& query) {
  PostgresPool::Loan loan = begin(pool_, begin_read);
  PostgresConnection& connection = *loan;
  try {
    const InsideClosure inside;
    PostgresTxDriver driver(connection);
    Tx tx(driver);
    query(tx);
    connection.execute_once("COMMIT");
  } catch (...) {  // leave nothing half done, then let it go on
    abandon(connection);
    throw;
  }
}

std::vector<std::string> PostgresDb::integrity_problems() {
  const std::int64_t failures = read([](Tx& tx) {
    return tx
        .row(
            "SELECT COALESCE(checksum_failures, 0) FROM pg_stat_database"
            " WHERE datname = current_database()")
        ->integer(0);
  });
  if (failures == 0) return {};
  return {"PostgreSQL counted " + std::to_string(failures) + " pages with a wrong checksum"};
}

Result<> check_letters(Db& db) {
  return db.read([](Tx& tx) -> Result<> {
    const auto row = tx.row(
        "SELECT CASE WHEN datlocprovider = 'c' THEN datcollate ELSE 'icu' END,"
        " pg_encoding_to_char(encoding) FROM pg_database"
        " WHERE datname = current_database()");
    const std::string collation = row->text(0);
    // Names are searched by ranges of bytes: only an order by code point keeps that true.
    const bool by_code_point =
        collation == "C" || collation == "POSIX" || collation == "C.UTF-8" || collation == "C.utf8";
    if (by_code_point && row->text(1) == "UTF8") return {};
    return Error(Refusal::conflict, "db.postgres.collation", collation + " " + row->text(1));
  });
}

}  // namespace

Result<std::unique_ptr<Db>> open_postgres(const DbSettings& settings) {
  try {
    std::unique_ptr<Db> db = std::make_unique<PostgresDb>(settings);
    TRY(check_letters(*db));
    return db;
  } catch (const DbFailure& failure) {
    return Error(Refusal::unavailable, "db.unreachable", failure.what());
  }
}

Result<std::unique_ptr<Db>> open_foreign(const std::string& url) {
  try {
    return std::unique_ptr<Db>(
        std::make_unique<PostgresDb>(DbSettings{.where = url, .readers = 2}));
  } catch (const DbFailure& failure) {
    return Error(Refusal::unavailable, "db.unreachable", failure.what());
  }
}

}  // namespace kentongan::db
