// What the benchmarks share: reading tab-separated files, among them claimmatch's, and time.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

namespace kentongan::bench {

using Row = std::vector<std::string>;

inline Row split_at(const std::string& line, char separator) {
  Row row;
  std::size_t begin = 0;
  for (std::size_t end = line.find(separator); end != std::string::npos;
       end = line.find(separator, begin)) {
    row.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  row.push_back(line.substr(begin));
  return row;
}

/// Calls `visit(row)` for every line; keeps nothing.
template <typename Visit>
void for_each_row(const std::string& file, Visit&& visit) {
  std::ifstream stream(file);
  std::string line;
  while (std::getline(stream, line)) {
    if (!line.empty()) visit(split_at(line, '\t'));
  }
}

/// A message and the claims it is about (or a claim: its id, its title).
struct Labelled {
  std::vector<std::string> claims;
  std::string text;
};

/// `ids<TAB>text<TAB>…`, ids separated by commas.
inline std::vector<Labelled> read_labelled(const std::string& file) {
  std::vector<Labelled> all;
  for_each_row(file, [&all](const Row& row) {
    if (row.size() >= 2) all.push_back({split_at(row[0], ','), row[1]});
  });
  return all;
}

inline bool share_a_claim(const Labelled& left, const Labelled& right) {
  return std::any_of(left.claims.begin(), left.claims.end(), [&right](const std::string& claim) {
    return std::find(right.claims.begin(), right.claims.end(), claim) != right.claims.end();
  });
}

inline double milliseconds_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Time this thread has spent computing, so that busy neighbours do not count.
inline double milliseconds_of_thread() { return milliseconds_of(CLOCK_THREAD_CPUTIME_ID); }
/// Time on the clock, for servers, which compute elsewhere.
inline double milliseconds_on_clock() { return milliseconds_of(CLOCK_MONOTONIC); }

/// The value below which `share` of the values lie. Sorts them.
inline double quantile(std::vector<double>& values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1,
                         static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

/// The evaluation data's folder: the argument, or $KENTONGAN_EVAL_DATA, or ../shared/data.
inline std::string eval_folder(const char* argument) {
  const char* set =
      std::getenv("KENTONGAN_EVAL_DATA");  // NOLINT(concurrency-mt-unsafe): one thread
  return argument != nullptr ? argument : set != nullptr ? set : "../shared/data";
}

}  // namespace kentongan::bench
