// One SQL text over SQLite and PostgreSQL.
//
// SQLite: one read-write connection in the whole program, owned by the writer thread, which groups
// the waiting commands of a moment into one durable commit; read-only connections elsewhere.
// PostgreSQL: a pool of connections, one transaction a command.
//
// A command is a closure: it loads, decides, saves and notes inside a transaction that is rolled
// back alone when it returns an error, and its caller is answered only after the commit is durable.
// Nothing slow happens inside it: no hashing of passwords, matching, rendering or network.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace kentongan::db {

/// The database is lost, full or broken: nobody on the stack can repair it. After `lost` it is not
/// known whether the command was kept (the answer of the disk or the server never came); after the
/// others it was not.
class DbFailure : public std::runtime_error {
 public:
  enum class Kind { lost, full, broken, busy };
  DbFailure(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  [[nodiscard]] Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// A row broke a UNIQUE, FOREIGN KEY or CHECK constraint. Prefer ON CONFLICT and the changed-row
/// count; this is for what a command did not foresee.
class ConstraintFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The text of a statement: a literal, or the compiler refuses it. Parameters are `?1`, `?2`, …
class Sql {
 public:
  consteval Sql(const char* literal) : text_(literal) {}  // NOLINT: implicit on purpose
  [[nodiscard]] constexpr const char* text() const { return text_; }

 private:
  const char* text_;
};

struct Blob {
  std::string bytes;
};

/// A value that is bound to a parameter or read from a row.
class Value {
 public:
  Value() = default;
  Value(std::nullopt_t) {}  // NOLINT
  template <typename Integer>
    requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>)
  Value(Integer number) : held_(static_cast<std::int64_t>(number)) {}  // NOLINT
  Value(double number) : held_(number) {}                              // NOLINT
  Value(std::string text) : held_(std::move(text)) {}                  // NOLINT
  Value(std::string_view text) : held_(std::string(text)) {}           // NOLINT
  Value(const char* text) : held_(std::string(text)) {}                // NOLINT
  Value(Blob blob) : held_(std::move(blob)) {}                         // NOLINT
  Value(Instant instant) : held_(instant.micros()) {}                  // NOLINT
  template <typename Thing>
  Value(Id<Thing> id) : held_(id.raw()) {}  // NOLINT
  template <typename T>
  Value(const std::optional<T>& maybe) {  // NOLINT
    if (maybe) *this = Value(*maybe);
  }

  using Held = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;
  [[nodiscard]] const Held& held() const { return held_; }

 private:
  Held held_;
};

/// A row of an answer. Columns count from 0. Reading a NULL or another type throws `Bug`, except by
/// the `maybe_` readers.
class Row {
 public:
  explicit Row(std::vector<Value> values) : values_(std::move(values)) {}
  [[nodiscard]] std::int64_t integer(std::size_t column) const;
  [[nodiscard]] double real(std::size_t column) const;
  [[nodiscard]] const std::string& text(std::size_t column) const;
  [[nodiscard]] const std::string& blob(std::size_t column) const;
  [[nodiscard]] Instant instant(std::size_t column) const {
    return Instant::from_micros(integer(column));
  }
  template <typename Thing>
  [[nodiscard]] Id<Thing> id(std::size_t column) const {
    return Id<Thing>::from_raw(integer(column));
  }
  [[nodiscard]] bool is_null(std::size_t column) const;
  [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::size_t column) const;
  [[nodiscard]] std::optional<double> maybe_real(std::size_t column) const;
  [[nodiscard]] std::optional<std::string> maybe_text(std::size_t column) const;
  [[nodiscard]] std::optional<Instant> maybe_instant(std::size_t column) const;
  template <typename Thing>
  [[nodiscard]] std::optional<Id<Thing>> maybe_id(std::size_t column) const {
    if (is_null(column)) return std::nullopt;
    return id<Thing>(column);
  }
  [[nodiscard]] std::size_t size() const { return values_.size(); }

 private:
  std::vector<Value> values_;
};

enum class Engine { sqlite, postgres };

/// What a driver's open transaction can do.
class TxDriver {
 public:
  virtual ~TxDriver() = default;
  /// Runs one statement, hands every row to `each`, returns the number of changed rows.
  virtual std::int64_t execute(const char* sql, const std::vector<Value>& parameters,
                               const std::function<void(const Row&)>& each) = 0;
  /// Runs one statement of a schema step, which is not worth remembering.
  virtual void execute_once(const std::string& statement) = 0;
  [[nodiscard]] virtual Engine engine() const = 0;
};

/// An open transaction. Lives only inside the closure given to `Db::write` or `Db::read`.
/// Thread: this one only.
class Tx {
 public:
  explicit Tx(TxDriver& driver) : driver_(driver) {}
  Tx(const Tx&) = delete;
  Tx& operator=(const Tx&) = delete;

