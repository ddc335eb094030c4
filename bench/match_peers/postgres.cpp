// PostgreSQL 15 on a private socket in a temporary folder, with buffers for everything: full-text
// search (GIN, `simple`, ts_rank and ts_rank_cd) and pg_trgm (GiST, nearest first; GIN above a
// likeness). The SQL stands in docs/benchmarks.md too.
#include "exact.hpp"
#include "peer.hpp"

#include <libpq-fe.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>

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
                      " -c listen_addresses= -c fsync=off -c shared_buffers=2GB -c work_mem=256MB "
                      "-c maintenance_work_mem=1GB -c effective_cache_size=4GB "
                      "-c random_page_cost=1.1 -c max_parallel_workers_per_gather=0 "
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

class PostgresPeer : public Peer {
 public:
  PostgresPeer(const char* name, const char* select)
      : name_(name), select_(select), connection_(PQconnectdb(server_.url().c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(connection_));
  }
  ~PostgresPeer() override { PQfinish(connection_); }
  PostgresPeer(const PostgresPeer&) = delete;
  PostgresPeer& operator=(const PostgresPeer&) = delete;

  [[nodiscard]] const char* name() const override { return name_; }
  [[nodiscard]] bool is_server() const override { return true; }

  [[nodiscard]] double server_milliseconds() const override {
    std::ifstream file("/proc/" + std::to_string(PQbackendPID(connection_)) + "/schedstat");
    double nanoseconds = 0;
    file >> nanoseconds;
    return nanoseconds / 1e6;
  }

  void build(const Known& known) override {
    texts_ = &known.texts;
    run("CREATE TABLE texts (id BIGINT PRIMARY KEY, text TEXT NOT NULL)");
    PQclear(PQexec(connection_, "COPY texts FROM STDIN"));
    for (std::size_t at = 0; at < known.texts.size(); ++at) {
      std::string row = std::to_string(at) + "\t";
      for (const std::string& word : words_of(known.texts[at])) row += word + " ";
      row += "\n";
      PQputCopyData(connection_, row.data(), static_cast<int>(row.size()));
    }
    PQputCopyEnd(connection_, nullptr);
    PGresult* copied = PQgetResult(connection_);
    const bool is_copied = PQresultStatus(copied) == PGRES_COMMAND_OK;
    PQclear(copied);
    PQclear(PQgetResult(connection_));
    if (!is_copied) throw std::runtime_error(PQerrorMessage(connection_));
    index();
    run("VACUUM ANALYZE texts");
    static_assert(longest_query == 60'000);
    run("SET statement_timeout = '60s'");
  }

  [[nodiscard]] std::vector<Hit> search(const std::string& message, std::size_t limit) override {
    const std::string query = query_of(message);
    std::vector<Hit> hits;
    if (query.empty()) return hits;
    const std::string count = std::to_string(limit);
    const char* values[] = {query.c_str(), count.c_str()};
    PGresult* result = PQexecParams(connection_, select_, 2, nullptr, values, nullptr, nullptr, 0);
    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
      const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
      const bool is_late = state != nullptr && std::strcmp(state, "57014") == 0;
      PQclear(result);
      if (is_late) throw TimedOut();
      throw std::runtime_error(PQerrorMessage(connection_));
    }
    for (int row = 0; row < PQntuples(result); ++row) {
      hits.push_back(
          {std::stoul(PQgetvalue(result, row, 0)), std::stod(PQgetvalue(result, row, 1))});
    }
    PQclear(result);
    return hits;
  }

 protected:
  virtual void index() = 0;
  [[nodiscard]] virtual std::string query_of(const std::string& message) const = 0;
  [[nodiscard]] const std::vector<std::string>& texts() const { return *texts_; }

  void run(const char* sql) {
    PGresult* result = PQexec(connection_, sql);
    const ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection_));
  }

 private:
  const char* name_;
  const char* select_;
  Server server_;
  PGconn* connection_;
  const std::vector<std::string>* texts_ = nullptr;
};

