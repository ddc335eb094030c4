// Site search over 100,000 made-up items: time of a search, memory, time to build, and whether
// every result is the one a scorer finds that reads all the texts; the same searches with SQLite's
// FTS5 and with the LIKE over folded texts that the site used before.
//
//   nice build/fast/bench/search_bench [--items 100000] [--queries 400] [--texts FILE]
//
// Without a file the words are made of syllables, as frequent as Zipf says; with one (lines of
// running text) runs of its words are put together anew.
#include "base/text.hpp"
#include "language/text.hpp"
#include "language/words.hpp"
#include "search/marked.hpp"
#include "search/rank.hpp"
#include "search/segment_builder.hpp"

#include <sqlite3.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace kentongan;          // NOLINT: a bench is one file
using namespace kentongan::search;  // NOLINT

constexpr Instant now = Instant::from_micros(1'790'000'000'000'000);

double cpu_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double resident_mb() {
  std::ifstream status("/proc/self/statm");
  double pages = 0;
  double resident = 0;
  status >> pages >> resident;
  return resident * 4096 / 1e6;
}

/// Words one after another, as they might stand in texts.
class Pool {
 public:
  explicit Pool(const char* file) {
    if (file == nullptr) {
      make();
      return;
    }
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      const language::Text text = language::read(line);
      for (const language::Token& token : text.tokens) words_.emplace_back(text.word(token));
    }
  }
  [[nodiscard]] std::string run(std::size_t length, std::mt19937& chance) const {
    std::string text;
    while (length > 0) {
      const std::size_t piece = std::min<std::size_t>(length, 4 + chance() % 9);
      const std::size_t at = chance() % (words_.size() - piece);
      for (std::size_t word = at; word < at + piece; ++word) text += words_[word] + " ";
      text.back() = '.';
      text += ' ';
      length -= piece;
    }
    return text;
  }

 private:
  void make() {
    std::mt19937 chance(11);  // NOLINT: the same every time
    const std::vector<std::string> syllables{
        "ba", "ca", "da", "ga",  "ka",  "la",  "ma", "na",  "pa",  "ra",  "sa",  "ta", "wa", "bi",
        "di", "ki", "li", "mi",  "ni",  "ri",  "si", "ti",  "bu",  "du",  "gu",  "ku", "lu", "mu",
        "nu", "ru", "su", "tu",  "be",  "de",  "ke", "le",  "me",  "se",  "te",  "bo", "do", "ko",
        "lo", "mo", "to", "kan", "nya", "ang", "an", "ing", "ung", "tan", "ran", "san"};
    std::vector<std::string> vocabulary;
    for (int at = 0; at < 80'000; ++at) {
      std::string word;
      for (std::size_t part = 0; part < 2 + chance() % 3; ++part)
        word += syllables[chance() % syllables.size()];
      vocabulary.push_back(word);
    }
    // Zipf: the n-th word is as frequent as 1/n. Source: G. K. Zipf, 1949.
    std::vector<double> weights;
    for (std::size_t at = 0; at < vocabulary.size(); ++at)
      weights.push_back(1.0 / static_cast<double>(at + 20));
    std::discrete_distribution<std::size_t> draw(weights.begin(), weights.end());
    for (int at = 0; at < 3'000'000; ++at) words_.push_back(vocabulary[draw(chance)]);
  }

  std::vector<std::string> words_;
};

