// How often an engine finds the right claim and how long it takes, for sets of messages that every
// engine is asked.
#pragma once

#include "../table.hpp"
#include "peer.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace kentongan::bench {

struct Data {
  Known known;
  std::map<std::string, std::size_t> place_of;  ///< of a title, by claim id

  [[nodiscard]] bool is_right(const Labelled& message, std::size_t text) const;
};

/// `claims`: `id<TAB>title…`.
[[nodiscard]] Data read_data(const std::string& claims);

struct Set {
  std::string name;
  std::vector<Labelled> messages;
};
/// `count` of the messages, spread over them all.
[[nodiscard]] Set spread(const Set& set, std::size_t count);

struct Figures {
  std::size_t messages = 0;
  std::size_t timed_out = 0;
  int passes = 0;
  double first = 0, ten = 0;          ///< R@1, R@10
  double p50 = 0, p99 = 0, most = 0;  ///< milliseconds: CPU, of servers wall
  double server_p50 = 0, all = 0;     ///< CPU milliseconds of the server; the first pass's sum
};

/// Asks one message without measuring. Apart, so that callgrind can be told to count here alone.
std::size_t ask_once(Peer& peer, const std::string& message);

/// Asks two messages to warm up, then all: three times, or less often when a pass takes longer than
/// `patience` milliseconds; the fastest time of each message counts. What timed out counts as
/// `longest_query`, is not asked again and has found nothing.
[[nodiscard]] Figures measure(Peer& peer, const Data& data, const Set& set);
inline constexpr double patience = 15'000;

/// Whether the scores of the first ten are those of the exhaustive scorer, to a hundred thousandth,
/// for the first `count` messages it knows of (or, where the engine promises less, enough of them).
/// Texts of equal scores may stand in any order. Prints what it saw.
[[nodiscard]] bool agrees_with_exact(Peer& peer, const Set& set, std::size_t count);

}  // namespace kentongan::bench
