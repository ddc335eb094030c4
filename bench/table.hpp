// What the benchmarks share: reading tab-separated files, and time.
#pragma once

#include <algorithm>
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

/// Time this thread has spent computing, so that busy neighbours do not count.
inline double milliseconds_of_thread() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The value below which `share` of the values lie. Sorts them.
inline double quantile(std::vector<double>& values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1,
                         static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

}  // namespace kentongan::bench
