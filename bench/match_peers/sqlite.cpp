// SQLite FTS5 in memory, its own bm25().
#include "exact.hpp"
#include "peer.hpp"

#include <sqlite3.h>

#include <cmath>
#include <optional>
#include <stdexcept>

namespace kentongan::bench {

namespace {

/// Source: SQLite 3.40, ext/fts5/fts5_aux.c: never below a millionth.
double word_weight(double documents, double with_word) {
  const double weight = std::log((documents - with_word + 0.5) / (with_word + 0.5));
  return weight <= 0 ? 1e-6 : weight;
}

class SqlitePeer final : public Peer {
 public:
  SqlitePeer() { check(sqlite3_open(":memory:", &db_)); }
  ~SqlitePeer() override {
    sqlite3_finalize(select_);
    sqlite3_close(db_);
  }
  SqlitePeer(const SqlitePeer&) = delete;
  SqlitePeer& operator=(const SqlitePeer&) = delete;

  [[nodiscard]] const char* name() const override { return "SQLite FTS5"; }

  void build(const Known& known) override {
    run("CREATE VIRTUAL TABLE titles USING fts5(title, content='', "
        "tokenize=\"unicode61 remove_diacritics 0\")");
    run("BEGIN");
    sqlite3_stmt* insert = nullptr;
    check(sqlite3_prepare_v2(db_, "INSERT INTO titles(rowid, title) VALUES (?1, ?2)", -1, &insert,
                             nullptr));
    for (std::size_t at = 0; at < known.texts.size(); ++at) {
      std::string text;
      for (const std::string& word : words_of(known.texts[at])) text += word + " ";
      sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(at) + 1);
      sqlite3_bind_text(insert, 2, text.c_str(), -1, SQLITE_TRANSIENT);
      if (sqlite3_step(insert) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run("COMMIT");
    run("INSERT INTO titles(titles) VALUES ('optimize')");
    check(sqlite3_prepare_v2(db_,
                             "SELECT rowid, bm25(titles) FROM titles WHERE titles MATCH ?1 "
                             "ORDER BY rank LIMIT ?2",
                             -1, &select_, nullptr));
    texts_ = &known.texts;
  }

  [[nodiscard]] std::vector<Hit> search(const std::string& message, std::size_t limit) override {
    std::string query;
    for (const std::string& word : different_words_of(message))
      query += (query.empty() ? "\"" : " OR \"") + word + "\"";
    std::vector<Hit> hits;
    if (query.empty()) return hits;
    sqlite3_reset(select_);
    sqlite3_bind_text(select_, 1, query.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_bind_int64(select_, 2, static_cast<sqlite3_int64>(limit));
    while (sqlite3_step(select_) == SQLITE_ROW) {
      hits.push_back({static_cast<std::size_t>(sqlite3_column_int64(select_, 0) - 1),
                      -sqlite3_column_double(select_, 1)});
    }
    return hits;
  }

  [[nodiscard]] std::vector<Hit> search_exhaustively(const std::string& message,
                                                     std::size_t limit) override {
    if (!exact_) exact_.emplace(*texts_, word_weight, 0.0);
    return exact_->search(different_words_of(message), limit);
  }

 private:
  void check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_));
  }
  void run(const char* sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }

  sqlite3* db_ = nullptr;
  sqlite3_stmt* select_ = nullptr;
  const std::vector<std::string>* texts_ = nullptr;
  std::optional<ExactBm25> exact_;
};

}  // namespace

std::unique_ptr<Peer> sqlite_fts5() { return std::make_unique<SqlitePeer>(); }

}  // namespace kentongan::bench
