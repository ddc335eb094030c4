#include "db/internal/postgres_connection.hpp"

#include "base/bug.hpp"
#include "db/internal/postgres_values.hpp"
#include "db/internal/statements.hpp"

#include <poll.h>

#include <array>
#include <cstdlib>

namespace kentongan::db {

namespace {

// Ours stand before the operator's url, which may override them, except the last two.
PGconn* connect(const std::string& url) {
  const std::array<const char*, 9> names{
      "connect_timeout",  "keepalives_idle",  "keepalives_interval",
      "keepalives_count", "tcp_user_timeout", "dbname",
      "client_encoding",  "application_name", nullptr};
  const std::array<const char*, 9> values{"5",         "10",   "5",         "3",    "20000",
                                          url.c_str(), "UTF8", "kentongan", nullptr};
  return PQconnectdbParams(names.data(), values.data(), 1);
}

/// What kind of breakage an SQLSTATE means. Source: PostgreSQL 15, appendix A.
DbFailure::Kind kind_of(std::string_view state) {
  using Kind = DbFailure::Kind;
  if (state == "53100") return Kind::full;
  if (state == "40001" || state == "40P01" || state == "55P03" || state == "57014")
    return Kind::busy;
  if (state.starts_with("XX00")) return Kind::broken;
  return Kind::lost;
}

bool is_failure(std::string_view state) {
  return state.starts_with("08") || state.starts_with("40") || state.starts_with("53") ||
         state.starts_with("55") || state.starts_with("57") || state.starts_with("58") ||
         state.starts_with("XX");
}

// 23: constraints. 22: a value out of range or of no known character.
bool is_constraint(std::string_view state) {
  return state.starts_with("23") || state.starts_with("22");
}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& url) : handle_(connect(url)) {
  if (handle_ == nullptr) throw std::bad_alloc();
  if (PQstatus(handle_.get()) != CONNECTION_OK) {
    throw DbFailure(DbFailure::Kind::lost,
                    std::string("postgres: ") + PQerrorMessage(handle_.get()));
  }
  PQsetNoticeProcessor(
      handle_.get(), [](void*, const char*) {}, nullptr);
  // Acknowledged means durable, whatever the server's default; stronger settings stay.
  execute_once(
      "SELECT set_config('synchronous_commit', 'on', false)"
      " WHERE current_setting('synchronous_commit') = 'off'");
}

bool PostgresConnection::is_sound() const {
  return !stale_ && PQstatus(handle_.get()) == CONNECTION_OK &&
         PQtransactionStatus(handle_.get()) == PQTRANS_IDLE;
}

const std::string& PostgresConnection::prepare(const char* literal,
                                               const std::vector<Value>& parameters) {
  std::string types;
  std::vector<Oid> oids;
  oids.reserve(parameters.size());
  for (const Value& parameter : parameters) {
    oids.push_back(type_of(parameter));
    types += static_cast<char>('a' + parameter.held().index());
  }
  Forms& forms = kept_[literal];
  if (const auto found = forms.find(types); found != forms.end()) return found->second;
  const std::string name = "s" + std::to_string(++names_given_);
  const PostgresText rewritten = with_postgres_parameters(literal);
  if (rewritten.parameters != parameters.size()) {
    throw Bug(std::string("db: wrong number of parameters: ") + literal);
  }
  const Answer answer = expect(PQsendPrepare(handle_.get(), name.c_str(), rewritten.text.c_str(),
                                             static_cast<int>(oids.size()), oids.data()),
                               literal, longest_statement);
  return forms.emplace(types, name).first->second;
}

std::int64_t PostgresConnection::execute(const char* literal, const std::vector<Value>& parameters,
                                         const std::function<void(const Row&)>& each) {
  PostgresParameters wire(parameters.size());
  for (const Value& parameter : parameters) wire.add(parameter);
  const std::string& name = prepare(literal, parameters);
  const Answer answer =
      expect(PQsendQueryPrepared(handle_.get(), name.c_str(), wire.count(), wire.values(),
                                 wire.lengths(), wire.formats(), 0),
             literal, longest_statement);
  const int rows = PQntuples(answer.get());
  const int columns = PQnfields(answer.get());
  for (int row = 0; each && row < rows; ++row) {
    std::vector<Value> values;
    values.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
      if (PQgetisnull(answer.get(), row, column) != 0) {
        values.emplace_back();
        continue;
      }
      const std::string_view text(PQgetvalue(answer.get(), row, column),
                                  static_cast<std::size_t>(PQgetlength(answer.get(), row, column)));
      values.push_back(value_of(PQftype(answer.get(), column), text));
    }
    each(Row(std::move(values)));
  }
  const std::string_view done = PQcmdStatus(answer.get());
  if (done.starts_with("SELECT")) return 0;
  return std::strtoll(PQcmdTuples(answer.get()), nullptr, 10);
}

std::string PostgresConnection::execute_once(const std::string& statement,
                                             std::chrono::milliseconds longest) {
  const Answer answer =
      expect(PQsendQuery(handle_.get(), statement.c_str()), statement.c_str(), longest);
  return PQcmdStatus(answer.get());
}

PostgresConnection::Answer PostgresConnection::expect(int sent, const char* statement,
                                                      std::chrono::milliseconds longest) {
  if (sent == 0) fail(nullptr, statement);
  Answer answer;
  // One statement has one answer; after it comes nothing, which has to be fetched as well.
  for (PGresult* next = nullptr;;) {
    wait_for_answer(statement, longest);
    next = PQgetResult(handle_.get());
    if (next == nullptr) break;
    answer.reset(next);
  }
  const ExecStatusType status = PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(answer.get(), statement);
  return answer;
}

/// Returns when `PQgetResult` will not block. A server that stands still must not hold us for ever.
void PostgresConnection::wait_for_answer(const char* statement, std::chrono::milliseconds longest) {
  const auto deadline = std::chrono::steady_clock::now() + longest;
  while (true) {
    const int unsent = PQflush(handle_.get());
    if (unsent < 0) fail(nullptr, statement);
    if (unsent == 0 && PQisBusy(handle_.get()) == 0) return;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    const short events = unsent > 0 ? POLLIN | POLLOUT : POLLIN;
    pollfd socket{PQsocket(handle_.get()), events, 0};
    if (left.count() <= 0 || poll(&socket, 1, static_cast<int>(left.count())) == 0) {
      stale_ = true;
      throw DbFailure(DbFailure::Kind::lost,
                      std::string("postgres: no answer in time to ") + statement);
    }
    if (PQconsumeInput(handle_.get()) == 0) fail(nullptr, statement);
  }
}

void PostgresConnection::fail(const PGresult* answer, const char* statement) {
  const char* field = answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_SQLSTATE);
  const std::string state = field == nullptr ? "" : field;
  const std::string what =
      "postgres: " + state + " " + PQerrorMessage(handle_.get()) + " in " + statement;
  if (PQstatus(handle_.get()) != CONNECTION_OK || state.empty()) {
    throw DbFailure(DbFailure::Kind::lost, what);
  }
  if (is_constraint(state)) throw ConstraintFailure(what);
  if (state == "0A000" && what.find("cached plan") != std::string::npos) {
    stale_ = true;  // another node has migrated: again, on a new connection
    throw DbFailure(DbFailure::Kind::busy, what);
  }
  if (is_failure(state)) throw DbFailure(kind_of(state), what);
  throw Bug(what);
}

}  // namespace kentongan::db