class FullText final : public PostgresPeer {
 public:
  enum class Rank { by_words, by_cover };
  explicit FullText(Rank rank)
      : PostgresPeer(rank == Rank::by_words ? "PostgreSQL ts_rank" : "PostgreSQL ts_rank_cd",
                     rank == Rank::by_words
                         ? "SELECT id, ts_rank(words, query, 1) AS score "
                           "FROM texts, to_tsquery('simple', $1) query "
                           "WHERE words @@ query ORDER BY score DESC, id LIMIT $2"
                         : "SELECT id, ts_rank_cd(words, query, 1) AS score "
                           "FROM texts, to_tsquery('simple', $1) query "
                           "WHERE words @@ query ORDER BY score DESC, id LIMIT $2"),
        rank_(rank) {}

  /// By words with the formula; by cover with the same SQL and no index.
  [[nodiscard]] std::vector<Hit> search_exhaustively(const std::string& message,
                                                     std::size_t limit) override {
    if (rank_ == Rank::by_words) {
      if (!exact_) exact_.emplace(texts());
      return exact_->search(different_words_of(message), limit);
    }
    run("SET enable_indexscan = off");
    run("SET enable_bitmapscan = off");
    std::vector<Hit> hits;
    try {
      hits = search(message, limit);
    } catch (const TimedOut&) {  // nothing to compare with
    }
    run("RESET enable_indexscan");
    run("RESET enable_bitmapscan");
    return hits;
  }

 private:
  void index() override {
    run("ALTER TABLE texts ADD COLUMN words TSVECTOR "
        "GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED");
    run("CREATE INDEX ON texts USING GIN (words) WITH (fastupdate = off)");
  }
  [[nodiscard]] std::string query_of(const std::string& message) const override {
    std::string query;
    for (const std::string& word : different_words_of(message))
      query += (query.empty() ? "'" : " | '") + word + "'";
    return query;
  }

  Rank rank_;
  std::optional<ExactTsRank> exact_;
};

class Trigrams final : public PostgresPeer {
 public:
  enum class Index { gist, gin };
  explicit Trigrams(Index index)
      : PostgresPeer(index == Index::gist ? "pg_trgm GiST" : "pg_trgm GIN",
                     index == Index::gist
                         ? "SELECT id, 1 - (text <-> $1) FROM texts ORDER BY text <-> $1 LIMIT $2"
                         : "SELECT id, similarity(text, $1) AS score FROM texts "
                           "WHERE text % $1 ORDER BY score DESC, id LIMIT $2"),
        index_(index) {}

  [[nodiscard]] std::vector<Hit> search_exhaustively(const std::string& message,
                                                     std::size_t limit) override {
    return most_similar(texts(), message, limit, index_ == Index::gist ? 0.0 : 0.1);
  }

 private:
  void index() override {
    run("CREATE EXTENSION pg_trgm");
    if (index_ == Index::gist) {
      run("CREATE INDEX ON texts USING GIST (text gist_trgm_ops(siglen=64))");
    } else {
      run("CREATE INDEX ON texts USING GIN (text gin_trgm_ops) WITH (fastupdate = off)");
      run("SET pg_trgm.similarity_threshold = 0.1");  // .3, its own, finds no title in a message
    }
  }
  [[nodiscard]] std::string query_of(const std::string& message) const override {
    std::string query;
    for (const std::string& word : different_words_of(message)) query += word + " ";
    return query;
  }

  Index index_;
};

}  // namespace

std::unique_ptr<Peer> postgres_rank() {
  return std::make_unique<FullText>(FullText::Rank::by_words);
}
std::unique_ptr<Peer> postgres_rank_cd() {
  return std::make_unique<FullText>(FullText::Rank::by_cover);
}
std::unique_ptr<Peer> trigrams_gist() { return std::make_unique<Trigrams>(Trigrams::Index::gist); }
std::unique_ptr<Peer> trigrams_gin() { return std::make_unique<Trigrams>(Trigrams::Index::gin); }

}  // namespace kentongan::bench