std::vector<Document> make_documents(const Pool& pool, std::size_t count) {
  std::mt19937 chance(23);  // NOLINT
  std::vector<Document> documents;
  for (std::size_t at = 0; at < count; ++at) {
    Document document{.id = static_cast<std::int64_t>(at) + 1};
    document.title = pool.run(5 + chance() % 7, chance);
    document.lead = pool.run(12 + chance() % 18, chance);
    document.body = pool.run(60 + chance() % 240, chance);
    document.areas = {places::AreaCode::parse("32.10").value()};
    document.at = now - std::chrono::hours(24 * (chance() % 2'000));
    documents.push_back(std::move(document));
  }
  return documents;
}

std::string misspell(std::string word, std::mt19937& chance) {
  if (word.size() < 4) return word;
  const std::size_t at = chance() % (word.size() - 1);
  switch (chance() % 4) {
    case 0: word.erase(at, 1); break;
    case 1: word.insert(at, 1, static_cast<char>('a' + chance() % 26)); break;
    case 2: word[at] = static_cast<char>('a' + chance() % 26); break;
    default: std::swap(word[at], word[at + 1]); break;
  }
  return word;
}

/// One to five words of one document; every third search has a misspelt word, every fifth a word
/// that occurs nowhere, every seventh ends in half a word.
std::vector<std::string> make_queries(const std::vector<Document>& documents, std::size_t count) {
  std::mt19937 chance(37);  // NOLINT
  std::vector<std::string> queries;
  while (queries.size() < count) {
    const Document& document = documents[chance() % documents.size()];
    const language::Text text = language::read(document.title + document.lead + document.body);
    std::vector<std::string> words;
    const std::size_t wanted = 1 + queries.size() % 5;
    for (int tries = 0; words.size() < wanted && tries < 100; ++tries) {
      const std::string_view word = text.word(text.tokens[chance() % text.tokens.size()]);
      if (!language::is_stop_word(word)) words.emplace_back(word);
    }
    if (words.empty()) continue;
    if (queries.size() % 3 == 0) words[0] = misspell(words[0], chance);
    if (queries.size() % 5 == 0) words.back() = "qzx" + std::to_string(chance() % 100) + "vwq";
    if (queries.size() % 7 == 0 && words.back().size() > 4)
      words.back().resize(words.back().size() / 2 + 1);
    queries.push_back(join(words, " "));
  }
  return queries;
}

struct Times {
  std::vector<double> all;
  void print(const char* what) {
    std::sort(all.begin(), all.end());
    if (all.empty()) return;
    const auto at = [this](double share) {
      return all[std::min(all.size() - 1,
                          static_cast<std::size_t>(share * static_cast<double>(all.size())))];
    };
    std::printf("%-44s p50 %8.3f ms   p99 %8.3f ms   worst %8.3f ms\n", what, at(.5), at(.99),
                all.back());
  }
};

/// Reads all texts and scores them for every search, without the index's postings.
class Exact {
 public:
  Exact(const std::vector<Document>& documents, const std::vector<Understanding>& searches) {
    best_.resize(searches.size());
    for (const Document& document : documents) {
      const std::map<std::string, Occurrences> words = count(document);
      for (std::size_t at = 0; at < searches.size(); ++at) score(document, words, searches[at], at);
    }
    for (auto& found : best_) std::sort(found.begin(), found.end());
  }
  struct Found {
    bool some_words = false;
    double score = 0;
    std::int64_t at = 0;
    std::int64_t id = 0;
    friend bool operator<(const Found& left, const Found& right) {
      if (left.some_words != right.some_words) return right.some_words;
      if (std::abs(left.score - right.score) > 1e-5) return left.score > right.score;
      if (left.at != right.at) return left.at > right.at;
      return left.id < right.id;
    }
  };
  [[nodiscard]] const std::vector<Found>& best(std::size_t search) const { return best_[search]; }

 private:
  static std::map<std::string, Occurrences> count(const Document& document) {
    std::map<std::string, Occurrences> words;
    std::array<std::uint32_t, field_count> lengths{};
    std::size_t field = 0;
    for (const std::string* text : {&document.title, &document.lead, &document.body}) {
      const language::Text read = language::read(*text);
      for (const language::Token& token : read.tokens) {
        if (language::is_stop_word(read.word(token))) continue;
        ++lengths[field];
        ++words[std::string(read.word(token))].times[field];
      }
      ++field;
    }
    for (auto& [word, occurrences] : words) occurrences.words = lengths;
    return words;
  }
  void score(const Document& document, const std::map<std::string, Occurrences>& words,
             const Understanding& asked, std::size_t search) {
    double total = 0;
    double weight = 0;
    double all_weight = 0;
    bool has_all = true;
    bool has_any = false;
    for (const UnderstoodWord& word : asked.words) {
      if (word.variants.empty()) continue;
      all_weight += word.weight;
      double best = 0;
      for (const Variant& variant : word.variants) {
        const auto found = words.find(variant.word);
        if (found == words.end()) continue;
        best = std::max(best, word.weight * variant.likeness / 255.0 * impact_of(found->second));
      }
      if (best > 0) weight += word.weight;
      has_any = has_any || best > 0;
      has_all = has_all && best > 0;
      total += best;
    }
    if (!has_any || weight < 0.5 * all_weight - 1e-6) return;
    best_[search].push_back({.some_words = !has_all,
                             .score = total * freshness(document.at.micros(), now),
                             .at = document.at.micros(),
                             .id = document.id});
  }

  std::vector<std::vector<Found>> best_;
};

/// SQLite in memory with the same texts: a table with folded texts, and FTS5.
class Sqlite {
 public:
  explicit Sqlite(const std::vector<Document>& documents) {
    sqlite3_open(":memory:", &db_);
    run("CREATE TABLE items (id INTEGER PRIMARY KEY, listed_at INTEGER, folded TEXT)");
    run("CREATE INDEX by_day ON items (listed_at, id)");
    run("CREATE VIRTUAL TABLE words USING fts5(title, lead, body, content='')");
    run("BEGIN");
    sqlite3_stmt* item = prepare("INSERT INTO items VALUES (?1, ?2, ?3)");
    sqlite3_stmt* words =
        prepare("INSERT INTO words (rowid, title, lead, body) VALUES (?1, ?2, ?3, ?4)");
    for (const Document& document : documents) {
      const std::string folded =
          lower_ascii(" " + document.title + " " + document.lead + " " + document.body);
      sqlite3_bind_int64(item, 1, document.id);
      sqlite3_bind_int64(item, 2, document.at.micros());
      bind(item, 3, folded);
      sqlite3_step(item);
      sqlite3_reset(item);
    }
    before_words_ = cpu_ms();
    for (const Document& document : documents) {
      sqlite3_bind_int64(words, 1, document.id);
      bind(words, 2, document.title);
      bind(words, 3, document.lead);
      bind(words, 4, document.body);
      sqlite3_step(words);
      sqlite3_reset(words);
    }
    run("COMMIT");
    words_ms_ = cpu_ms() - before_words_;
    sqlite3_finalize(item);
    sqlite3_finalize(words);
    like_ = prepare(
        "SELECT id FROM items WHERE folded LIKE ?1 AND folded LIKE ?2 AND folded LIKE ?3 AND "
        "folded LIKE ?4 AND folded LIKE ?5 ORDER BY listed_at DESC, id DESC LIMIT 11");
    match_ = prepare(
        "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY bm25(words, 5, 2, 1) LIMIT 10");
  }
  ~Sqlite() {
    sqlite3_finalize(like_);
    sqlite3_finalize(match_);
    sqlite3_close(db_);
  }
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;

  [[nodiscard]] double words_ms() const { return words_ms_; }
  std::size_t find_like(const std::string& query) {
    const std::vector<std::string_view> words = split(std::string_view(query), ' ');
    for (int at = 0; at < 5; ++at) {
      const auto word = static_cast<std::size_t>(at);
      bind(like_, at + 1, word < words.size() ? "%" + std::string(words[word]) + "%" : "%");
    }
    return rows(like_);
  }
  std::size_t find_match(const std::string& query, std::string_view between) {
    std::string expression;
    for (const std::string_view word : split(std::string_view(query), ' '))
      expression +=
          (expression.empty() ? "\"" : std::string(between) + "\"") + std::string(word) + "\"";
    bind(match_, 1, expression);
    return rows(match_);
  }

 private:
  void run(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      std::fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db_));
      std::exit(1);
    }
  }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) != SQLITE_OK) {
      std::fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db_));
      std::exit(1);
    }
    return statement;
  }
  static void bind(sqlite3_stmt* statement, int at, const std::string& text) {
    sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
  }
  static std::size_t rows(sqlite3_stmt* statement) {
    std::size_t count = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) ++count;
    sqlite3_reset(statement);
    return count;
  }

  sqlite3* db_ = nullptr;
  sqlite3_stmt* like_ = nullptr;
  sqlite3_stmt* match_ = nullptr;
  double before_words_ = 0;
  double words_ms_ = 0;
};

