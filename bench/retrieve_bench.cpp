// How fast the index is at a million claims and what its budget costs, against the exhaustive
// scorer.
//
//   retrieve_bench CLAIMS QUERIES [POSTINGS] [PASSES]
//
// CLAIMS `id<TAB>title…` (bench/million.py makes a million), QUERIES `ids<TAB>message…`. Prints CPU
// time of this thread: building, saving, mapping, reading and splitting a message, candidates,
// everything; of PASSES over the queries (3) the fastest of each query counts, and of everything
// the median pass is printed too. Exit 1 when the candidates are not those of the exhaustive scorer
// (of its best 10 fewer than .999 found, of 100 fewer than .98, or R@10 below its own).
#include "table.hpp"

#include "match/matcher.hpp"
#include "match/question.hpp"
#include "match/retrieve.hpp"
#include "match/store.hpp"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>

namespace {

using namespace kentongan::match;
using namespace kentongan::bench;

struct Message {
  std::string text;
  std::set<std::int64_t> right;
};

struct Claims {
  SegmentBuilder builder;
  std::map<std::string, std::int64_t> numbers;  ///< of the real claims
};

std::vector<Message> messages_of(const std::string& file,
                                 const std::map<std::string, std::int64_t>& numbers) {
  std::vector<Message> messages;
  for_each_row(file, [&](const Row& row) {
    Message message{.text = row.at(1), .right = {}};
    for (const std::string& id : split_at(row[0], ',')) {
      if (const auto found = numbers.find(id); found != numbers.end())
        message.right.insert(found->second);
    }
    messages.push_back(std::move(message));
  });
  return messages;
}

using Place = std::pair<const Segment*, std::uint32_t>;

std::vector<Hit> best_first(std::vector<Hit> hits) {
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& left, const Hit& right) { return left.score > right.score; });
  return hits;
}

bool is_right(const Hit& hit, const Message& message) {
  return message.right.contains(hit.segment->document(hit.segment->document_of(hit.passage)).id);
}

/// How much of the exhaustive scorer's best is found again. A passage with the score of the worst
/// wanted one is as good as that one.
struct Recall {
  double at_10 = 0, at_100 = 0, right_at_10 = 0, right_at_10_exact = 0;
  double right_at_1 = 0, right_at_100 = 0, right_at_100_exact = 0;
  int messages = 0;

  void count(const Message& message, const std::vector<Hit>& found, const std::vector<Hit>& exact) {
    ++messages;
    at_10 += share(found, exact, 10);
    at_100 += share(found, exact, 100);
    right_at_1 += has_right(message, found, 1);
    right_at_10 += has_right(message, found, 10);
    right_at_10_exact += has_right(message, exact, 10);
    right_at_100 += has_right(message, found, 100);
    right_at_100_exact += has_right(message, exact, 100);
  }

  static double share(const std::vector<Hit>& found, const std::vector<Hit>& exact,
                      std::size_t depth) {
    depth = std::min(depth, exact.size());
    if (depth == 0) return 1;
    const float worst = exact[depth - 1].score;
    std::size_t as_good = 0;
    for (std::size_t at = 0; at < std::min(depth, found.size()); ++at)
      as_good += found[at].score >= worst ? 1 : 0;
    return static_cast<double>(as_good) / static_cast<double>(depth);
  }

  static double has_right(const Message& message, const std::vector<Hit>& hits, std::size_t depth) {
    for (std::size_t at = 0; at < std::min(depth, hits.size()); ++at) {
      if (is_right(hits[at], message)) return 1;
    }
    return 0;
  }
};