  /// Runs a statement that changes rows; returns how many it changed.
  /// Errors: throws `ConstraintFailure`, `DbFailure`.
  template <typename... Parameters>
  std::int64_t run(Sql sql, Parameters&&... parameters) {
    return driver_.execute(sql.text(), {Value(std::forward<Parameters>(parameters))...}, {});
  }
  /// Hands each row of the answer to `each`. Errors: throws `DbFailure`.
  template <typename Each, typename... Parameters>
    requires std::is_invocable_v<Each, const Row&>
  void each(Sql sql, Each&& each, Parameters&&... parameters) {
    driver_.execute(sql.text(), {Value(std::forward<Parameters>(parameters))...},
                    std::forward<Each>(each));
  }
  /// All rows of the answer, read whole: bound the statement with LIMIT.
  template <typename... Parameters>
  [[nodiscard]] std::vector<Row> rows(Sql sql, Parameters&&... parameters) {
    std::vector<Row> all;
    driver_.execute(sql.text(), {Value(std::forward<Parameters>(parameters))...},
                    [&all](const Row& row) { all.push_back(row); });
    return all;
  }
  /// The first row of the answer, if any.
  template <typename... Parameters>
  [[nodiscard]] std::optional<Row> row(Sql sql, Parameters&&... parameters) {
    std::optional<Row> first;
    driver_.execute(sql.text(), {Value(std::forward<Parameters>(parameters))...},
                    [&first](const Row& row) {
                      if (!first) first = row;
                    });
    return first;
  }
  [[nodiscard]] Engine engine() const { return driver_.engine(); }

 private:
  friend class SchemaTx;  // migrations, whose text comes from the embedded schema
  TxDriver& driver_;
};

/// One step of a schema, from a room's `schema/YYYYMMDDx_what.sql`, embedded by the build. A file
/// is a list of statements separated by `;` at line ends.
struct Migration {
  std::string_view name;  ///< file name without `.sql`; steps run in this order
  std::string_view sql;
};

struct DbSettings {
  /// A folder for SQLite (`DIR/kentongan.db`), or a `postgresql://` url.
  std::string where;
  std::size_t readers = 4;          ///< read-only connections (SQLite) or pool size (PostgreSQL)
  std::size_t largest_batch = 256;  ///< commands in one durable commit of the SQLite writer lane
};

/// The database. Thread: all members may be called from anywhere, except that `write` and `read`
/// must not be called from inside a closure (throws `Bug`: it would wait for itself).
class Db {
 public:
  virtual ~Db() = default;
  Db() = default;
  Db(const Db&) = delete;
  Db& operator=(const Db&) = delete;

  /// Runs `command(Tx&) -> Result<T>` in a transaction. An error rolls back that command alone; a
  /// value is returned only after the commit is durable. The closure may run more than once (a
  /// batch that failed to commit is retried singly, a deadlock is tried again), so it must not
  /// touch anything outside but its captures, and leave those as it found them. Errors: what the
  /// command refuses; throws what it throws, and `DbFailure`.
  template <typename Command>
  [[nodiscard]] std::invoke_result_t<Command, Tx&> write(Command&& command) {
    using Outcome = std::invoke_result_t<Command, Tx&>;
    std::optional<Outcome> outcome;
    run_write([&](Tx& tx) {
      outcome.emplace(command(tx));
      return outcome->ok() ? Verdict::keep : Verdict::roll_back;
    });
    return std::move(*outcome);
  }
  /// Runs `query(Tx&) -> T` (or void) over one consistent snapshot. It may run more than once.
  /// Errors: throws what it throws, `DbFailure`, and `Bug` when it tries to change something.
  template <typename Query>
  [[nodiscard]] std::invoke_result_t<Query, Tx&> read(Query&& query) {
    using Outcome = std::invoke_result_t<Query, Tx&>;
    if constexpr (std::is_void_v<Outcome>) {
      run_read([&](Tx& tx) { query(tx); });
    } else {
      std::optional<Outcome> outcome;
      run_read([&](Tx& tx) { outcome.emplace(query(tx)); });
      return std::move(*outcome);
    }
  }

  [[nodiscard]] virtual Engine engine() const = 0;

  /// Wakes who waits in `wait_for_news`, on this machine and, with PostgreSQL, on the others
  /// (NOTIFY). Called after a commit that others should look at; carries no data.
  virtual void announce() = 0;
  /// Waits until `announce` was called since `seen`, or until `longest` has passed. Returns the new
  /// count to pass next time.
  [[nodiscard]] virtual std::uint64_t wait_for_news(std::uint64_t seen, Span longest) = 0;

  /// Brings the schema to `migrations`, each in its own transaction, checksums recorded.
  /// Errors: conflict `db.schema.newer` when the file holds a step this program does not know,
  /// conflict `db.schema.changed` when a recorded checksum differs.
  [[nodiscard]] virtual Result<> migrate(const std::vector<Migration>& migrations, Instant now) = 0;

  /// Writes a consistent copy to a new file while everybody works on. SQLite only; with PostgreSQL
  /// refused (`db.backup.postgres`: pg_dump is the tool).
  [[nodiscard]] virtual Result<> backup_to(const std::string& file) = 0;

  /// What the engine itself says of its health: empty when sound.
  [[nodiscard]] virtual std::vector<std::string> integrity_problems() = 0;

 protected:
  enum class Verdict { keep, roll_back };
  virtual void run_write(const std::function<Verdict(Tx&)>& command) = 0;
  virtual void run_read(const std::function<void(Tx&)>& query) = 0;
};

/// Opens the database that `settings.where` names, without touching its schema.
/// Errors: conflict `db.folder.in_use` (detail: the other server's pid), unavailable
/// `db.unreachable`.
[[nodiscard]] Result<std::unique_ptr<Db>> open(const DbSettings& settings);

/// Opens a private in-memory SQLite database, for tests.
[[nodiscard]] std::unique_ptr<Db> open_in_memory();

}  // namespace kentongan::db
