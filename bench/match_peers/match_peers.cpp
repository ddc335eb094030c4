// The engine beside those people would use instead: the same documents, the same messages, one
// thread, warm.
//
//   match_peers [FOLDER]                    quality and time at claimmatch's 15,316 titles
//   match_peers [FOLDER] CLAIMS.tsv [SLOW]  time with CLAIMS' titles (bench/million.py makes a
//   million);
//                                           SLOW is how many messages the slow peers are asked (20)
//   match_peers [FOLDER] --count N NAME     asks one engine N messages and prints nothing else, for
//                                           callgrind (see make bench-match)
//
// Quality: R@1 and R@10 of q_base.tsv, the share of messages whose first (first ten) hits have one
// of the right claims. Time: q_lat.tsv; CPU time of this thread for libraries, wall time for
// servers, which share the machine with whatever else runs. Ours is the whole text path with its
// decision, the peers' is their ranked list alone.
//
// Every peer's first ten scores are held to an exact scorer without an index over the first
// messages: BM25 by its published formula for Xapian and FTS5, the same SQL without indexes for
// PostgreSQL. Exit 1 when one of them differs, or when ours finds less than a peer (R@10).
#include "../table.hpp"
#include "peer.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <functional>
#include <map>
#include <set>

namespace kentongan::bench {

/// Apart, so that callgrind can be told to count here alone.
__attribute__((noinline)) std::size_t ask_once(Peer& peer, const std::string& message) {
  return peer.search(message, 10).size();
}

namespace {

constexpr std::size_t checked_messages = 40;

struct Data {
  std::vector<std::string> titles;
  std::map<std::string, std::size_t> place_of;  ///< by claim id
  std::vector<Labelled> base;
  std::vector<Labelled> lat;
};

Data read_data(const std::string& folder, const std::string& claims) {
  Data data;
  for (Labelled& row : read_labelled(claims.empty() ? folder + "/claimmatch/claims.tsv" : claims)) {
    data.place_of.emplace(row.claims.front(), data.titles.size());
    data.titles.push_back(std::move(row.text));
  }
  data.base = read_labelled(folder + "/claimmatch/q_base.tsv");
  data.lat = read_labelled(folder + "/claimmatch/q_lat.tsv");
  return data;
}

bool is_right(const Data& data, const Labelled& row, std::size_t document) {
  return std::any_of(row.claims.begin(), row.claims.end(), [&](const std::string& claim) {
    const auto place = data.place_of.find(claim);
    return place != data.place_of.end() && place->second == document;
  });
}

struct Figures {
  double first = 0, ten = 0;  ///< R@1, R@10
  double p50 = 0, p99 = 0;    ///< milliseconds
};

void measure_quality(Peer& peer, const Data& data, std::size_t count, Figures& figures) {
  std::size_t asked = 0;
  for (const Labelled& row : data.base) {
    if (asked == count) break;
    ++asked;
    const std::vector<Hit> hits = peer.search(row.text, 10);
    const auto right = std::find_if(hits.begin(), hits.end(), [&](const Hit& hit) {
      return is_right(data, row, hit.document);
    });
    figures.ten += right != hits.end() ? 1 : 0;
    figures.first += !hits.empty() && right == hits.begin() ? 1 : 0;
  }
  figures.first /= static_cast<double>(asked);
  figures.ten /= static_cast<double>(asked);
}

/// `count` messages spread over q_lat, once to warm up and then the best of the other rounds.
void measure_time(Peer& peer, const Data& data, std::size_t count, int rounds, Figures& figures) {
  const auto now = peer.is_server() ? milliseconds_on_clock : milliseconds_of_thread;
  count = std::min(count, data.lat.size());
  std::vector<double> best(count, 1e9);
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t at = 0; at < count; ++at) {
      const std::string& message = data.lat[at * data.lat.size() / count].text;
      const double start = now();
      ask_once(peer, message);
      if (round > 0) best[at] = std::min(best[at], now() - start);
    }
  }
  figures.p50 = quantile(best, 0.5);
  figures.p99 = quantile(best, 0.99);
}

