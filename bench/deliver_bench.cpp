// From "publish" to the first delivery, and how long a large list takes; over a real folder and
// real sockets to the fakes of tests/fakes, which play the mail server and Telegram.
//
//   build/bench/bench/deliver_bench [publications] [mails] [chats] [large list]
//
// Goals: publish → first mail median ≤ 0.3 s, p99 ≤ 1 s while 1,000 mails and 1,000 Telegram
// messages go out for each publication; 10,000 mails in ≤ 30 s.
#include "crash/sending_program.hpp"
#include "testing/fake_peer.hpp"
#include "testing/small_country.hpp"
#include "testing/temp_folder.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace kentongan;         // NOLINT: a program of one file
using namespace kentongan::crash;  // NOLINT
using channels::Way;

int argument(int argc, char** argv, int at, int usual) {
  return argc > at ? std::atoi(argv[at]) : usual;
}

void subscribe(SendingProgram& program, Way way, int count) {
  constexpr int hands = 16;
  std::vector<std::jthread> all;
  for (int hand = 0; hand < hands; ++hand) {
    all.emplace_back([&program, way, count, hand] {
      for (int i = hand; i < count; i += hands) {
        program.add(way, way == Way::email ? "warga" + std::to_string(i) + "@uji.example"
                                           : std::to_string(5'100'001 + i));
      }
    });
  }
}

template <typename Condition>
void wait_until(SendingProgram& program, Condition&& condition) {
  std::uint64_t seen = 0;
  while (!condition()) seen = program.db->wait_for_news(seen, std::chrono::milliseconds(20));
}

/// The moment each title first arrived at the sink, in microseconds since 1970.
std::map<std::string, std::int64_t> first_arrivals(const testing::FakePeer& sink) {
  std::map<std::string, std::int64_t> first;
  const auto journal = boost::json::parse(sink.get("/journal"));
  for (const auto& mail : journal.at("mails").as_array()) {
    const std::string subject(mail.at("subject").as_string());
    const auto title = subject.find("Uji ");
    if (title == std::string::npos) continue;
    const auto at = mail.at("at").to_number<std::int64_t>();
    const auto [known, fresh] = first.emplace(subject.substr(title), at);
    if (!fresh) known->second = std::min(known->second, at);
  }
  return first;
}

void measure_first_delivery(const Peers& peers, const testing::FakePeer& sink,
                            const int (&sizes)[3]) {
  const testing::TempFolder folder;
  SendingProgram program(folder.path(), peers);
  testing::settle_small_country(program.places);
  subscribe(program, Way::email, sizes[1]);
  subscribe(program, Way::telegram, sizes[2]);
  std::vector<newsroom::Item> items;
  for (int i = 0; i < sizes[0]; ++i) items.push_back(program.approved("Uji " + std::to_string(i)));
  program.start();
  const auto begin = std::chrono::steady_clock::now();
  std::map<std::string, std::int64_t> published;
  for (const newsroom::Item& item : items) {
    published[item.content.title] = program.clock.now().micros();
    (void)program.publish(item);
    // The next one comes in the middle of this one's tail, so that every one meets a busy machine.
    wait_until(program, [&] {
      const auto stats = program.sender.stats(item.id.raw()).by_way;
      return stats.contains(Way::email) && stats.at(Way::email).sent >= sizes[1] / 2;
    });
  }
  wait_until(program, [&] { return program.is_quiet(); });
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  program.dispatcher->stop();

  std::vector<double> waits;
  for (const auto& [title, at] : first_arrivals(sink)) {
    waits.push_back(static_cast<double>(at - published.at(title)) / 1e6);
  }
  std::sort(waits.begin(), waits.end());
  const auto quantile = [&waits](double share) {
    return waits[static_cast<std::size_t>(share * static_cast<double>(waits.size() - 1))];
  };
  std::printf("publish -> first mail: %zu publications to %d mails and %d chats each\n",
              waits.size(), sizes[1], sizes[2]);
  std::printf(
      "  median %.3f s, p90 %.3f s, p99 %.3f s, worst %.3f s; all sent in %.1f s (%.0f "
      "messages/s)\n",
      quantile(0.5), quantile(0.9), quantile(0.99), waits.back(), seconds,
      sizes[0] * (sizes[1] + sizes[2]) / seconds);
}

void measure_large_list(const Peers& peers, const testing::FakePeer& sink, int count) {
  const testing::TempFolder folder;
  SendingProgram program(folder.path(), peers);
  testing::settle_small_country(program.places);
  subscribe(program, Way::email, count);
  const newsroom::Item item = program.approved("Uji besar");
  sink.forget();
  program.start();
  const auto begin = std::chrono::steady_clock::now();
  (void)program.publish(item);
  wait_until(program, [&] { return program.is_quiet(); });
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  program.dispatcher->stop();
  std::printf("large list: %d mails in %.1f s (%.0f/s); the sink says %s\n", count, seconds,
              count / seconds, sink.get("/count").c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const testing::FakePeer sink(KENTONGAN_SOURCE_DIR, "smtp_sink.mjs");
  const testing::FakePeer telegram(KENTONGAN_SOURCE_DIR, "telegram_fake.mjs");
  if (!sink.is_up() || !telegram.is_up()) {
    std::fprintf(stderr,
                 "deliver_bench: the fakes did not start; npm ci installs what they need\n");
    return 1;
  }
  const Peers peers{sink.smtp_port(), telegram.http_port()};
  const int sizes[3] = {argument(argc, argv, 1, 30), argument(argc, argv, 2, 1'000),
                        argument(argc, argv, 3, 1'000)};
  measure_first_delivery(peers, sink, sizes);
  measure_large_list(peers, sink, argument(argc, argv, 4, 10'000));
  return 0;
}
