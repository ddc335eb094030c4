// How fast the matcher is and how often it is right, on the development splits of the evaluation
// data (never the test splits). The data is no part of the project: without it this says so and
// leaves.
//
//   match_bench [FOLDER]      FOLDER holds factchecks/ and claimmatch/; default
//   $KENTONGAN_EVAL_DATA
//
// Exit 1 when an answer is wrong that must not be: a verbatim message that does not find its fact
// check, an ordinary message that is answered, precision below what TUNING.md promises.
#include "table.hpp"

#include "match/matcher.hpp"
#include "trial/statistics.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using kentongan::bench::milliseconds_of_thread;
using kentongan::bench::Row;
using kentongan::bench::split_at;
using kentongan::match::Decision;
using kentongan::match::Document;
using kentongan::match::Matcher;
using kentongan::match::Outcome;
using kentongan::match::SegmentBuilder;
using kentongan::trial::lower_bound;

struct Table {
  Row header;
  std::vector<Row> rows;

  [[nodiscard]] const std::string& at(const Row& row, std::string_view column) const {
    static const std::string nothing;
    const auto found = std::find(header.begin(), header.end(), column);
    const auto index = static_cast<std::size_t>(found - header.begin());
    return index < row.size() ? row[index] : nothing;
  }
};

Table read_table(const std::string& file, Row header = {}) {
  Table table;
  std::ifstream stream(file);
  std::string line;
  if (header.empty() && std::getline(stream, line)) header = split_at(line, '\t');
  table.header = std::move(header);
  while (std::getline(stream, line)) {
    if (!line.empty()) table.rows.push_back(split_at(line, '\t'));
  }
  return table;
}

struct Question {
  std::string text;
  std::set<std::string> right;  ///< names of documents; empty: must not be answered
};

/// An index over named documents.
class Archive {
 public:
  enum class Fields { title, title_and_message };

  Archive(const Table& table, Fields fields) {
    const double start = milliseconds_of_thread();
    SegmentBuilder builder;
    for (const Row& row : table.rows) {
      Document document{.id = static_cast<std::int64_t>(names_.size())};
      document.verdict =
          static_cast<std::int32_t>(table.at(row, "label").size());  // hoax, valid, unknown
      document.title = table.at(row, "title");
      if (fields == Fields::title_and_message)
        document.messages.push_back(table.at(row, "narrative"));
      names_.push_back(table.at(row, "id"));
      builder.add(document);
    }
    matcher_.adopt(builder.finish());
    std::printf("build       %6zu documents  %6.0f ms  index %.1f MB\n", names_.size(),
                milliseconds_of_thread() - start, static_cast<double>(matcher_.memory()) / 1e6);
  }

  struct Outcomes {
    int all = 0, answered = 0, right = 0, asked = 0, asked_right = 0, first = 0;
  };

  Outcomes ask(const char* name, const std::vector<Question>& questions) const {
    Outcomes outcomes;
    std::vector<double> times;
    for (const Question& question : questions) {
      const double start = milliseconds_of_thread();
      const auto candidates = matcher_.find(question.text, 10);
      const Decision decision = decide(candidates);
      times.push_back(milliseconds_of_thread() - start);
      const auto is_right = [&](const auto& candidate) {
        return question.right.contains(names_[static_cast<std::size_t>(candidate.document)]);
      };
      const bool shows_right = std::any_of(decision.shown.begin(), decision.shown.end(), is_right);
      ++outcomes.all;
      outcomes.first += !candidates.empty() && is_right(candidates.front()) ? 1 : 0;
      outcomes.answered += decision.outcome == Outcome::answer ? 1 : 0;
      outcomes.right += decision.outcome == Outcome::answer && shows_right ? 1 : 0;
      outcomes.asked += decision.outcome == Outcome::ask ? 1 : 0;
      outcomes.asked_right += decision.outcome == Outcome::ask && shows_right ? 1 : 0;
    }
    print(name, outcomes, times);
    return outcomes;
  }