/// Whether the first ten scores are those of the exact scorer (to a millionth), for the first
/// messages. Documents of equal scores may stand in any order.
bool agrees_with_exact(Peer& peer, const Data& data) {
  std::size_t checked = 0;
  for (const Labelled& row : data.base) {
    if (checked == checked_messages) break;
    const std::vector<Hit> exact = peer.search_exhaustively(row.text, 10);
    if (exact.empty()) continue;
    ++checked;
    const std::vector<Hit> found = peer.search(row.text, 10);
    for (std::size_t at = 0; at < exact.size(); ++at) {
      if (at < found.size() &&
          std::abs(found[at].score - exact[at].score) <= 1e-6 * (1 + exact[at].score))
        continue;
      std::printf("WRONG       %s: hit %zu of message %zu scores %.6f, exactly %.6f\n", peer.name(),
                  at, checked, at < found.size() ? found[at].score : 0.0, exact[at].score);
      return false;
    }
  }
  if (checked > 0) std::printf("            %zu messages agree with the exact scorer\n", checked);
  return true;
}

// --- what others answer by themselves
// -------------------------------------------------------------

/// Meedan Check: a candidate that has `least` of the message's words, of eight at least.
std::vector<Hit> check_rule(const Data& data, const std::string& message,
                            const std::vector<Hit>& candidates, double least) {
  const std::vector<std::string> asked = different_words_of(message);
  if (words_of(message).size() < 8) return {};
  for (const Hit& hit : candidates) {
    const std::vector<std::string> words = words_of(data.titles[hit.document]);
    const std::set<std::string> title(words.begin(), words.end());
    const auto shared =
        std::count_if(asked.begin(), asked.end(),
                      [&title](const std::string& word) { return title.contains(word); });
    if (static_cast<double>(shared) >= least * static_cast<double>(asked.size())) return {hit};
  }
  return {};
}

/// Twice the shared pairs of letters, of all pairs of both. Source: Dice, Ecology 1945.
double bigram_dice(const std::string& left, const std::string& right) {
  std::map<std::string, int> pairs;
  for (std::size_t at = 0; at + 2 <= left.size(); ++at) ++pairs[left.substr(at, 2)];
  int shared = 0;
  for (std::size_t at = 0; at + 2 <= right.size(); ++at) {
    int& left_over = pairs[right.substr(at, 2)];
    if (left_over > 0) {
      --left_over;
      ++shared;
    }
  }
  if (left.size() < 2 || right.size() < 2) return 0;
  return 2.0 * shared / static_cast<double>(left.size() + right.size() - 2);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word;
  return text;
}

/// Cofacts: the only candidate that is at least .95 alike.
std::vector<Hit> cofacts_rule(const Data& data, const std::string& message,
                              const std::vector<Hit>& candidates) {
  std::vector<Hit> alike;
  const std::string asked = joined(words_of(message));
  for (const Hit& hit : candidates) {
    if (bigram_dice(asked, joined(words_of(data.titles[hit.document]))) >= 0.95)
      alike.push_back(hit);
  }
  return alike.size() == 1 ? alike : std::vector<Hit>();
}

void print_answers(const char* name, const Data& data,
                   const std::function<std::vector<Hit>(const std::string&)>& answer) {
  int answered = 0;
  int right = 0;
  for (const Labelled& row : data.base) {
    const std::vector<Hit> hits = answer(row.text);
    if (hits.empty()) continue;
    ++answered;
    right += is_right(data, row, hits.front().document) ? 1 : 0;
  }
  std::printf("%-34s answers %4d of %zu (%.3f), right %.4f\n", name, answered, data.base.size(),
              answered / static_cast<double>(data.base.size()),
              right / static_cast<double>(std::max(1, answered)));
}

// --------------------------------------------------------------------------------------------------

std::vector<std::unique_ptr<Peer>> all_peers() {
  std::vector<std::unique_ptr<Peer>> peers;
  peers.push_back(xapian_or());
  peers.push_back(xapian_elite());
  peers.push_back(sqlite_fts5());
  peers.push_back(postgres_fts());
  peers.push_back(postgres_trgm());
  return peers;
}

int count_one(const Data& data, std::size_t count, const char* name) {
  std::vector<std::unique_ptr<Peer>> peers = all_peers();
  peers.insert(peers.begin(), ours());
  for (const auto& peer : peers) {
    if (std::strcmp(peer->name(), name) != 0) continue;
    peer->build(data.titles);
    std::size_t hits = 0;
    for (std::size_t at = 0; at < count; ++at)
      hits += ask_once(*peer, data.lat[at % data.lat.size()].text);
    std::printf("%s: %zu messages, %zu hits\n", name, count, hits);
    return 0;
  }
  std::printf("no engine is called %s\n", name);
  return 1;
}

