// One PostgreSQL connection and its prepared statements. The only place, with the listener, that
// calls libpq.
#pragma once

#include "db/db.hpp"

#include <libpq-fe.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kentongan::db {

/// Thread: one at a time.
class PostgresConnection {
 public:
  /// Connects. Errors: throws `DbFailure` (lost).
  explicit PostgresConnection(const std::string& url);
  /// A server that does not answer for so long is as good as lost.
  static constexpr std::chrono::milliseconds longest_statement = std::chrono::seconds(30);
  static constexpr std::chrono::milliseconds longest_schema_statement = std::chrono::hours(1);
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  /// Runs a literal; it is prepared once for each list of parameter types.
  /// Errors: throws `ConstraintFailure`, `DbFailure`, `Bug` (SQL that is wrong).
  std::int64_t execute(const char* literal, const std::vector<Value>& parameters,
                       const std::function<void(const Row&)>& each);
  /// Runs a statement without parameters that is not kept; returns the server's word for what it
  /// did
  /// (`COMMIT`, `ROLLBACK`, …).
  /// Errors also: throws `DbFailure` (lost) when there is no answer within `longest`.
  std::string execute_once(const std::string& statement,
                           std::chrono::milliseconds longest = longest_statement);

  /// Whether this connection may be used again.
  [[nodiscard]] bool is_sound() const;
  [[nodiscard]] PGconn* handle() const { return handle_.get(); }

 private:
  struct Finish {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };
  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Answer = std::unique_ptr<PGresult, Clear>;
  /// The names of one literal's prepared forms, by the types of its parameters.
  using Forms = std::unordered_map<std::string, std::string>;

  [[nodiscard]] const std::string& prepare(const char* literal,
                                           const std::vector<Value>& parameters);
  [[nodiscard]] Answer expect(int sent, const char* statement, std::chrono::milliseconds longest);
  void wait_for_answer(const char* statement, std::chrono::milliseconds longest);
  [[noreturn]] void fail(const PGresult* answer, const char* statement);

  std::unique_ptr<PGconn, Finish> handle_;
  std::unordered_map<const char*, Forms> kept_;
  std::size_t names_given_ = 0;
  bool stale_ = false;  // a kept plan no longer fits the schema
};

/// A transaction's driver over a connection.
class PostgresTxDriver final : public TxDriver {
 public:
  explicit PostgresTxDriver(PostgresConnection& connection) : connection_(connection) {}
  std::int64_t execute(const char* sql, const std::vector<Value>& parameters,
                       const std::function<void(const Row&)>& each) override {
    return connection_.execute(sql, parameters, each);
  }
  void execute_once(const std::string& statement) override {
    connection_.execute_once(statement, PostgresConnection::longest_schema_statement);
  }
  [[nodiscard]] Engine engine() const override { return Engine::postgres; }

 private:
  PostgresConnection& connection_;
};

}  // namespace kentongan::db
