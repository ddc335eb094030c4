// The engine beside those people would use instead: the same texts, the same messages, the same
// words, one thread, warm.
//
//   match_peers [FOLDER] [--claims CLAIMS.tsv] [--few N] [NAME…]
//       quality and time. Without CLAIMS: claimmatch's 15,316 titles; bench/million.py makes a
//       million. Everybody is asked the same N messages (24) spread over q_lat.tsv, and all of
//       q_lat.tsv and q_base.tsv when these N foretell that it takes no more than a minute.
//       NAMEs: only these peers.
//   match_peers [FOLDER] --decide
//       what ours, Meedan Check's rule and Cofacts' rule answer by themselves.
//   match_peers [FOLDER] [--claims CLAIMS.tsv] --count N NAME
//       asks one engine N messages under callgrind (see make bench-match) and nothing else.
//
// R@1 and R@10: the share of messages whose first (first ten) hits have one of the right claims.
// Time: CPU time of this thread for libraries, wall time for servers, which share the machine with
// whatever else runs; beside it the CPU time of their process.
//
// The first ten of everybody are held to an exact scorer without an index. Exit 1 when one of them
// differs, or when a peer finds more than ours (R@10) in a set of 500 messages or more.
#include "measure.hpp"
#include "rules.hpp"

#include "trial/statistics.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <functional>
#include <set>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_START_INSTRUMENTATION
#define CALLGRIND_STOP_INSTRUMENTATION
#endif

namespace kentongan::bench {

namespace {

struct Options {
  std::string folder;
  std::string claims;
  std::size_t few = 24;
  std::size_t count = 0;
  bool decides = false;
  std::set<std::string> names;
};

std::vector<std::unique_ptr<Peer>> all_peers() {
  std::vector<std::unique_ptr<Peer>> peers;
  peers.push_back(ours_candidates());
  peers.push_back(ours());
  peers.push_back(xapian_or());
  peers.push_back(xapian_elite());
  peers.push_back(sqlite_fts5());
  return peers;
}

/// Made when their turn comes: each starts a server.
struct ServerMaker {
  const char* name;
  std::unique_ptr<Peer> (*make)();
};
constexpr ServerMaker servers[] = {{"PostgreSQL ts_rank", postgres_rank},
                                   {"PostgreSQL ts_rank_cd", postgres_rank_cd},
                                   {"pg_trgm GIN", trigrams_gin},
                                   {"pg_trgm GiST", trigrams_gist}};

// --- time and quality ----------------------------------------------------------------------------

class Comparison {
 public:
  Comparison(const Options& options, const Data& data) : options_(options), data_(data) {
    const Set lat{"q_lat", read_labelled(options.folder + "/claimmatch/q_lat.tsv")};
    few_ = spread(lat, options.few);
    few_.name = "few of q_lat";
    all_ = {lat, {"q_base", read_labelled(options.folder + "/claimmatch/q_base.tsv")}};
    std::printf("%zu texts; %zu messages of q_lat for all, of %zu, and %zu of q_base\n",
                data.known.texts.size(), few_.messages.size(), lat.messages.size(),
                all_[1].messages.size());
  }

  void add(Peer& peer) {
    const double start = milliseconds_on_clock();
    peer.build(data_.known);
    std::printf("%s: built in %.1f s (wall)\n", peer.name(),
                (milliseconds_on_clock() - start) / 1e3);
    const Figures few = measure(peer, data_, few_);
    print(peer, few_, few);
    for (const Set& set : all_) {
      const double foretold =
          few.all / static_cast<double>(few.messages) * static_cast<double>(set.messages.size());
      if (foretold < longest_set) print(peer, set, measure(peer, data_, set));
    }
    const bool is_slow = few.p50 > 500;
    if (!agrees_with_exact(peer, all_[1],
                           is_slow                              ? 3
                           : data_.known.texts.size() > 100'000 ? 10
                                                                : 40))
      ++wrong_;
  }

  [[nodiscard]] int wrong() const { return wrong_; }

 private:
  static constexpr double longest_set = 60'000;  ///< milliseconds, foretold

  void print(const Peer& peer, const Set& set, const Figures& figures) {
    std::printf("  %-21s %-12s n %4zu  R@1 %.3f R@10 %.3f  %s p50 %9.3f p99 %9.3f most %9.3f ms",
                peer.name(), set.name.c_str(), figures.messages, figures.first, figures.ten,
                peer.is_server() ? "wall" : "CPU ", figures.p50, figures.p99, figures.most);
    if (peer.is_server())
      std::printf("  its CPU p50 %.3f, late %zu", figures.server_p50, figures.timed_out);
    std::printf("  (best of %d)", figures.passes);
    std::vector<Figures>& own = own_[set.name];
    for (const Figures& mine : own) {
      std::printf("  x%.1f", figures.p50 / mine.p50);
      if (peer.is_server()) std::printf(" (its CPU x%.1f)", figures.server_p50 / mine.p50);
    }
    std::printf("\n");
    if (std::strncmp(peer.name(), "ours", 4) == 0) {
      own.push_back(figures);
      return;
    }
    for (const Figures& mine : own) {
      if (figures.ten <= mine.ten) continue;
      std::printf("  finds more than ours: R@10 %.4f, ours %.4f%s\n", figures.ten, mine.ten,
                  figures.messages >= 500 ? "  WRONG" : "");
      wrong_ += figures.messages >= 500 ? 1 : 0;
    }
  }