std::size_t option(int count, char** words, const char* name, std::size_t otherwise) {
  for (int at = 1; at + 1 < count; ++at) {
    if (std::strcmp(words[at], name) == 0) return std::strtoull(words[at + 1], nullptr, 10);
  }
  return otherwise;
}

/// How many of the searches give other hits than the exact scorer.
std::size_t count_differences(const Snapshot& snapshot, const std::vector<Document>& documents,
                              const std::vector<std::string>& queries) {
  constexpr std::size_t most_checked = 60;
  std::vector<Understanding> searches;
  for (std::size_t at = 0; at < std::min(queries.size(), most_checked); ++at)
    searches.push_back(understand(snapshot, queries[at]));
  const Exact exact(documents, searches);
  std::size_t wrong = 0;
  for (std::size_t at = 0; at < searches.size(); ++at) {
    const RankedPage page = rank(snapshot, searches[at], {.now = now})[0];
    bool same = page.all == exact.best(at).size();
    for (std::size_t hit = 0; same && hit < page.best.size(); ++hit) {
      const Exact::Found& expected = exact.best(at)[hit];
      // Sums of floats differ in their last places: equal scores may change places.
      same = std::abs(expected.score - static_cast<double>(page.best[hit].score)) < 1e-3 &&
             expected.some_words != page.best[hit].has_all_words;
    }
    if (!same) std::printf("differs: %s\n", queries[at].c_str());
    wrong += same ? 0 : 1;
  }
  std::printf("%zu of %zu searches give exactly what reading every text gives\n",
              searches.size() - wrong, searches.size());
  return wrong;
}

}  // namespace