int run(const std::string& claims_file, const std::string& query_file, const RetrieveLimits& limits,
        int passes) {
  double start = milliseconds_of_thread();
  Claims claims;
  std::int64_t number = 0;
  for_each_row(claims_file, [&](const Row& row) {
    if (row[0][0] != 'm') claims.numbers.emplace(row[0], number);
    claims.builder.add({.id = number++, .title = row.at(1)});
  });
  const double read = milliseconds_of_thread();
  auto segment = claims.builder.finish();
  const double built = milliseconds_of_thread();
  std::printf("build      %zu claims, %zu words: read %.0f ms, index %.0f ms, %.1f MB\n",
              segment->document_count(), segment->terms().size(), read - start, built - read,
              static_cast<double>(segment->memory()) / 1e6);
  start = milliseconds_of_thread();
  const std::string file = claims_file.substr(claims_file.rfind('/') + 1) + ".index";
  if (!save_index(*segment, "/tmp/" + file, 1, 2)) return 1;
  const double saved = milliseconds_of_thread();
  auto mapped = map_index("/tmp/" + file, 1);
  if (!mapped) return 1;
  std::printf("store      saved in %.0f ms, mapped and checked in %.0f ms\n", saved - start,
              milliseconds_of_thread() - saved);
  Matcher matcher;
  matcher.adopt(mapped->segment);
  const Snapshot snapshot = matcher.snapshot();
  const auto messages = messages_of(query_file, claims.numbers);

  std::vector<double> reading(messages.size(), 1e9);
  std::vector<double> retrieving(messages.size(), 1e9);
  std::vector<double> whole(messages.size(), 1e9);
  std::vector<double> middles;  // of each pass
  std::vector<double> slowest;
  Recall recall;
  for (int pass = 0; pass < passes; ++pass) {
    std::vector<double> of_pass;
    for (std::size_t at = 0; at < messages.size(); ++at) {
      const Message& message = messages[at];
      start = milliseconds_of_thread();
      const Question question(message.text, snapshot);
      const Query query = query_of(question, snapshot);
      const double asked = milliseconds_of_thread();
      const Retrieved retrieved = retrieve(snapshot, query, limits);
      const double found = milliseconds_of_thread();
      const auto candidates = find_in(snapshot, message.text, 10);
      if (decide(candidates).shown.size() > candidates.size()) return 1;
      const double end = milliseconds_of_thread();
      reading[at] = std::min(reading[at], asked - start);
      retrieving[at] = std::min(retrieving[at], found - asked);
      whole[at] = std::min(whole[at], end - found);
      of_pass.push_back(end - found);
      if (pass == 0 && at % 6 == 0) {
        const Retrieved exact = retrieve_exhaustively(snapshot, query, limits);
        recall.count(message, best_first(retrieved.hits), best_first(exact.hits));
      }
    }
    middles.push_back(quantile(of_pass, .5));
    slowest.push_back(quantile(of_pass, .99));
  }
  const auto print = [](const char* what, std::vector<double>& times) {
    std::printf("%-10s p50 %.3f ms  p90 %.3f ms  p99 %.3f ms  most %.3f ms\n", what,
                quantile(times, .5), quantile(times, .9), quantile(times, .99), quantile(times, 1));
  };
  print("reading", reading);
  print("retrieve", retrieving);
  print("everything", whole);
  std::printf("           median of %d passes: p50 %.3f ms  p99 %.3f ms\n", passes,
              quantile(middles, .5), quantile(slowest, .5));
  const double all = recall.messages;
  std::printf(
      "recall     of the exact best 10 %.4f, of 100 %.4f; right one among 1: %.4f, 10: %.4f (exact "
      "%.4f), 100: %.4f (exact %.4f); %d messages\n",
      recall.at_10 / all, recall.at_100 / all, recall.right_at_1 / all, recall.right_at_10 / all,
      recall.right_at_10_exact / all, recall.right_at_100 / all, recall.right_at_100_exact / all,
      recall.messages);
  const bool is_good = recall.at_10 / all >= .999 && recall.at_100 / all >= .98 &&
                       recall.right_at_10 >= recall.right_at_10_exact;
  return is_good ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::printf("usage: retrieve_bench CLAIMS QUERIES [POSTINGS] [PASSES]\n");
    return 64;
  }
  RetrieveLimits limits;
  if (count > 3) limits.postings = std::strtoul(arguments[3], nullptr, 10);
  const int passes = count > 4 ? std::atoi(arguments[4]) : 3;
  return run(arguments[1], arguments[2], limits, passes);
}