 private:
  static void print(const char* name, const Outcomes& outcomes, std::vector<double>& times) {
    if (times.empty()) return;
    std::sort(times.begin(), times.end());
    const double answered = std::max(1, outcomes.answered);
    std::printf(
        "%-22s n %5d  R@1 %.3f  answered %5d (%.3f) right %.4f >= %.4f  asked %4d, right one shown "
        "%4d"
        "  p50 %.3f ms p99 %.3f ms\n",
        name, outcomes.all, outcomes.first / static_cast<double>(outcomes.all), outcomes.answered,
        outcomes.answered / static_cast<double>(outcomes.all), outcomes.right / answered,
        lower_bound(outcomes.right, outcomes.answered), outcomes.asked, outcomes.asked_right,
        times[times.size() / 2], times[times.size() * 99 / 100]);
  }

  std::vector<std::string> names_;
  Matcher matcher_;
};

using Twins = std::map<std::string, std::set<std::string>>;

Twins read_twins(const std::string& file) {
  Twins twins;
  for (const Row& row : read_table(file).rows) twins[row[0]].insert(row[1]);
  return twins;
}

std::vector<Question> questions_of(const std::string& file, const Twins& twins) {
  std::vector<Question> questions;
  const Table table = read_table(file);
  for (const Row& row : table.rows) {
    if (table.at(row, "split") == "test") continue;
    Question question{.text = table.at(row, "text"), .right = {}};
    const std::string& document = table.at(row, "docid");
    if (!document.empty()) {
      question.right.insert(document);
      if (const auto same = twins.find(document); same != twins.end()) {
        question.right.insert(same->second.begin(), same->second.end());
      }
    }
    questions.push_back(std::move(question));
  }
  return questions;
}

std::vector<Question> claim_questions(const std::string& file) {
  std::vector<Question> questions;
  for (const Row& row : read_table(file, {"ids", "message"}).rows) {
    Question question{.text = row[1], .right = {}};
    std::size_t begin = 0;
    for (std::size_t comma = 0; comma != std::string::npos; begin = comma + 1) {
      comma = row[0].find(',', begin);
      question.right.insert(row[0].substr(begin, comma - begin));
    }
    questions.push_back(std::move(question));
  }
  return questions;
}

int complain(const char* what) {
  std::printf("WRONG       %s\n", what);
  return 1;
}

int run(const std::string& folder) {
  const std::string checks = folder + "/factchecks/";
  const Twins twins = read_twins(checks + "equiv.tsv");
  const auto posts = questions_of(checks + "q_post.tsv", twins);
  const Table corpus = read_table(checks + "corpus.tsv");
  int wrong = 0;
  int answered = 0;
  int right = 0;
  const auto pool = [&](const Archive::Outcomes& outcomes) {
    answered += outcomes.answered;
    right += outcomes.right;
  };
  {
    const Archive titles(corpus, Archive::Fields::title);
    pool(titles.ask("unseen, titles only", posts));
    const Archive claims(read_table(folder + "/claimmatch/claims.tsv", {"id", "title", "source"}),
                         Archive::Fields::title);
    pool(claims.ask("unseen, claimmatch", claim_questions(folder + "/claimmatch/q_dev.tsv")));
  }
  const Archive everything(corpus, Archive::Fields::title_and_message);
  const auto verbatim = everything.ask("seen, verbatim", posts);
  pool(everything.ask("seen, noisy", questions_of(checks + "q_noisy.tsv", twins)));
  const auto ordinary =
      everything.ask("ordinary or true", questions_of(checks + "q_negative.tsv", {}));
  std::printf("together    answered %d, right %.4f, lower 95 %% bound %.4f\n", answered,
              right / static_cast<double>(std::max(1, answered)), lower_bound(right, answered));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("memory      %ld MB at most (the benchmark holds the whole text besides)\n",
              usage.ru_maxrss / 1024);
  if (verbatim.first < verbatim.all * 99 / 100)
    wrong += complain("verbatim messages do not find their fact check");
  if (ordinary.answered != 0) wrong += complain("an ordinary message was answered");
  if (lower_bound(right, answered) < 0.99) wrong += complain("precision is below .99");
  return wrong == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  const char* set =
      std::getenv("KENTONGAN_EVAL_DATA");  // NOLINT(concurrency-mt-unsafe): one thread
  const std::string folder = count > 1 ? arguments[1] : set != nullptr ? set : "../shared/data";
  if (!std::ifstream(folder + "/factchecks/corpus.tsv")) {
    std::printf("skipped: no evaluation data in %s (KENTONGAN_EVAL_DATA=FOLDER)\n", folder.c_str());
    return 0;
  }
  return run(folder);
}
