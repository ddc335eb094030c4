// How fast words leave: composing, and sending to the fakes of tests/fakes over real sockets.
//   build/bench/bench/channels_bench [mails]        compare with the sink alone: about 2,500
//   mails/s
#include "channels/email.hpp"
#include "channels/feeds.hpp"
#include "channels/samples_for_tests.hpp"
#include "channels/telegram.hpp"
#include "testing/fake_peer.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace kentongan;            // NOLINT: a program of one file
using namespace kentongan::channels;  // NOLINT

double seconds_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void measure_composing() {
  const EmailIdentity identity = sample_identity();
  const Addressed mail = to_email(posyandu_message());
  const Addressed chat = to_telegram(posyandu_message());
  const IdempotencyKey key = key_of(1);
  constexpr int count = 20'000;
  std::size_t bytes = 0;
  const double mails = seconds_of([&] {
    for (int i = 0; i < count; ++i)
      bytes += compose_email(mail, {identity, key, Instant{}}).bytes.size();
  });
  const double chats = seconds_of([&] {
    for (int i = 0; i < count; ++i)
      bytes += compose_telegram(chat, {identity.base_url}).markup.size();
  });
  Feed feed{.base_url = identity.base_url,
            .path = "/umpan.atom",
            .home = "/",
            .id = "tag:x,2026:feed/1",
            .title = "Kabar",
            .description = "",
            .author = "",
            .icon = {},
            .updated = {},
            .entries = {}};
  for (int i = 0; i < 50; ++i) {
    FeedEntry entry;
    entry.id = "tag:x,2026:item/" + std::to_string(i);
    entry.title = "Jadwal posyandu";
    entry.summary = std::string(300, 'a');
    entry.body = posyandu_message().body;
    feed.entries.push_back(entry);
  }
  const double feeds = seconds_of([&] {
    for (int i = 0; i < 200; ++i) bytes += write_feed(FeedFormat::atom, feed).size();
  });
  std::printf("compose: e-mail %.1f us, Telegram %.1f us, Atom %.1f us an entry (%zu bytes)\n",
              mails * 1e6 / count, chats * 1e6 / count, feeds * 1e6 / (200 * 50), bytes);
}

/// Sends `count` with `threads` threads; prints how many a second.
void measure_sending(const char* name, Channel& channel, int threads,
                     const std::function<Addressed(int)>& addressed, int count) {
  std::atomic<int> next = 0;
  std::atomic<int> delivered = 0;
  const double time = seconds_of([&] {
    std::vector<std::jthread> all;
    for (int thread = 0; thread < threads; ++thread) {
      all.emplace_back([&] {
        for (int i = next++; i < count; i = next++) {
          if (channel.send(addressed(i), key_of(i), [] {}).ended == SendOutcome::Ended::delivered)
            ++delivered;
        }
      });
    }
  });
  std::printf("%s: %d threads, %d of %d delivered, %.0f/s\n", name, threads, delivered.load(),
              count, count / time);
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 5000;
  measure_composing();
  const SystemClock clock;
  const Log log(clock);
  const kentongan::testing::FakePeer sink(KENTONGAN_SOURCE_DIR, "smtp_sink.mjs");
  net::SmtpSettings server;
  server.port = sink.smtp_port();
  server.tls = net::SmtpSettings::Tls::none;
  server.private_addresses = net::SmtpSettings::Private::allowed;
  for (const int threads : {1, 4, 8}) {
    EmailChannel email({sample_identity(), server}, clock, log);
    measure_sending(
        "e-mail", email, threads,
        [](int i) {
          return to_email(posyandu_message(), "warga" + std::to_string(i) + "@contoh.example");
        },
        count);
  }
  const kentongan::testing::FakePeer fake(KENTONGAN_SOURCE_DIR, "telegram_fake.mjs");
  net::HttpClientSettings open;
  open.allowed_networks = {net::Network::parse("127.0.0.0/8").value()};
  const net::GuardedHttpClient client(open);
  const PaceSettings unhurried{{1'000'000, std::chrono::seconds(1)},
                               {1'000'000, std::chrono::seconds(1)},
                               {1'000'000, std::chrono::seconds(1)}};
  for (const int threads : {1, 4}) {
    TelegramChannel telegram(
        {TelegramToken::parse("1234567:AAKentonganFakeTokenForTests0000000").value(),
         "http://127.0.0.1:" + std::to_string(fake.http_port()), "https://kabar.example", Zone::wib,
         unhurried},
        client, clock, log);
    measure_sending(
        "Telegram", telegram, threads,
        [](int i) { return to_telegram(posyandu_message(), std::to_string(5'100'001 + i)); },
        count);
  }
  return 0;
}