  const Options& options_;
  const Data& data_;
  Set few_;
  std::vector<Set> all_;
  std::map<std::string, std::vector<Figures>> own_;  ///< candidates, then decision, by set
  int wrong_ = 0;
};

int compare_all(const Options& options) {
  const Data data = read_data(options.claims);
  Comparison comparison(options, data);
  const auto is_wanted = [&options](const char* name) {
    const bool is_ours = std::strncmp(name, "ours", 4) == 0;  // what the others are compared with
    return is_ours || options.names.empty() || options.names.contains(name);
  };
  for (auto& peer : all_peers()) {
    if (is_wanted(peer->name())) comparison.add(*peer);
    peer.reset();
  }
  for (const ServerMaker& server : servers) {
    if (is_wanted(server.name)) comparison.add(*server.make());
  }
  return comparison.wrong() == 0 ? 0 : 1;
}

int count_one(const Options& options) {
  const Data data = read_data(options.claims);
  const auto messages = read_labelled(options.folder + "/claimmatch/q_lat.tsv");
  for (const auto& peer : all_peers()) {
    if (!options.names.contains(peer->name())) continue;
    peer->build(data.known);
    ask_once(*peer, messages[0].text);
    std::size_t hits = 0;
    CALLGRIND_START_INSTRUMENTATION;
    for (std::size_t at = 0; at < options.count; ++at)
      hits += ask_once(*peer, messages[at * messages.size() / options.count].text);
    CALLGRIND_STOP_INSTRUMENTATION;
    std::printf("%s: %zu messages, %zu hits\n", peer->name(), options.count, hits);
    return 0;
  }
  std::printf("no engine has such a name\n");
  return 1;
}

// --- what others answer by themselves ------------------------------------------------------------

using Rule = std::function<std::vector<Hit>(const std::string&)>;

void print_answers(const char* name, const Data& data, const Set& set, const Rule& rule) {
  std::size_t answered = 0;
  std::size_t right = 0;
  for (const Labelled& message : set.messages) {
    const std::vector<Hit> hits = rule(message.text);
    if (hits.empty()) continue;
    ++answered;
    right += data.is_right(message, hits.front().document) ? 1 : 0;
  }
  std::printf("  %-22s %-36s answers %4zu of %zu (%.3f), right %4zu (%.4f, at least %.4f)\n",
              set.name.c_str(), name, answered, set.messages.size(),
              static_cast<double>(answered) / static_cast<double>(set.messages.size()), right,
              answered == 0 ? 0.0 : static_cast<double>(right) / static_cast<double>(answered),
              trial::lower_bound(right, answered));
}

/// Every set that people send, against what is known in `data`.
void decide_all(const Options& options, const Data& data, const char* when) {
  const auto engine = ours();
  const auto xapian = xapian_or();
  engine->build(data.known);
  xapian->build(data.known);
  for (const char* name : {"base", "typo30", "wrap"}) {
    const Set set{std::string(when) + ": " + name,
                  read_labelled(options.folder + "/claimmatch/q_" + name + ".tsv")};
    print_answers("ours", data, set, [&](const std::string& message) {
      return engine->answers(message, Ours::Copies::not_looked_for);
    });
    print_answers("ours, copies looked for", data, set, [&](const std::string& message) {
      return engine->answers(message, Ours::Copies::looked_for);
    });
    for (const double least : {0.875, 0.70}) {
      print_answers(
          least > 0.8 ? "Meedan Check's rule, .875 of words" : "Meedan Check's rule, .70 of words",
          data, set, [&, least](const std::string& message) {
            return check_rule(data.known, message, xapian->search(message, 10), least);
          });
    }
    print_answers("Cofacts' rule", data, set, [&](const std::string& message) {
      return cofacts_rule(data.known, message, xapian->search(message, 10));
    });
  }
}

int decide_both(const Options& options) {
  Data data = read_data(options.claims);
  decide_all(options, data, "unseen");
  for (const Labelled& message : read_labelled(options.folder + "/claimmatch/q_base.tsv")) {
    for (const std::string& claim : message.claims) {
      const auto place = data.place_of.find(claim);
      if (place != data.place_of.end()) data.known.add_message(message.text, place->second);
    }
  }
  decide_all(options, data, "seen before");
  return 0;
}

// -------------------------------------------------------------------------------------------------

Options read_options(int count, char** arguments) {
  Options options;
  int at = 1;
  const char* folder = at < count && arguments[at][0] != '-' ? arguments[at++] : nullptr;
  options.folder = eval_folder(folder);
  options.claims = options.folder + "/claimmatch/claims.tsv";
  for (; at < count; ++at) {
    const std::string word = arguments[at];
    if (word == "--decide") {
      options.decides = true;
    } else if (word == "--claims" && at + 1 < count) {
      options.claims = arguments[++at];
    } else if (word == "--few" && at + 1 < count) {
      options.few = std::stoul(arguments[++at]);
    } else if (word == "--count" && at + 1 < count) {
      options.count = std::stoul(arguments[++at]);
    } else {
      options.names.insert(word);
    }
  }
  return options;
}

int run(int count, char** arguments) {
  const Options options = read_options(count, arguments);
  if (!std::ifstream(options.folder + "/claimmatch/q_base.tsv")) {
    std::printf("skipped: no evaluation data in %s (KENTONGAN_EVAL_DATA=FOLDER)\n",
                options.folder.c_str());
    return 0;
  }
  if (options.decides) return decide_both(options);
  if (options.count > 0) return count_one(options);
  return compare_all(options);
}

}  // namespace
}  // namespace kentongan::bench

int main(int count, char** arguments) {
  std::setvbuf(stdout, nullptr, _IOLBF,
               0);  // a run takes long; every line is seen when it is known
  try {
    return kentongan::bench::run(count, arguments);
  } catch (const std::exception& error) {
    std::printf("match_peers: %s\n", error.what());
    return 1;
  }
}
