// What the measurements on the claimmatch data share: reading its rows, and time.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

namespace kentongan::bench {

/// A message and the claims it is about (or a claim: its id, its title).
struct Row {
  std::vector<std::string> claims;
  std::string text;
};

inline std::vector<std::string> split(const std::string& line, char between) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t at = line.find(between); at != std::string::npos;
       at = line.find(between, begin)) {
    parts.push_back(line.substr(begin, at - begin));
    begin = at + 1;
  }
  parts.push_back(line.substr(begin));
  return parts;
}

/// `ids<TAB>text<TAB>…`, ids separated by commas.
inline std::vector<Row> read_rows(const std::string& file) {
  std::vector<Row> rows;
  std::ifstream stream(file);
  std::string line;
  while (std::getline(stream, line)) {
    const std::vector<std::string> cells = split(line, '\t');
    if (cells.size() >= 2) rows.push_back({split(cells[0], ','), cells[1]});
  }
  return rows;
}

inline bool share_a_claim(const Row& left, const Row& right) {
  return std::any_of(left.claims.begin(), left.claims.end(), [&right](const std::string& claim) {
    return std::find(right.claims.begin(), right.claims.end(), claim) != right.claims.end();
  });
}

/// Milliseconds this thread has spent computing, so that busy neighbours do not count.
inline double cpu_milliseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Milliseconds on the clock, for servers, which compute elsewhere.
inline double wall_milliseconds() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The value below which `share` of them lie; sorts them.
inline double percentile(std::vector<double>& values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size()));
  return values[std::min(at, values.size() - 1)];
}

/// The evaluation data's folder: the first argument, or $KENTONGAN_EVAL_DATA, or ../shared/data.
inline std::string eval_folder(const char* argument) {
  const char* set =
      std::getenv("KENTONGAN_EVAL_DATA");  // NOLINT(concurrency-mt-unsafe): one thread
  return argument != nullptr ? argument : set != nullptr ? set : "../shared/data";
}

}  // namespace kentongan::bench
