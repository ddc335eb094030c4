// How well questions are gathered into clusters, in one pass.
//
//   cluster_bench [FOLDER] [dev|test]
//   cluster_bench [FOLDER] size CLAIMS.tsv    time at 100,000 questions: the titles of CLAIMS
//
// Gold: two questions are one story when a chain of shared claim ids links them. The questions come
// in an order shuffled with a fixed seed. Three sets of each split:
//   worded    every message as people worded it (test: queries.tsv without those of q_dev.tsv)
//   mangled   1,500 messages and their mangled copies (test: q_base and its typo30, slang, ocr,
//   mix,
//             wrap, del30, trunc8; dev: the first 1,500 of q_dev, mangled here in five ways)
//   together  both
// B-cubed (Bagga and Baldwin, 1998): for each question the share of its cluster that is its own
// story (precision) and the share of its story that is in its cluster (recall), both averaged over
// questions.
#include "mangle.hpp"
#include "table.hpp"

#include "match/clusters.hpp"

#include "language/text.hpp"

#include <cstdio>
#include <cstring>
#include <map>
#include <numeric>
#include <set>

namespace {

using namespace kentongan::bench;
using kentongan::match::Clusters;
using Labels = std::vector<std::int64_t>;

/// Which story each message is of: the number of the first message a chain of claims leads to.
Labels stories_of(const std::vector<Labelled>& rows) {
  Labels parent(rows.size());
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&parent](std::int64_t at) {
    while (parent[static_cast<std::size_t>(at)] != at) at = parent[static_cast<std::size_t>(at)];
    return at;
  };
  std::map<std::string, std::int64_t> first;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    for (const std::string& claim : rows[at].claims) {
      const auto [known, is_new] = first.emplace(claim, static_cast<std::int64_t>(at));
      const std::int64_t left = root(known->second);
      const std::int64_t right = root(static_cast<std::int64_t>(at));
      parent[static_cast<std::size_t>(std::max(left, right))] = std::min(left, right);
    }
  }
  Labels stories(rows.size());
  for (std::size_t at = 0; at < rows.size(); ++at)
    stories[at] = root(static_cast<std::int64_t>(at));
  return stories;
}

struct Bcubed {
  double precision = 0, recall = 0;
  [[nodiscard]] double f1() const { return 2 * precision * recall / (precision + recall); }
};

Bcubed compare(const Labels& clusters, const Labels& stories) {
  std::map<std::int64_t, double> of_cluster, of_story;
  std::map<std::pair<std::int64_t, std::int64_t>, double> of_both;
  for (std::size_t at = 0; at < clusters.size(); ++at) {
    ++of_cluster[clusters[at]];
    ++of_story[stories[at]];
    ++of_both[{clusters[at], stories[at]}];
  }
  Bcubed sum;
  for (std::size_t at = 0; at < clusters.size(); ++at) {
    const double both = of_both[{clusters[at], stories[at]}];
    sum.precision += both / of_cluster[clusters[at]];
    sum.recall += both / of_story[stories[at]];
  }
  const auto all = static_cast<double>(clusters.size());
  return {sum.precision / all, sum.recall / all};
}

Bcubed measure(const char* name, std::vector<Labelled> rows) {
  std::mt19937_64 chance(3);
  for (std::size_t at = rows.size() - 1; at > 0; --at)
    std::swap(rows[at], rows[chance() % (at + 1)]);
  Clusters clusters;
  std::vector<double> times;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const std::string canonical = kentongan::language::canonical(rows[at].text);
    const double start = milliseconds_of_thread();
    clusters.add(static_cast<std::int64_t>(at) + 1, canonical);
    times.push_back(milliseconds_of_thread() - start);
  }
  Labels found;
  for (std::size_t at = 0; at < rows.size(); ++at)
    found.push_back(clusters.cluster_of(static_cast<std::int64_t>(at) + 1));
  const Labels stories = stories_of(rows);
  const Bcubed bcubed = compare(found, stories);
  std::printf(
      "%-9s n %6zu  stories %5zu  clusters %5zu  B-cubed F1 %.4f (precision %.4f, recall "
      "%.4f)  p50 %.3f ms p99 %.3f ms a question\n",
      name, rows.size(), std::set<std::int64_t>(stories.begin(), stories.end()).size(),
      std::set<std::int64_t>(found.begin(), found.end()).size(), bcubed.f1(), bcubed.precision,
      bcubed.recall, quantile(times, 0.5), quantile(times, 0.99));
  return bcubed;
}