int main(int count, char** words) {
  const char* file = nullptr;
  for (int at = 1; at + 1 < count; ++at) {
    if (std::strcmp(words[at], "--texts") == 0) file = words[at + 1];
  }
  const std::size_t items = option(count, words, "--items", 100'000);
  const std::vector<Document> documents = make_documents(Pool(file), items);
  const std::vector<std::string> queries =
      make_queries(documents, option(count, words, "--queries", 400));
  std::size_t bytes = 0;
  for (const Document& document : documents)
    bytes += document.title.size() + document.lead.size() + document.body.size();

  const double before_mb = resident_mb();
  const double before = cpu_ms();
  SegmentBuilder builder;
  for (const Document& document : documents) builder.add(document);
  Snapshot snapshot;
  snapshot.parts = {{builder.finish()}};
  const double built = cpu_ms() - before;
  std::printf("%zu items, %.0f MB of text, %zu different words\n", items,
              static_cast<double>(bytes) / 1e6, snapshot.parts[0].segment->word_count());
  std::printf("built in %.0f ms; %.1f MB (resident grew by %.1f MB)\n", built,
              static_cast<double>(snapshot.memory()) / 1e6, resident_mb() - before_mb);

  Times search_only;
  Times with_marks;
  std::size_t found_some = 0;
  for (const std::string& query : queries) {
    double best = 1e9;
    double best_marked = 1e9;
    for (int run = 0; run < 3; ++run) {
      const double start = cpu_ms();
      const Understanding asked = understand(snapshot, query);
      const Ranking found = rank(snapshot, asked, {.now = now});
      const double middle = cpu_ms();
      const Marker marker(asked);
      std::size_t marked = 0;
      for (const Ranked& ranked : found[0].best) {
        const Document& document = documents[static_cast<std::size_t>(ranked.id) - 1];
        marked += marker.mark(document.title).size();
        const Marked lead = marker.passage(document.lead, 240);
        marked += lead.empty() ? marker.passage(document.body, 240).size() : lead.size();
      }
      best = std::min(best, middle - start);
      best_marked = std::min(best_marked, cpu_ms() - start);
      if (run == 0) found_some += marked > 0 ? 1 : 0;
    }
    search_only.all.push_back(best);
    with_marks.all.push_back(best_marked);
  }
  search_only.print("search");
  with_marks.print("search and ten marked passages");
  const std::size_t wrong = count_differences(snapshot, documents, queries);

  Sqlite sqlite(documents);
  Times like;
  Times all_words;
  Times any_word;
  std::size_t like_some = 0;
  std::size_t all_some = 0;
  for (std::size_t at = 0; at < queries.size(); ++at) {
    double start = cpu_ms();
    all_some += sqlite.find_match(queries[at], " ") > 0 ? 1 : 0;
    all_words.all.push_back(cpu_ms() - start);
    start = cpu_ms();
    (void)sqlite.find_match(queries[at], " OR ");
    any_word.all.push_back(cpu_ms() - start);
    if (at % 8 != 0) continue;  // slow
    start = cpu_ms();
    like_some += sqlite.find_like(queries[at]) > 0 ? 8 : 0;
    like.all.push_back(cpu_ms() - start);
  }
  std::printf("SQLite %s, FTS5 built in %.0f ms\n", sqlite3_libversion(), sqlite.words_ms());
  all_words.print("FTS5, all words (titles count 5, leads 2)");
  any_word.print("FTS5, any word");
  like.print("LIKE, as before");
  std::printf("found something: %zu of %zu searches; FTS5 with all words %zu, LIKE about %zu\n",
              found_some, queries.size(), all_some, like_some);
  return wrong == 0 ? 0 : 1;
}