void print(const Peer& peer, const Figures& figures, const Figures& own, std::size_t asked) {
  std::printf(
      "%-18s R@1 %.3f R@10 %.3f  p50 %9.3f ms  p99 %9.3f ms  %s  n %3zu  ratio to ours p50 "
      "%.0f p99 %.0f\n",
      peer.name(), figures.first, figures.ten, figures.p50, figures.p99,
      peer.is_server() ? "wall" : "CPU ", asked, figures.p50 / own.p50, figures.p99 / own.p99);
  std::fflush(stdout);
}

int compare_all(const Data& data, bool is_large, std::size_t slow,
                const std::set<std::string>& names) {
  std::printf("%zu titles; %zu messages of q_base for quality, %zu of q_lat for time\n",
              data.titles.size(), data.base.size(), data.lat.size());
  const auto engine = ours();
  engine->build(data.titles);
  Figures own;
  const std::size_t quality = is_large ? 200 : data.base.size();
  measure_quality(*engine, data, quality, own);
  measure_time(*engine, data, data.lat.size(), 3, own);
  print(*engine, own, own, data.lat.size());
  int wrong = 0;
  for (std::unique_ptr<Peer>& peer : all_peers()) {
    if (!names.empty() && !names.contains(peer->name())) continue;
    const double start = milliseconds_on_clock();
    peer->build(data.titles);
    std::printf("            %s built in %.1f s (wall)\n", peer->name(),
                (milliseconds_on_clock() - start) / 1e3);
    std::fflush(stdout);
    if (!is_large && !agrees_with_exact(*peer, data)) ++wrong;
    Figures figures;
    if (!is_large) measure_quality(*peer, data, quality, figures);
    const std::size_t asked = is_large ? slow : peer->is_server() ? 100 : data.lat.size();
    measure_time(*peer, data, asked, is_large ? 2 : 3, figures);
    print(*peer, figures, own, std::min(asked, data.lat.size()));
    if (!is_large && figures.ten > own.ten) {
      std::printf("WRONG       %s finds more than ours (R@10)\n", peer->name());
      ++wrong;
    }
    if (!is_large && std::strcmp(peer->name(), "Xapian OP_OR") == 0) {
      const auto with = [&](auto rule) {
        return [&, rule](const std::string& message) {
          return rule(data, message, peer->search(message, 10));
        };
      };
      print_answers("ours, by itself", data,
                    [&](const std::string& message) { return engine->answers(message); });
      print_answers("Meedan Check's rule, .875 of words", data,
                    with([](const Data& d, const std::string& m, const std::vector<Hit>& hits) {
                      return check_rule(d, m, hits, 0.875);
                    }));
      print_answers("Meedan Check's rule, .70 of words", data,
                    with([](const Data& d, const std::string& m, const std::vector<Hit>& hits) {
                      return check_rule(d, m, hits, 0.70);
                    }));
      print_answers("Cofacts' rule", data, with(cofacts_rule));
    }
    peer.reset();
  }
  return wrong == 0 ? 0 : 1;
}

int run(int count, char** arguments) {
  const std::string folder = eval_folder(count > 1 ? arguments[1] : nullptr);
  if (!std::ifstream(folder + "/claimmatch/q_base.tsv")) {
    std::printf("skipped: no evaluation data in %s (KENTONGAN_EVAL_DATA=FOLDER)\n", folder.c_str());
    return 0;
  }
  if (count > 4 && std::strcmp(arguments[2], "--count") == 0)
    return count_one(read_data(folder, ""), std::stoul(arguments[3]), arguments[4]);
  const std::string claims = count > 2 ? arguments[2] : "";
  return compare_all(read_data(folder, claims), !claims.empty(),
                     count > 3 ? std::stoul(arguments[3]) : 20,
                     std::set<std::string>(arguments + std::min(count, 4), arguments + count));
}

}  // namespace
}  // namespace kentongan::bench

int main(int count, char** arguments) {
  try {
    return kentongan::bench::run(count, arguments);
  } catch (const std::exception& error) {
    std::printf("match_peers: %s\n", error.what());
    return 1;
  }
}
