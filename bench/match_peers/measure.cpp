#include "measure.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace kentongan::bench {

bool Data::is_right(const Labelled& message, std::size_t text) const {
  return std::any_of(message.claims.begin(), message.claims.end(), [&](const std::string& claim) {
    const auto place = place_of.find(claim);
    return place != place_of.end() && place->second == known.claims[text];
  });
}

Data read_data(const std::string& claims) {
  Data data;
  for (Labelled& claim : read_labelled(claims)) {
    data.place_of.emplace(claim.claims.front(), data.known.titles);
    data.known.add_title(std::move(claim.text));
  }
  return data;
}

Set spread(const Set& set, std::size_t count) {
  Set part{set.name, {}};
  count = std::min(count, set.messages.size());
  for (std::size_t at = 0; at < count; ++at)
    part.messages.push_back(set.messages[at * set.messages.size() / count]);
  return part;
}

__attribute__((noinline)) std::size_t ask_once(Peer& peer, const std::string& message) {
  return peer.search(message, 10).size();
}

namespace {

struct Timed {
  double milliseconds = 1e9;
  double server = 0;
  bool is_late = false;
};

/// What the fastest asking of each message took, and of the first pass what was found.
class Round {
 public:
  Round(Peer& peer, const Data& data, const Set& set) : peer_(peer), data_(data), set_(set) {
    times_.resize(set.messages.size());
  }

  /// Its milliseconds in all.
  double pass(bool is_first, Figures& figures) {
    const auto now = peer_.is_server() ? milliseconds_on_clock : milliseconds_of_thread;
    double all = 0;
    for (std::size_t at = 0; at < times_.size(); ++at) {
      if (times_[at].is_late) continue;
      std::vector<Hit> hits;
      const double server = peer_.server_milliseconds();
      const double start = now();
      try {
        hits = peer_.search(set_.messages[at].text, 10);
      } catch (const TimedOut&) {
        times_[at].is_late = true;
        ++figures.timed_out;
      }
      const double took = times_[at].is_late ? longest_query : now() - start;
      all += took;
      if (took < times_[at].milliseconds)
        times_[at] = {took, peer_.server_milliseconds() - server, times_[at].is_late};
      if (is_first) count(set_.messages[at], hits, figures);
    }
    return all;
  }

  void finish(Figures& figures) const {
    const auto all = static_cast<double>(std::max<std::size_t>(1, times_.size()));
    figures.first /= all;
    figures.ten /= all;
    std::vector<double> own;
    std::vector<double> server;
    for (const Timed& timed : times_) {
      own.push_back(timed.milliseconds);
      server.push_back(timed.server);
    }
    figures.p50 = quantile(own, 0.5);
    figures.p99 = quantile(own, 0.99);
    figures.most = quantile(own, 1);
    figures.server_p50 = quantile(server, 0.5);
  }

 private:
  void count(const Labelled& message, const std::vector<Hit>& hits, Figures& figures) const {
    const auto right = std::find_if(hits.begin(), hits.end(), [&](const Hit& hit) {
      return data_.is_right(message, hit.document);
    });
    figures.ten += right != hits.end() ? 1 : 0;
    figures.first += right != hits.end() && right == hits.begin() ? 1 : 0;
  }

  Peer& peer_;
  const Data& data_;
  const Set& set_;
  std::vector<Timed> times_;
};

}  // namespace

Figures measure(Peer& peer, const Data& data, const Set& set) {
  Figures figures{.messages = set.messages.size()};
  for (std::size_t at = 0; at < std::min<std::size_t>(2, set.messages.size()); ++at) {
    try {
      ask_once(peer, set.messages[at].text);
    } catch (const TimedOut&) {  // it will be counted below
    }
  }
  Round round(peer, data, set);
  figures.all = round.pass(true, figures);
  figures.passes = 1;
  while (figures.passes < 3 && figures.all < patience) {
    round.pass(false, figures);
    ++figures.passes;
  }
  round.finish(figures);
  return figures;
}

bool agrees_with_exact(Peer& peer, const Set& set, std::size_t count) {
  std::size_t checked = 0;
  std::size_t wanted = 0;
  std::size_t found = 0;
  for (const Labelled& message : set.messages) {
    if (checked == count) break;
    std::vector<Hit> exact;
    std::vector<Hit> hits;
    try {
      exact = peer.search_exhaustively(message.text, 10);
      if (exact.empty()) continue;
      hits = peer.search(message.text, 10);
    } catch (const TimedOut&) {
      continue;
    }
    ++checked;
    wanted += exact.size();
    for (std::size_t at = 0; at < std::min(exact.size(), hits.size()); ++at)
      found += std::abs(hits[at].score - exact[at].score) <= 1e-5 * exact[at].score ? 1 : 0;
  }
  if (wanted == 0) {
    std::printf("  %s: no exact scorer\n", peer.name());
    return true;
  }
  const double share = static_cast<double>(found) / static_cast<double>(wanted);
  const bool is_good = share >= peer.least_found();
  std::printf("  %s: %.4f of the exact scorer's best ten, %zu messages%s\n", peer.name(), share,
              checked, is_good ? "" : "  WRONG");
  return is_good;
}

}  // namespace kentongan::bench
