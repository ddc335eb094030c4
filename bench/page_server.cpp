// Serves one file the way a finished page is served from memory; for bench/page_bench.sh.
//   page_server FILE IO_THREADS     prints the port, serves until standard input ends
#include "net/page_cache.hpp"
#include "net/server.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace kentongan;

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::ifstream file(argv[1], std::ios::binary);
  net::Response response;
  response.headers.add("Content-Type", "text/html");
  response.headers.add("Cache-Control", "no-cache");
  response.body.assign(std::istreambuf_iterator<char>(file), {});
  net::PageCache pages;
  pages.put(pages.ticket(), {.key = "/", .page = net::CachedPage::make(response)});

  const SystemClock clock;
  const SystemRandom random;
  const Log log(clock);
  net::ServerSettings settings;
  settings.io_threads = std::atoi(argv[2]);
  net::Server server(settings, clock, random, log);
  server.use_fast_path([&](const net::RequestHead& head) {
    return head.has_cookie("sesi") ? nullptr : pages.find(head.target);
  });
  server.start([&](const net::Request&) { return response; }).value();
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  server.stop(std::chrono::seconds(1));
  return 0;
}
