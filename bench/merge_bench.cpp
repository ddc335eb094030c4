// What readers feel of publishing and merging: the same messages with a quiet index and while
// documents are published and parts merged in the background.
//
//   merge_bench CLAIMS QUERIES
//
// Prints CPU time of the reading thread and the time until a published claim is found. Exit 1 when
// a published claim is not found by the very next search.
#include "table.hpp"

#include "match/matcher.hpp"
#include "match/segment_builder.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace kentongan::match;
using namespace kentongan::bench;

void read_all(const Matcher& matcher, const std::vector<std::string>& messages, const char* name) {
  std::vector<double> times;
  for (const std::string& message : messages) {
    const double start = milliseconds_of_thread();
    static_cast<void>(matcher.find(message, 10));
    times.push_back(milliseconds_of_thread() - start);
  }
  std::printf("%-10s p50 %.3f ms  p99 %.3f ms\n", name, quantile(times, .5), quantile(times, .99));
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::printf("usage: merge_bench CLAIMS QUERIES\n");
    return 64;
  }
  std::vector<std::string> titles;
  std::int64_t claims = 0;
  SegmentBuilder builder;
  for_each_row(arguments[1], [&](const Row& row) {
    if (titles.size() < 40'000) titles.push_back(row.at(1));
    builder.add({.id = 1'000'000'000 + claims++, .title = row.at(1)});
  });
  std::vector<std::string> messages;
  for_each_row(arguments[2], [&](const Row& row) { messages.push_back(row.at(1)); });
  Matcher matcher;
  matcher.adopt(builder.finish());
  read_all(matcher, messages, "warm up");
  read_all(matcher, messages, "quiet");

  std::atomic<bool> done = false;
  std::atomic<int> missed = 0;
  std::vector<double> until_found;
  std::jthread writer([&] {
    for (std::int64_t at = 0; !done; ++at) {
      std::vector<Document> batch;
      for (int one = 0; one < 100; ++one) {
        const auto number = static_cast<std::size_t>(at * 100 + one) % titles.size();
        batch.push_back({.id = at * 100 + one, .title = titles[number]});
      }
      batch.front().title = "kabar nomor " + std::to_string(100'000 + at) + " palsu sekali";
      const auto start = std::chrono::steady_clock::now();
      matcher.publish(batch);
      const auto found = matcher.find(batch.front().title, 1);
      until_found.push_back(
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
              .count());
      if (found.empty() || found.front().document != batch.front().id) ++missed;
    }
  });
  read_all(matcher, messages, "writing");
  read_all(matcher, messages, "writing");
  done = true;
  writer.join();
  std::printf(
      "published  %zu times 100, found after p50 %.1f ms, p99 %.1f ms; %zu parts; missed %d\n",
      until_found.size(), quantile(until_found, .5), quantile(until_found, .99),
      matcher.snapshot().parts.size(), missed.load());
  return missed == 0 ? 0 : 1;
}
