// PostgreSQL 15 on a private socket in a temporary folder, with buffers for everything: full-text
// search (GIN, `simple`, ts_rank) and pg_trgm (GiST, nearest first).
#include "peer.hpp"

#include <libpq-fe.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace kentongan::bench {

namespace {

void shell(const std::string& command) {
  if (std::system(command.c_str()) != 0)  // NOLINT(concurrency-mt-unsafe): one thread
    throw std::runtime_error("failed: " + command);
}

/// PostgreSQL refuses to be root; its Debian package brings the user.
std::string as_postgres(const std::string& command) {
  return (geteuid() == 0 ? "cd / && setpriv --reuid=postgres --regid=postgres --init-groups "
                         : "") +
         command;
}

class Server {
 public:
  Server() {
    std::string pattern = (std::filesystem::temp_directory_path() / "peer-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
    if (geteuid() == 0) shell("chown postgres " + folder_);
    shell(as_postgres(programs + "initdb -D " + folder_ +
                      "/data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >" + folder_ +
                      "/log 2>&1"));
    shell(as_postgres(programs + "pg_ctl -D " + folder_ + "/data -l " + folder_ +
                      "/server.log -w -o \"-k " + folder_ +
                      " -c listen_addresses= -c fsync=off -c shared_buffers=1GB -c work_mem=256MB "
                      "-c maintenance_work_mem=1GB -c max_parallel_workers_per_gather=0 "
                      "-c max_parallel_maintenance_workers=0 -c autovacuum=off -c jit=off\" "
                      "start >>" +
                      folder_ + "/log 2>&1"));
  }
  ~Server() {
    try {
      shell(as_postgres(programs + "pg_ctl -D " + folder_ + "/data -m immediate stop >>" + folder_ +
                        "/log 2>&1"));
    } catch (const std::exception&) {  // it is gone already
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::string url() const { return "host=" + folder_ + " user=postgres"; }

 private:
  static inline const std::string programs = "/usr/lib/postgresql/15/bin/";
  std::string folder_;
};

class PostgresPeer final : public Peer {
 public:
  enum class How { full_text, trigrams };
  explicit PostgresPeer(How how) : how_(how), connection_(PQconnectdb(server_.url().c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(connection_));
  }
  ~PostgresPeer() override { PQfinish(connection_); }
  PostgresPeer(const PostgresPeer&) = delete;
  PostgresPeer& operator=(const PostgresPeer&) = delete;

  [[nodiscard]] const char* name() const override {
    return how_ == How::full_text ? "PostgreSQL FTS" : "pg_trgm";
  }
  [[nodiscard]] bool is_server() const override { return true; }

  void build(const std::vector<std::string>& titles) override {
    run("CREATE TABLE titles (id BIGINT PRIMARY KEY, title TEXT NOT NULL)");
    PQclear(PQexec(connection_, "COPY titles FROM STDIN"));
    for (std::size_t at = 0; at < titles.size(); ++at) {
      std::string row = std::to_string(at) + "\t";
      for (const std::string& word : words_of(titles[at])) row += word + " ";
      row += "\n";
      PQputCopyData(connection_, row.data(), static_cast<int>(row.size()));
    }
    PQputCopyEnd(connection_, nullptr);
    PGresult* copied = PQgetResult(connection_);
    const bool is_copied = PQresultStatus(copied) == PGRES_COMMAND_OK;
    PQclear(copied);
    PQclear(PQgetResult(connection_));
    if (!is_copied) throw std::runtime_error(PQerrorMessage(connection_));
    if (how_ == How::full_text) {
      run("ALTER TABLE titles ADD COLUMN words TSVECTOR "
          "GENERATED ALWAYS AS (to_tsvector('simple', title)) STORED");
      run("CREATE INDEX ON titles USING GIN (words) WITH (fastupdate = off)");
    } else {
      run("CREATE EXTENSION pg_trgm");
      run("CREATE INDEX ON titles USING GIST (title gist_trgm_ops(siglen=64))");
    }
    run("VACUUM ANALYZE titles");
  }

  [[nodiscard]] std::vector<Hit> search(const std::string& message, std::size_t limit) override {
    return ask(message, limit);
  }

  /// The same question without the index.
  [[nodiscard]] std::vector<Hit> search_exhaustively(const std::string& message,
                                                     std::size_t limit) override {
    run("SET enable_indexscan = off");
    run("SET enable_bitmapscan = off");
    auto hits = ask(message, limit);
    run("RESET enable_indexscan");
    run("RESET enable_bitmapscan");
    return hits;
  }

 private:
  std::vector<Hit> ask(const std::string& message, std::size_t limit) {
    std::string query;
    for (const std::string& word : different_words_of(message)) {
      if (how_ == How::full_text) {
        query += (query.empty() ? "'" : " | '") + word + "'";
      } else {
        query += word + " ";
      }
    }
    std::vector<Hit> hits;
    if (query.empty()) return hits;
    const std::string count = std::to_string(limit);
    const char* values[] = {query.c_str(), count.c_str()};
    const char* sql =
        how_ == How::full_text
            ? "SELECT id, ts_rank(words, query, 1) AS score FROM titles, to_tsquery('simple', $1) "
              "query WHERE words @@ query ORDER BY score DESC, id LIMIT $2"
            : "SELECT id, 1 - (title <-> $1) FROM titles ORDER BY title <-> $1 LIMIT $2";
    PGresult* result = PQexecParams(connection_, sql, 2, nullptr, values, nullptr, nullptr, 0);
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
      throw std::runtime_error(PQerrorMessage(connection_));
    for (int row = 0; row < PQntuples(result); ++row) {
      hits.push_back(
          {std::stoul(PQgetvalue(result, row, 0)), std::stod(PQgetvalue(result, row, 1))});
    }
    PQclear(result);
    return hits;
  }

  void run(const char* sql) {
    PGresult* result = PQexec(connection_, sql);
    const ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection_));
  }

  How how_;
  Server server_;
  PGconn* connection_;
};

}  // namespace

std::unique_ptr<Peer> postgres_fts() {
  return std::make_unique<PostgresPeer>(PostgresPeer::How::full_text);
}
std::unique_ptr<Peer> postgres_trgm() {
  return std::make_unique<PostgresPeer>(PostgresPeer::How::trigrams);
}

}  // namespace kentongan::bench