std::vector<Labelled> worded(const std::string& data, bool is_test) {
  std::vector<Labelled> dev = read_labelled(data + "q_dev.tsv");
  if (!is_test) return dev;
  std::set<std::string> tuned_on;
  for (const Labelled& row : dev) tuned_on.insert(row.text);
  std::vector<Labelled> rows = read_labelled(data + "queries.tsv");
  std::erase_if(rows, [&tuned_on](const Labelled& row) { return tuned_on.contains(row.text); });
  return rows;
}

/// The mangled copies alone; `base` receives what they are copies of.
std::vector<Labelled> mangled(const std::string& data, bool is_test, std::vector<Labelled>& base) {
  std::vector<Labelled> copies;
  if (is_test) {
    base = read_labelled(data + "q_base.tsv");
    for (const char* name : {"typo30", "slang", "ocr", "mix", "wrap", "del30", "trunc8"}) {
      const std::vector<Labelled> rows = read_labelled(data + "q_" + name + ".tsv");
      copies.insert(copies.end(), rows.begin(), rows.end());
    }
    return copies;
  }
  base = read_labelled(data + "q_dev.tsv");
  base.resize(std::min<std::size_t>(base.size(), 1500));
  for (const Mangling how : {Mangling::typo30, Mangling::wrapped, Mangling::deleted30,
                             Mangling::cut, Mangling::first8}) {
    Mangler mangler(7);
    for (const Labelled& row : base) copies.push_back({row.claims, mangler.mangle(row.text, how)});
  }
  return copies;
}

/// Time of the last thousand of 100,000 open questions.
void measure_time(const std::string& claims) {
  Clusters clusters;
  std::vector<double> times;
  const std::vector<Labelled> rows = read_labelled(claims);
  const std::size_t count = std::min<std::size_t>(rows.size(), 100'000);
  double all = 0;
  for (std::size_t at = 0; at < count; ++at) {
    const std::string canonical = kentongan::language::canonical(rows[at].text);
    const double start = milliseconds_of_thread();
    clusters.add(static_cast<std::int64_t>(at) + 1, canonical);
    const double took = milliseconds_of_thread() - start;
    all += took;
    if (at + 1000 >= count) times.push_back(took);
  }
  std::printf("%zu questions: %.3f ms each on average; the last thousand p50 %.3f ms p99 %.3f ms\n",
              count, all / static_cast<double>(count), quantile(times, 0.5), quantile(times, 0.99));
}

}  // namespace

int main(int count, char** arguments) {
  const std::string folder = eval_folder(count > 1 ? arguments[1] : nullptr);
  const std::string data = folder + "/claimmatch/";
  if (!std::ifstream(data + "q_base.tsv")) {
    std::printf("skipped: no evaluation data in %s (KENTONGAN_EVAL_DATA=FOLDER)\n", folder.c_str());
    return 0;
  }
  if (count > 3 && std::strcmp(arguments[2], "size") == 0) {
    measure_time(arguments[3]);
    return 0;
  }
  const bool is_test = count <= 2 || std::strcmp(arguments[2], "dev") != 0;
  std::vector<Labelled> base;
  const std::vector<Labelled> copies = mangled(data, is_test, base);
  std::vector<Labelled> together = worded(data, is_test);
  measure("worded", together);
  base.insert(base.end(), copies.begin(), copies.end());
  measure("mangled", base);
  together.insert(together.end(), copies.begin(), copies.end());
  const Bcubed all = measure("together", together);
  if (all.f1() >= 0.90 && all.precision >= 0.97) return 0;
  std::printf("WRONG       clusters are worse than promised\n");
  return 1;
}
